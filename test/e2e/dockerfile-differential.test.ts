// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { platformArguments } from '../../src/dockerfile/platform-arguments.ts';
import { readDockerfile } from '../../src/dockerfile/read-dockerfile.ts';

interface Case {
  readonly title: string;
  /** The Dockerfile; the last stage that is built gets a COPY, so that the image has a layer. */
  readonly lines: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** Where all builders agree. */
const BOTH: readonly Case[] = [
  { title: 'a plain user', lines: ['FROM scratch', 'USER 20002:10001'] },
  { title: 'no user', lines: ['FROM scratch'] },
  { title: 'the last of several', lines: ['FROM scratch', 'USER root', 'user app'] },
  { title: '# within the line', lines: ['FROM scratch', 'USER app # c'] },
  { title: 'several words and blanks', lines: ['FROM scratch', ' \tUSER \t a  b \t'] },
  { title: '-- before the user', lines: ['FROM scratch', 'USER -- app'] },
  { title: 'a continued line', lines: ['FROM scratch', 'USER 100\\', '# comment', '0:\\  ', '1000'] },
  { title: 'an empty line in a continuation', lines: ['FROM scratch', 'LABEL a=b \\', '', 'USER=app'] },
  { title: 'two escape characters at the end', lines: ['FROM scratch', 'LABEL a=C:\\\\', 'USER app'] },
  { title: 'the other escape character', lines: ['# escape=`', 'FROM scratch', 'USER a`', 'p`$p\\'] },
  { title: 'a directive after a comment', lines: ['# c', '# escape=`', 'FROM scratch', 'USER \\$app'] },
  { title: 'a global ARG', lines: ['ARG U=app', 'FROM scratch', 'USER x${U}'] },
  { title: 'a global ARG, declared again', lines: ['ARG U=app', 'FROM scratch', 'ARG U', 'USER ${U}'] },
  { title: 'a build argument', lines: ['FROM scratch', 'ARG U=app', 'USER $U'], buildArgs: { U: 'given' } },
  { title: 'an empty build argument', lines: ['FROM scratch', 'ARG U=app', 'USER x$U'], buildArgs: { U: '' } },
  { title: 'ENV over a build argument', lines: ['FROM scratch', 'ARG U', 'ENV U=e', 'USER $U'], buildArgs: { U: 'b' } },
  { title: 'ARG without a value after ENV', lines: ['FROM scratch', 'ENV U=e', 'ARG U', 'USER $U'] },
  { title: 'two ENV on a line', lines: ['FROM scratch', 'ENV A=old', 'ENV A=new B=$A', 'USER $A-$B'] },
  { title: 'the old form of ENV', lines: ['FROM scratch', 'ENV U the "user" \'x\'', 'USER $U'] },
  { title: 'quotes', lines: ['FROM scratch', 'ENV A="a b" B=c\\ d C=\'$A\'', 'USER "$A"/$B/\'$C\'/$C'] },
  { title: 'an unset variable', lines: ['FROM scratch', 'USER ${U}'] },
  { title: 'defaults', lines: ['FROM scratch', 'ENV E=', 'USER ${E:-${X:-a}}${X:+b}${E:+c}-${PATH:+d}'] },
  { title: 'escaped dollars', lines: ['FROM scratch', 'ENV A=x', 'USER \\$A"\\$A"\'$A\'$A'] },
  { title: 'a user in another stage', lines: ['FROM scratch AS a', 'USER app', 'FROM scratch'] },
  { title: 'an inherited user', lines: ['FROM scratch AS a', 'ENV U=app', 'USER app', 'FROM a', 'ENV V=x'] },
  { title: 'inherited ENV', lines: ['FROM scratch AS a', 'ENV U=app', 'FROM a', 'USER $U'] },
  { title: 'a base by argument', lines: ['ARG B=a', 'FROM scratch AS a', 'USER app', 'FROM ${B}', 'ENV V=x'] },
  { title: 'a target', lines: ['FROM scratch AS One', 'USER one', 'FROM scratch', 'USER two'], target: 'oNE' },
  { title: 'a trigger', lines: ['FROM scratch', 'USER app', 'ONBUILD USER root'] },
  { title: 'a trigger that acts', lines: ['FROM scratch AS a', 'ONBUILD USER t', 'FROM a', 'ENV V=x'] },
];

/** Where the classic builder has rules of its own; the gate follows BuildKit. */
const BUILDKIT_ONLY: readonly Case[] = [
  { title: 'ARG after ENV', lines: ['FROM scratch', 'ENV U=e', 'ARG U=a', 'USER $U'], buildArgs: { U: 'given' } },
  { title: 'inherited ARG', lines: ['FROM scratch AS a', 'ARG U=app', 'FROM a', 'USER x$U'] },
  { title: 'inherited ENV over ARG', lines: ['FROM scratch AS a', 'ENV U=e', 'ARG U=a', 'FROM a', 'USER $U'] },
  { title: 'a platform argument', lines: ['FROM scratch', 'ARG TARGETOS', 'USER u-$TARGETOS'] },
  { title: 'a proxy argument', lines: ['FROM scratch', 'USER x$HTTP_PROXY'], buildArgs: { HTTP_PROXY: 'p' } },
];

/** What the builder of Docker 20.10 does not know yet. */
const TODAY: readonly Case[] = [
  { title: 'a heredoc', lines: ['FROM scratch', 'COPY <<A <<-"B" /x/', 'USER root', 'A', '\tB', 'USER app'] },
  { title: 'a heredoc behind ONBUILD', lines: ['FROM scratch', 'ONBUILD COPY <<A /x', 'USER root', 'A', 'USER app'] },
  {
    title: 'parts',
    lines: ['FROM scratch', 'ARG T=v1.2.3', 'USER ${T%.*}-${T%%.*}-${T#v}-${T##*.}-${T//./_}-${T/./_}'],
  },
  { title: 'patterns', lines: ['FROM scratch', 'ARG T=a*b}c/d', "USER ${T#a\\*}-${T%\\}*}-${T//\\//_}-${T//'*'/$0}"] },
  { title: 'a needed variable', lines: ['FROM scratch', 'ARG U=app', 'USER ${U:?no}${U?no}'] },
];

const DEADLINE_MS = 120_000;
const repository = `docker-security-gate-test-dockerfile-${process.pid}-${Date.now().toString(36)}`;
const folder = mkdtempSync(join(tmpdir(), 'gate-dockerfile-'));
writeFileSync(join(folder, 'tiny'), 'tiny\n');
const images: { readonly way: Way; readonly tag: string }[] = [];

/** How to reach one builder. */
interface Way {
  readonly client: string;
  readonly env: Readonly<Record<string, string>>;
}

function run({ client, env }: Way, args: readonly string[]) {
  return spawnSync(client, args, {
    encoding: 'utf8',
    timeout: DEADLINE_MS,
    maxBuffer: 4 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
}

/** Builds with COPY as the last line of the stage that is built. */
function build(way: Way, test: Case): { readonly text: string; readonly user: string } {
  const end = test.target === undefined ? test.lines.length : 2;
  const text = `${test.lines.toSpliced(end, 0, 'COPY tiny /tiny').join('\n')}\n`;
  writeFileSync(join(folder, 'Dockerfile'), text);
  const tag = `${repository}:${images.length}`;
  const args = Object.entries(test.buildArgs ?? {}).map(([name, value]) => `--build-arg=${name}=${value}`);
  const target = test.target === undefined ? [] : [`--target=${test.target}`];
  const built = run(way, ['build', '--quiet', `--tag=${tag}`, ...args, ...target, folder]);
  expect(built.status, `${built.error ?? ''}${built.stderr}`).toBe(0);
  images.push({ way, tag });
  // Newer engines leave an empty user out.
  const inspected = run(way, ['image', 'inspect', '--format={{json .Config}}', tag]);
  expect(inspected.status, inspected.stderr).toBe(0);
  return { text, user: JSON.parse(inspected.stdout).User ?? '' };
}

function gateUser(text: string, { target, buildArgs }: Case): string {
  const reading = readDockerfile(text, {
    path: 'Dockerfile',
    buildArgs: new Map(Object.entries(buildArgs ?? {})),
    platformArgs: platformArguments('linux/amd64'),
    ...(target === undefined ? {} : { target }),
  });
  if ('problem' in reading) throw new Error(reading.problem.what);
  return reading.facts.user?.expanded ?? '';
}

/** The first way that leads to a built image here, or why none does. */
function findWay(ways: readonly Way[], reason: string): { readonly way: Way } | { readonly missing: string } {
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY tiny /tiny\n');
  const reasons = [reason];
  for (const way of ways) {
    const tag = `${repository}:${images.length}`;
    const { status, error, stderr } = run(way, ['build', '--quiet', `--tag=${tag}`, folder]);
    if (status === 0) {
      images.push({ way, tag });
      return { way };
    }
    reasons.push(`${way.client}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  }
  const missing = reasons.join('; ');
  if (process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(`A required service is missing: ${missing}`);
  return { missing };
}

/** Today's engine, where `npm test` started it. */
function waysToday(): readonly Way[] {
  const { GATE_TEST_MODERN_DOCKER_HOST: host = '', GATE_TEST_MODERN_DOCKER_CONFIG: config = '' } = process.env;
  const path = [process.env['GATE_TEST_MODERN_BIN'] ?? '', process.env['PATH'] ?? ''].join(delimiter);
  const env = { PATH: path, DOCKER_HOST: host, DOCKER_CONFIG: config, DOCKER_BUILDKIT: '1' };
  return host === '' ? [] : [{ client: 'docker', env }];
}

/** Debian's client drives the engine's own BuildKit, a newer one without buildx does not. */
function waysOwn(buildKit: '0' | '1'): readonly Way[] {
  return ['docker', '/usr/bin/docker'].map((client) => ({ client, env: { DOCKER_BUILDKIT: buildKit } }));
}

afterAll(() => {
  for (const { way, tag } of images) run(way, ['image', 'rm', '--force', tag]);
  rmSync(folder, { recursive: true, force: true });
});

const noToday = process.env['GATE_TEST_MODERN_REASON'] ?? 'run npm test to start today’s engine';
describe.each([
  { builder: 'BuildKit', ways: waysOwn('1'), reason: 'no BuildKit answers', cases: [...BOTH, ...BUILDKIT_ONLY] },
  { builder: 'the classic builder', ways: waysOwn('0'), reason: 'no classic builder answers', cases: BOTH },
  { builder: 'today’s BuildKit', ways: waysToday(), reason: noToday, cases: [...BOTH, ...BUILDKIT_ONLY, ...TODAY] },
])('the user that the gate reads is the one that $builder sets', ({ ways, reason, cases }) => {
  const found = findWay(ways, reason);
  const missing = 'missing' in found ? found.missing : undefined;
  describe.skipIf(missing !== undefined)(missing ?? 'for', () => {
    it.each(cases)('$title', (test) => {
      if (!('way' in found)) throw new Error(found.missing);
      const { text, user } = build(found.way, test);
      expect(gateUser(text, test)).toBe(user);
    });
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Where both builders agree. The one embedded in Docker 20.10 knows neither heredocs nor `${x#y}`: none here. */
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

const DEADLINE_MS = 120_000;
const repository = `docker-security-gate-test-dockerfile-${process.pid}-${Date.now().toString(36)}`;
const folder = mkdtempSync(join(tmpdir(), 'gate-dockerfile-'));
writeFileSync(join(folder, 'tiny'), 'tiny\n');
const tags: string[] = [];

function run(client: string, args: readonly string[], buildKit: '0' | '1') {
  const env = { ...process.env, DOCKER_BUILDKIT: buildKit };
  return spawnSync(client, args, { encoding: 'utf8', timeout: DEADLINE_MS, maxBuffer: 4 * 1024 * 1024, env });
}

/** Builds with COPY as the last line of the stage that is built. */
function build(client: string, test: Case, buildKit: '0' | '1'): { readonly text: string; readonly user: string } {
  const end = test.target === undefined ? test.lines.length : 2;
  const text = `${test.lines.toSpliced(end, 0, 'COPY tiny /tiny').join('\n')}\n`;
  writeFileSync(join(folder, 'Dockerfile'), text);
  const tag = `${repository}:${tags.length}`;
  const args = Object.entries(test.buildArgs ?? {}).map(([name, value]) => `--build-arg=${name}=${value}`);
  const target = test.target === undefined ? [] : [`--target=${test.target}`];
  const built = run(client, ['build', '--quiet', `--tag=${tag}`, ...args, ...target, folder], buildKit);
  expect(built.status, `${built.error ?? ''}${built.stderr}`).toBe(0);
  tags.push(tag);
  const inspected = run(client, ['image', 'inspect', '--format={{json .Config.User}}', tag], buildKit);
  expect(inspected.status, inspected.stderr).toBe(0);
  return { text, user: JSON.parse(inspected.stdout) };
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

/** A client that can build in this way here, or why there is none. */
function findClient(buildKit: '0' | '1'): { readonly client: string } | { readonly missing: string } {
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY tiny /tiny\n');
  const reasons: string[] = [];
  for (const client of ['docker', '/usr/bin/docker']) {
    const tag = `${repository}:probe${buildKit}`;
    const { status, error, stderr } = run(client, ['build', '--quiet', `--tag=${tag}`, folder], buildKit);
    if (status === 0) {
      tags.push(tag);
      return { client };
    }
    reasons.push(`${client}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  }
  const missing = `no client that builds with DOCKER_BUILDKIT=${buildKit} (${reasons.join('; ')})`;
  if (process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(`A required service is missing: ${missing}`);
  return { missing };
}

afterAll(() => {
  for (const tag of tags) run('docker', ['image', 'rm', '--force', tag], '0');
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { builder: 'BuildKit', buildKit: '1' as const, cases: [...BOTH, ...BUILDKIT_ONLY] },
  { builder: 'the classic builder', buildKit: '0' as const, cases: BOTH },
])('the user that the gate reads is the one that $builder sets', ({ buildKit, cases }) => {
  const found = findClient(buildKit);
  const missing = 'missing' in found ? found.missing : undefined;
  describe.skipIf(missing !== undefined)(missing ?? 'for', () => {
    it.each(cases)('$title', (test) => {
      const { text, user } = build('client' in found ? found.client : 'docker', test, buildKit);
      expect(gateUser(text, test)).toBe(user);
    });
  });
});

import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAppArmorParser } from '../../src/adapters/apparmor-parser.ts';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { evaluateChecks } from '../../src/checks/evaluate.ts';
import { CHECKS } from '../../src/checks/index.ts';
import { type ContentsReader, collectEvidence } from '../../src/evidence/collect.ts';
import { readContents } from '../../src/evidence/read-contents.ts';
import type { EvidenceKind } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { gateTag } from '../../src/model/gate-tag.ts';
import { ENGINE_DEFAULTS } from '../../src/model/run-settings.ts';
import type { CheckOutcome } from '../../src/model/verdict.ts';
import { applyPolicy } from '../../src/policy/apply-policy.ts';
import { blocks } from '../../src/policy/judge.ts';
import { BUILT_IN_POLICY } from '../../src/settings/effective-policy.ts';
import { buildStandIns, standInStage } from './stand-in-engine.ts';

/**
 * What the gate finds in images that many people build or use, line by line, to be read by people: each line must be
 * one that its check would defend before the author of such an image.
 * `UPDATE_GOLDEN=1 npx vitest run --project e2e popular` writes it anew.
 */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const GOLDEN = join(FIXTURES, 'golden', 'popular-dockerfiles.txt');
const SECURITY_APP = join(import.meta.dirname, '..', '..', 'examples', 'security-app');

interface Popular {
  readonly title: string;
  readonly context: string;
  readonly file: string;
  readonly buildArgs: readonly string[];
}

const folders = readdirSync(join(FIXTURES, 'popular'), { withFileTypes: true });
const POPULAR: readonly Popular[] = [
  ...['Dockerfile.root', 'Dockerfile'].map((file) => ({
    title: `security-app, ${file}`,
    context: SECURITY_APP,
    file,
    buildArgs: ['BASE=debian:12.12-slim'],
  })),
  ...folders
    .filter((entry) => entry.isDirectory() && entry.name !== 'stand-in')
    .map(({ name }) => ({
      title: name,
      context: join(FIXTURES, 'popular', name),
      file: 'Dockerfile',
      buildArgs: [],
    }))
    .sort((a, b) => (a.title < b.title ? -1 : 1)),
];

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-popular-')));
const stage = standInStage(folder);
const { missing } = stage;
if (missing !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(missing);
const KINDS = new Set<EvidenceKind>(['image', ...CHECKS.flatMap(({ needs, uses }) => [...needs, ...uses])]);

/** Builds one of them by the gate's own hand and asks all checks about it. */
async function judged({ context, file, buildArgs }: Popular): Promise<readonly CheckOutcome[]> {
  const root = mkdtempSync(join(folder, 'one-'));
  cpSync(context, root, { recursive: true });
  const signal = new AbortController().signal;
  const processes = createProcesses({ workspace: root, environment: { ...process.env, ...stage.env }, signal });
  const workspace = await openWorkspace(root, processes);
  const run = randomBytes(8).toString('hex');
  const temporaryFolder = mkdtempSync(join(folder, 'gate-'));
  const engine = createDockerEngine({ processes, clock: systemClock, temporaryFolder, run, workspace: root });
  const lines: string[] = [];
  const group = { line: (line: string) => void lines.push(line), end: () => {} };
  const log = { info: () => {}, debug: () => {}, notice: () => {}, error: () => {}, group: () => group };
  const found = { context: await workspace.resolve('.', 'folder'), file: await workspace.resolve(file, 'file') };
  if (found.context === undefined || found.file === undefined) throw new Error(`no ${file} in ${context}`);
  const subject = { id: 'image', name: file };
  const settings = {
    ...({ kind: 'build', context: '.', contextGiven: true, buildArgs, buildContexts: [], secrets: [] } as const),
    ...{ pull: false, noCache: false, cacheFrom: [], cacheTo: [], labels: [], tags: [] },
  };
  const tag = gateTag(new Date(), run);
  try {
    const source = { tool: 'test', subject: 'nothing is declared' };
    const how = { state: 'known', value: ENGINE_DEFAULTS, source } as const;
    const built = { kind: 'build', subject, settings, context: found.context, file: found.file, run: how } as const;
    const apparmorParser = createAppArmorParser(processes, root);
    const ports = { engine, workspace, clock: systemClock, log, environment: {}, temporaryFolder, apparmorParser };
    const demands = { mustDeny: [], observe: false };
    const inTurn = <T>(build: () => Promise<T>) => build();
    const contents = (...[image, config]: Parameters<ContentsReader>) => readContents(image, config, ports);
    const bundle = await collectEvidence(
      { kinds: KINDS, subject: built, gateTag: tag, demands, inTurn, contents },
      ports,
    );
    expect(bundle.image?.state, lines.slice(-20).join('\n')).toBe('known');
    return evaluateChecks(CHECKS, bundle, subject);
  } finally {
    await engine.cleanUp(3_600_000);
    await engine.untag(tag);
  }
}

function listed({ title }: Popular, outcomes: readonly CheckOutcome[]): string {
  const findings = applyPolicy(outcomes, BUILT_IN_POLICY).flatMap(({ outcome }) => {
    return outcome.state === 'fail' ? outcome.findings : [];
  });
  const blocking = findings.filter((found) => blocks(found, BUILT_IN_POLICY)).length;
  const verdict = blocking > 0 ? `fail, ${blocking} blocking` : 'pass';
  const quiet = outcomes.flatMap(({ checkId, outcome }) => (outcome.state === 'not-applicable' ? [checkId] : []));
  return [
    `== ${title}: ${verdict}`,
    ...findings.map(findingLine),
    ...outcomes.flatMap(({ checkId, outcome }) => {
      return outcome.state === 'error' ? [`ERROR ${checkId}: ${outcome.problem.code} ${outcome.problem.what}`] : [];
    }),
    `not applicable: ${quiet.join(', ')}`,
    '',
  ].join('\n');
}

function findingLine(found: Finding): string {
  const { checkId, severity, location, title, seen, fix, inheritedFrom } = found;
  const lines = location?.lines;
  const place =
    lines === undefined ? '-' : lines.first === lines.last ? `${lines.first}` : `${lines.first}-${lines.last}`;
  const mark = blocks(found, BUILT_IN_POLICY) ? 'BLOCKS ' : '';
  const cure = [fix?.text ?? '-', ...(fix?.lines ?? []).map((line) => `⏎ ${line}`)].join(' ');
  const from = inheritedFrom === undefined ? '' : ` | inherited from ${inheritedFrom}`;
  return `${mark}${severity} ${checkId} line ${place} | ${title} | seen: ${seen} | cure (${fix?.placement ?? '-'}): ${cure}${from}`;
}

const reason = missing === undefined ? '' : `: ${missing}`;
describe.skipIf(missing !== undefined)(`Dockerfiles as popular images have them${reason}`, () => {
  let removeStandIns = (): void => {};
  const found = new Map<string, string>();
  beforeAll(() => {
    removeStandIns = buildStandIns(stage);
  });
  afterAll(() => {
    removeStandIns();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(POPULAR.map((one) => [one.title, one] as const))('%s is decided without an error', async (_, one) => {
    const outcomes = await judged(one);
    found.set(one.title, listed(one, outcomes));
    expect(outcomes).toHaveLength(CHECKS.length);
    for (const { checkId, outcome } of outcomes) {
      expect(outcome.state, `${checkId} ${JSON.stringify(outcome)}`).not.toBe('error');
    }
  });

  test('the findings are the ones that were read and agreed to', () => {
    const actual = POPULAR.map(({ title }) => found.get(title) ?? `== ${title}: not judged\n`).join('\n');
    if (UPDATE) writeFileSync(GOLDEN, actual);
    expect(existsSync(GOLDEN)).toBe(true);
    expect(actual).toBe(readFileSync(GOLDEN, 'utf8'));
    expect(UPDATE, 'run again without UPDATE_GOLDEN').toBe(false);
  });
});

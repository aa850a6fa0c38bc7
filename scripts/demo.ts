import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Report } from '../src/model/verdict.ts';
import { renderJobSummary } from '../src/reporters/job-summary.ts';
import { parseReport } from '../src/reporters/json.ts';
import { renderComment } from '../src/reporters/pull-request-comment.ts';
import { renderCommentPage } from './comment-page.ts';
import { ensureBaseImage } from './services/base-image.ts';
import { ensureEngine } from './services/engine.ts';
import { interruption } from './services/interruption.ts';
import { runScript } from './services/run-script.ts';

const ROOT = join(import.meta.dirname, '..');
const APP = 'examples/security-app';
const OUTPUT = join(ROOT, 'demo-output');
const DEADLINE_MS = 300_000;

/** One of the two gates: what is gated, what must come out, under which name it is written. */
interface Scene {
  readonly title: string;
  readonly file: string;
  readonly name: string;
  readonly exitCode: number;
  /** Of all blocking findings. */
  readonly blocking: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    title: 'The application as it is first written: nobody says who it runs as',
    file: `${APP}/Dockerfile.root`,
    name: '1-as-first-written',
    exitCode: 1,
    blocking: ['user-not-root'],
  },
  {
    title: 'The same application, cured: group 10001, user 20002',
    file: `${APP}/Dockerfile`,
    name: '2-as-cured',
    exitCode: 0,
    blocking: [],
  },
];

const AS_IT_MUST_BE = 'As it must be: the first image failed on user-not-root, the second passed.';

/**
 * `npm run demo`: gates the example as it is first written and as it is cured, with the real engine, and writes what
 * a reviewer would see to demo-output/.
 *
 * @returns whether everything came out as it must
 */
async function main(): Promise<boolean> {
  console.log('What the demo needs');
  const engine = await ensureEngine();
  try {
    console.log(`  ${engine.title}${engine.startedHere ? ', started' : ''}`);
    const env = { ...process.env, ...engine.env };
    const base = await ensureBaseImage({ docker: engine.docker, env });
    console.log(`  base image ${base.reference} (${base.origin})`);
    rmSync(OUTPUT, { recursive: true, force: true });
    mkdirSync(OUTPUT);
    const surprises: string[] = [];
    for (const scene of SCENES) surprises.push(...(await play(scene, base.reference, env)));
    conclude(surprises);
    return surprises.length === 0;
  } finally {
    await engine.stop();
  }
}

/** Runs one gate, writes its reports, and answers with what did not come out as it must. */
async function play(scene: Scene, base: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const reportFile = join(OUTPUT, `${scene.name}.json`);
  const args = ['--context', APP, '--file', scene.file, '--build-args', `BASE=${base}`, '--report-file', reportFile];
  console.log(`\n━━ ${scene.title}\n$ docker-security-gate ${args.map((arg) => relativeIn(arg)).join(' ')}\n`);
  const exitCode = await gate(args, env);
  interruption().throwIfAborted();
  console.log(`exit code ${exitCode}`);
  const report = parseReport(readFileSync(reportFile, 'utf8'));
  writePages(scene, report);
  const blocking = report.verdict.blocking.map(({ finding }) => finding.checkId);
  return [
    ...differs(`${scene.name}: exit code`, exitCode, scene.exitCode),
    ...differs(`${scene.name}: blocking findings`, blocking.join(', '), scene.blocking.join(', ')),
  ];
}

/** The command line as a person runs it, on this very Node and on the same terminal. */
function gate(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli.js'), ...args], { cwd: ROOT, env, stdio: 'inherit' });
  const end = (): void => void child.kill('SIGTERM');
  const timer = setTimeout(end, DEADLINE_MS);
  interruption().addEventListener('abort', end);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      interruption().removeEventListener('abort', end);
      resolve(code ?? 2);
    });
  });
}

function writePages({ name, title }: Scene, report: Report): void {
  const marker = { key: 'demo', runId: 1, runAttempt: 1, commit: '0'.repeat(40), nonce: '0'.repeat(32) };
  const comment = renderComment(report, { marker, limit: 60_000 });
  writeFileSync(join(OUTPUT, `${name}.comment.md`), comment);
  writeFileSync(join(OUTPUT, `${name}.comment.html`), renderCommentPage(comment, title));
  writeFileSync(join(OUTPUT, `${name}.summary.md`), renderJobSummary(report));
}

function differs(what: string, is: string | number, mustBe: string | number): readonly string[] {
  return is === mustBe ? [] : [`${what}: ${is === '' ? 'none' : is}, and must be ${mustBe === '' ? 'none' : mustBe}`];
}

function conclude(surprises: readonly string[]): void {
  console.log(`\n━━ What a reviewer sees, in ${relativeIn(OUTPUT)}/`);
  for (const { name } of SCENES) {
    console.log(`  ${name}.comment.html  the pull-request comment as a page (${name}.comment.md is its source)`);
    console.log(`  ${name}.summary.md    the job summary`);
    console.log(`  ${name}.json          the report for machines`);
  }
  if (surprises.length === 0) console.log(`\n${AS_IT_MUST_BE}`);
  for (const surprise of surprises) console.error(`\nNot as it must be: ${surprise}`);
}

function relativeIn(path: string): string {
  return path.startsWith(ROOT) ? relative(ROOT, path) : path;
}

await runScript(async () => ((await main()) ? 0 : 1));

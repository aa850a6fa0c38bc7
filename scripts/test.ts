import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interruption } from './services/interruption.ts';
import { runScript } from './services/run-script.ts';
import { StepFailure } from './services/run-step.ts';
import { startTestServices } from './services/test-services.ts';
import { readTestReport, renderCounts, type TestReport } from './test-report.ts';

const ROOT = join(import.meta.dirname, '..');
const PROJECTS = ['unit', 'contract', 'dist', 'e2e'];

/**
 * `npm test`: all projects, with the services they need started before and ended after. Further arguments go to
 * vitest. In CI everything is built that can be; with GATE_TEST_REQUIRE_ALL=1 a test whose service is missing fails
 * instead of being skipped. The last line is `N passed, N failed, N skipped`.
 */
async function main(extra: readonly string[]): Promise<number> {
  const requireAll = process.env['GATE_TEST_REQUIRE_ALL'] === '1';
  console.log('Services for the tests');
  const services = await startTestServices({ everything: requireAll || (process.env['CI'] ?? '') !== '' });
  const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const exitCode = await vitest(extra, reportFile, services.env);
    interruption().throwIfAborted();
    if (!existsSync(reportFile)) throw new StepFailure(`vitest wrote no report (exit code ${exitCode}).`);
    return conclude(exitCode, readTestReport(readFileSync(reportFile, 'utf8')), expectedProjects(extra), requireAll);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await services.stop();
  }
}

/** Runs vitest on this very Node, on the same terminal. */
function vitest(extra: readonly string[], reportFile: string, env: Readonly<Record<string, string>>): Promise<number> {
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...extra];
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  interruption().addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** All projects, unless the arguments choose some of them or some of the files. */
function expectedProjects(extra: readonly string[]): readonly string[] {
  const chosen = extra.flatMap((argument, index) => {
    if (argument.startsWith('--project=')) return [argument.slice('--project='.length)];
    return extra[index - 1] === '--project' ? [argument] : [];
  });
  if (chosen.length > 0) return chosen;
  return extra.some((argument) => !argument.startsWith('-')) ? [] : PROJECTS;
}

function conclude(exitCode: number, report: TestReport, expected: readonly string[], requireAll: boolean): number {
  let code = exitCode === 0 && report.total.failed > 0 ? 1 : exitCode;
  for (const project of new Set([...expected, ...report.projects.keys()])) {
    const counts = report.projects.get(project) ?? { passed: 0, failed: 0, skipped: 0 };
    const idle = expected.includes(project) && counts.passed + counts.failed === 0;
    const left = requireAll && counts.skipped > 0;
    if ((idle || left) && code === 0) code = 1;
    const remark = idle
      ? '  ← no test of this project ran: that is a failure'
      : left
        ? '  ← none may be skipped here'
        : '';
    console.log(`${project.padEnd(10)} ${renderCounts(counts)}${remark}`);
  }
  lastLine = renderCounts(report.total);
  return code;
}

let lastLine = renderCounts({ passed: 0, failed: 0, skipped: 0 });
await runScript(() => main(process.argv.slice(2)));
console.log(lastLine);

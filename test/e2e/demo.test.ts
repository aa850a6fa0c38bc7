import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/services/run-command.ts';
import { service } from './service.ts';

const base = service('GATE_TEST_BASE_IMAGE');
const ROOT = join(import.meta.dirname, '..', '..');
const APP = 'examples/security-app';
const folder = mkdtempSync(join(tmpdir(), 'gate-demo-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Gates one of the example's Dockerfiles; the report goes to the folder that the command is run in. */
async function gate(file: string) {
  const args = [
    join(ROOT, 'dist', 'cli.js'),
    `--context=${join(ROOT, APP)}`,
    `--file=${join(ROOT, APP, file)}`,
    `--build-args=BASE=${'value' in base ? base.value : ''}`,
    '--scanner=none',
    `--report-file=${file}.json`,
  ];
  const result = await runCommand({ program: process.execPath, args, cwd: folder, deadlineMs: 240_000 });
  const reportFile = join(folder, `${file}.json`);
  if (!existsSync(reportFile))
    throw new Error(`no report (exit code ${result.exitCode}):\n${result.stdout}${result.stderr}`);
  return { ...result, report: JSON.parse(readFileSync(reportFile, 'utf8')) };
}

const title = `the example, as first written and as cured${'missing' in base ? `: ${base.missing}` : ''}`;
describe.skipIf('missing' in base)(title, () => {
  it('fails without USER, points at the line to put one after, and says how', async () => {
    const { exitCode, stdout, stderr, report } = await gate('Dockerfile.root');
    expect(exitCode, stderr).toBe(1);
    expect(report.verdict).toMatchObject({
      verdict: 'fail',
      incomplete: false,
      blocking: [{ area: 'user', finding: { checkId: 'user-not-root', location: { file: `${APP}/Dockerfile.root` } } }],
    });
    expect(stdout).toContain('user-not-root');
    // FROM is on line 3, and nothing after it says USER.
    const [{ finding }] = report.verdict.blocking;
    expect(finding.location.lines.first).toBe(3);
    expect(finding.fix.lines.join('\n')).toMatch(/^RUN groupadd .*useradd .*^USER \d+/ms);
  });

  it('passes with USER 20002, and shows what that is', async () => {
    const { exitCode, stdout, stderr, report } = await gate('Dockerfile');
    expect(exitCode, stderr).toBe(0);
    expect(report.verdict).toMatchObject({ verdict: 'pass', incomplete: false, blocking: [], problems: [] });
    const notRoot = report.checks.find((check: { checkId: string }) => check.checkId === 'user-not-root');
    expect(notRoot.outcome).toMatchObject({ state: 'pass', seen: expect.stringMatching(/20002.*10001/) });
    expect(stdout).toContain('20002');
  });
});

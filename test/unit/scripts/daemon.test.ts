import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { daemonRuns, startDaemon, stopDaemon } from '../../../scripts/services/daemon.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daemon-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const daemon = (seconds: string, answers: () => Promise<boolean>) => ({
  title: 'A daemon',
  program: 'sleep',
  args: [seconds],
  env: process.env,
  logFile: join(folder, 'log'),
  pidFile: join(folder, 'pid'),
  answers,
  deadlineMs: 2000,
});

describe.runIf(process.platform === 'linux')('a daemon of the scripts', () => {
  it('runs until it is stopped', async () => {
    const { pidFile } = daemon('60', async () => true);
    await startDaemon(daemon('60', async () => true));
    const pid = Number(JSON.parse(readFileSync(pidFile, 'utf8')).pid);
    expect(daemonRuns(pidFile)).toBe(true);
    await stopDaemon(pidFile);
    expect(daemonRuns(pidFile)).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('that ends before it answers is a failure, at once', async () => {
    await expect(startDaemon(daemon('0.1', async () => false))).rejects.toThrow('A daemon ended early');
  });

  it('that never answers is stopped', async () => {
    await expect(startDaemon(daemon('60', async () => false))).rejects.toThrow('did not answer within 2 s');
    expect(daemonRuns(join(folder, 'pid'))).toBe(false);
  });

  it('that does not exist is a failure', async () => {
    const absent = { ...daemon('60', async () => true), program: join(folder, 'absent') };
    await expect(startDaemon(absent)).rejects.toThrow('could not be started');
  });

  it('is never mistaken for another process that got its number', async () => {
    const stranger = spawn('sleep', ['60']);
    const pidFile = join(folder, 'pid');
    writeFileSync(pidFile, JSON.stringify({ pid: stranger.pid, startTicks: '1' }));
    expect(daemonRuns(pidFile)).toBe(false);
    await stopDaemon(pidFile);
    expect(stranger.exitCode ?? stranger.signalCode).toBe(null);
    stranger.kill();
  });
});

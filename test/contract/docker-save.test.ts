import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { type FakeDockerScript, installFakeDocker } from '../fakes/docker.ts';
import { fakeArchive } from '../fakes/docker-archive.ts';

const APP = {
  config: { User: 'app' },
  files: { '/etc/passwd': 'root:x:0:0::/:/bin/sh\n', '/large': { bytes: 3_000_000 } },
};

async function saved(script: FakeDockerScript, take: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'docker-save-')));
  try {
    const [docker, workspace] = [join(folder, 'docker'), join(folder, 'workspace')];
    await mkdir(docker);
    await mkdir(workspace);
    const fake = await installFakeDocker(docker, { images: { app: APP }, ...script });
    const environment = { ...process.env, PATH: `${fake.bin}:${process.env['PATH'] ?? ''}` };
    const processes = createProcesses({ workspace, environment, signal: new AbortController().signal });
    const own = { processes, clock: systemClock, temporaryFolder: folder, workspace };
    await createDockerEngine({ ...own, run: '0123456789abcdef' }).save('app', take);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('docker save', () => {
  it('hands on every byte, however slowly they are taken, the last ones too', async () => {
    const { tar } = fakeArchive(APP);
    const chunks: Buffer[] = [];
    let busy = 0;
    await saved({}, async (chunk) => {
      busy += 1;
      expect(busy).toBe(1);
      chunks.push(Buffer.from(chunk));
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy -= 1;
    });
    expect(busy).toBe(0);
    expect(Buffer.concat(chunks).equals(tar)).toBe(true);
  });

  it('rejects with what the taker throws, and ends the client', async () => {
    const stop = new Error('enough');
    const throwing = saved({}, () => {
      throw stop;
    });
    await expect(throwing).rejects.toBe(stop);
    const rejecting = saved({}, async () => Promise.reject(stop));
    await expect(rejecting).rejects.toBe(stop);
  });

  it.each([
    ['no room on the disk of the engine', 'write /var/lib/docker/tmp/x: no space left on device', 'NO-SPACE'],
    ['another failure', 'Error response from daemon: reference does not exist', 'IMAGE-UNREADABLE'],
  ])('%s', async (_, stderr, code) => {
    const answers = [{ when: ['image', 'save'], stderr, exitCode: 1 }];
    await expect(saved({ answers }, () => undefined)).rejects.toMatchObject({ code });
  });

  it('a client that is killed on the way has handed out no image', async () => {
    const answers = [{ when: ['image', 'save'], stdout: 'x', signal: 'SIGKILL' as const }];
    await expect(saved({ answers }, () => undefined)).rejects.toMatchObject({ code: 'IMAGE-UNREADABLE' });
  });
});

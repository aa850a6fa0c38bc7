import { readdir, readFile } from 'node:fs/promises';

/**
 * Ends the processes of a container on this machine, past the engine: nothing that an engine offers ends a container
 * whose start hangs, since kill, stop, rm and inspect all wait for that start. Seen with engines 20.10 and 29, whose
 * start goes on as failed once the processes are gone. Does nothing where the engine is elsewhere, or where this user
 * may not. Never rejects.
 *
 * @param id the full id of a container that the gate made. It stands in the processes' cgroup (cgroups(7)), whichever
 *   driver the engine has, and nowhere else: so no other process can be meant.
 */
export async function endContainerProcesses(id: string): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`not the id of a container: ${id}`);
  const names = await readdir('/proc').catch(() => []);
  await Promise.all(names.filter((name) => /^[1-9]\d*$/.test(name)).map((name) => endIfOf(id, Number(name))));
}

async function endIfOf(id: string, pid: number): Promise<void> {
  // Gone meanwhile, or none of ours.
  const cgroup = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
  if (!cgroup.includes(id)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended; EPERM: it is not this user's to end. Whether the container goes is seen afterwards.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

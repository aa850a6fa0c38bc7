import { type ChildProcess, execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time between asking a process group to end and ending it. */
const GRACE_MS = 2_000;
/** How long we look for members of a group that got SIGKILL. Zombies nobody reaps would be seen for ever. */
const GONE_MS = 1_000;

/** A child with everything that it started, ended as one. */
export interface ProcessTree {
  /** SIGTERM now, SIGKILL two seconds later. Does not wait. */
  readonly end: () => void;
  /** SIGKILL now. */
  readonly kill: () => void;
  /** After the child has ended: kills what it left behind, resolves when nothing is left (or after a second). */
  readonly clear: () => Promise<void>;
}

/** @param child spawned with `detached`, so that its process id is its group's id; on Windows it isn't */
export function processTree(child: ChildProcess): ProcessTree {
  const signal = process.platform === 'win32' ? windowsSignal(child) : groupSignal(child);
  let timer: NodeJS.Timeout | undefined;
  return {
    end: () => {
      if (timer !== undefined) return;
      signal('SIGTERM');
      timer = setTimeout(() => signal('SIGKILL'), GRACE_MS);
    },
    kill: () => void signal('SIGKILL'),
    clear: async () => {
      clearTimeout(timer);
      const deadline = performance.now() + GONE_MS;
      while (signal('SIGKILL') && performance.now() < deadline) await sleep(10);
    },
  };
}

/** Sends to the whole group; false when the group has no member any more. */
function groupSignal(child: ChildProcess): (name: NodeJS.Signals) => boolean {
  return (name) => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, name);
    } catch (error) {
      // ESRCH: nobody left. EPERM (macOS): only members that have changed their user, or zombies; not ours to end.
      if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')) return false;
      throw error;
    }
  };
}

/** Windows has no process groups to signal: taskkill walks the tree, always by force. */
function windowsSignal(child: ChildProcess): (name: NodeJS.Signals) => boolean {
  return () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    const taskkill = `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    execFile(taskkill, ['/PID', String(child.pid), '/T', '/F'], { timeout: 5_000 }, (error) => {
      if (error !== null) child.kill();
    });
    return true;
  };
}

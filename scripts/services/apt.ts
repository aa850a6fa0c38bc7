import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { runStep, StepFailure } from './run-step.ts';

/** Whether packages can be installed here: Linux, root, and Debian's package manager. */
export function aptWorks(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages without asking anything and without what they merely recommend.
 *
 * @throws StepFailure when apt-get fails
 */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const logFile = join(cacheFolder('logs'), 'apt.log');
  const common = { program: '/usr/bin/apt-get', env, logFile };
  try {
    await runStep('Refreshing the package lists', { ...common, args: ['update'], deadlineMs: 180_000 });
  } catch (error) {
    // One source of many that can't be reached is no reason to give up: the installation decides.
    if (!(error instanceof StepFailure)) throw error;
    console.log(`  ${error.message}`);
  }
  await runStep(`Installing ${packages.join(', ')}`, {
    ...common,
    args: ['install', '--yes', '--no-install-recommends', '--', ...packages],
    deadlineMs: 300_000,
  });
}

import { getExecOutput } from '@actions/exec';
import { childEnvironment } from './child-environment.ts';
import { childPath, findProgram, programFolders } from './program-path.ts';

export interface RunObjects {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The run whose containers are removed. */
  readonly run: string | undefined;
  /** The gate-owned tag that is removed; other tags of the image stay. */
  readonly tag: string | undefined;
  readonly debug: (line: string) => void;
}

/** Removes what this run's main step left in the engine. What is not there any more is no error. */
export async function removeRunObjects({ environment, run, tag, debug }: RunObjects): Promise<void> {
  const folders = await programFolders(environment, environment['GITHUB_WORKSPACE'] ?? process.cwd());
  const docker = await findProgram('docker', folders);
  if (docker === undefined) return;
  const env = childEnvironment(environment, await childPath(folders));
  const ask = async (args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await getExecOutput(`"${docker}"`, args, {
      env,
      silent: true,
      ignoreReturnCode: true,
    });
    debug(`docker ${args[0] ?? ''} ended with ${exitCode}: ${stderr.slice(0, 500)}`);
    return exitCode === 0 ? stdout : '';
  };
  if (run !== undefined) {
    const listed = await ask([
      'ps',
      '--all',
      '--quiet',
      '--no-trunc',
      `--filter=label=docker-security-gate.run=${run}`,
    ]);
    const ids = listed.split('\n').filter((id) => /^[0-9a-f]{64}$/.test(id));
    if (ids.length > 0) await ask(['rm', '--force', '--volumes', ...ids]);
  }
  if (tag !== undefined) await ask(['image', 'rm', '--no-prune', tag]);
}

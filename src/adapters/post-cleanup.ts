import { getExecOutput } from '@actions/exec';
import { gateRepository, parseGateContainerName, parseGateTag } from '../model/gate-tag.ts';
import { childEnvironment } from './child-environment.ts';
import { RUN_LABEL } from './docker-containers.ts';
import { childPath, findProgram, programFolders, refuseConfigInWorkspace } from './program-path.ts';

export interface RunObjects {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The run whose containers are removed. */
  readonly run: string | undefined;
  /** The gate-owned tag that is removed, with those made of it; other tags of the images stay. */
  readonly tag: string | undefined;
  readonly debug: (line: string) => void;
}

/**
 * Removes what this run's main step left in the engine. What is not there any more is no error.
 *
 * @throws GateError `TOOL-UNTRUSTED-PATH`: a docker, or its configuration, inside the workspace is not used
 */
export async function removeRunObjects({ environment, run, tag, debug }: RunObjects): Promise<void> {
  const folders = await programFolders(environment, environment['GITHUB_WORKSPACE'] ?? process.cwd());
  const docker = await findProgram('docker', folders);
  if (docker === undefined) return;
  const env = childEnvironment(environment, await childPath(folders));
  await refuseConfigInWorkspace(env, process.cwd(), folders.workspace);
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
    const format = '{{.Names}}';
    const listed = await ask(['ps', '--all', `--filter=label=${RUN_LABEL}=${run}`, `--format=${format}`]);
    // A label may come with an image; only a name of the gate's own form makes a container the gate's.
    const names = listed.split('\n').filter((name) => parseGateContainerName(name) !== undefined);
    if (names.length > 0) await ask(['rm', '--force', '--volumes', '--', ...names]);
  }
  const random = tag === undefined ? undefined : parseGateTag(tag)?.random;
  if (random === undefined) return;
  // A run of several builds has made further tags of its first.
  const format = '--format={{.Repository}}:{{.Tag}}';
  const tags = await ask(['image', 'ls', `--filter=reference=${gateRepository()}:*`, format]);
  const further = tags.split('\n').filter((known) => parseGateTag(known)?.random.startsWith(random) === true);
  for (const own of new Set([tag, ...further]))
    if (own !== undefined) await ask(['image', 'rm', '--no-prune', '--', own]);
}

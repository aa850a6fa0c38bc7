import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { runCommand } from './run-command.ts';
import { runStep } from './run-step.ts';

/** A Go program at one exact version; the checksum database of Go vouches for its bytes. */
export interface GoTool {
  /** The file name of the program: the last part of the package, without a version. */
  readonly name: string;
  /** `github.com/nektos/act@v0.2.89` */
  readonly package: string;
  /** For programs with C parts: the build tags they need. */
  readonly cgoTags?: string;
}

/** Why Go programs can't be built here; undefined when they can. */
export async function whyNoGo(): Promise<string | undefined> {
  const { exitCode, failure } = await runCommand({ program: 'go', args: ['version'], deadlineMs: 20_000 });
  return exitCode === 0 ? undefined : `Go is missing (go version ${failure ?? `exited with ${exitCode}`})`;
}

/**
 * Builds the tool into a folder, unless it is there already, and answers with its path.
 *
 * @throws StepFailure when it can't be built
 */
export async function goInstall(tool: GoTool, folder: string): Promise<string> {
  const program = join(folder, tool.name);
  if (existsSync(program)) return program;
  const cgo = tool.cgoTags === undefined ? { CGO_ENABLED: '0' } : { CGO_ENABLED: '1' };
  const args = tool.cgoTags === undefined ? [] : [`-tags=${tool.cgoTags}`];
  await runStep(`Building ${tool.package}`, {
    program: 'go',
    args: ['install', ...args, tool.package],
    env: { ...process.env, ...cgo, GOBIN: folder, GOFLAGS: '-buildvcs=false' },
    // Outside of any module, so that no go.mod of a checkout has a say.
    cwd: folder,
    logFile: join(cacheFolder('logs'), `${tool.name}-build.log`),
    deadlineMs: 900_000,
  });
  return program;
}

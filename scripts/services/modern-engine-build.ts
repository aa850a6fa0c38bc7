import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptWorks } from './apt.ts';
import { type GoTool, goInstall, whyNoGo } from './go-tool.ts';
import { runCommand } from './run-command.ts';
import { StepFailure } from './run-step.ts';

/** What `@latest` was on 2026-11-24; the last part is ours, for another way of building the same versions. */
export const MODERN_ENGINE_VERSION = 'v2.0.0-beta.24-1';
const TOOLS: readonly GoTool[] = [
  { name: 'dockerd', package: 'github.com/moby/moby/v2/cmd/dockerd@v2.0.0-beta.24' },
  { name: 'containerd', package: 'github.com/containerd/containerd/v2/cmd/containerd@v2.4.2' },
  {
    name: 'containerd-shim-runc-v2',
    package: 'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2@v2.4.2',
  },
  { name: 'runc', package: 'github.com/opencontainers/runc@v1.5.2', cgoTags: 'seccomp' },
  { name: 'buildx', package: 'github.com/docker/buildx/cmd/buildx@v0.38.2' },
];

/** Whether every program of the engine lies in the folder. */
export function modernEngineBuilt(bin: string): boolean {
  return TOOLS.every((tool) => existsSync(join(bin, tool.name)));
}

/** Builds what is missing in the folder; answers with the reason when that is impossible here. */
export async function buildModernEngine(bin: string): Promise<string | undefined> {
  const noGo = await whyNoGo();
  if (noGo !== undefined) return noGo;
  if (aptWorks() && !(await canBuildRunc())) {
    await aptInstall(['libseccomp-dev', 'pkg-config', 'gcc', 'libc6-dev', 'iproute2']);
  }
  try {
    for (const tool of TOOLS) await goInstall(tool, bin);
    return undefined;
  } catch (error) {
    if (error instanceof StepFailure) return error.message;
    throw error;
  }
}

/** libseccomp's headers and a C compiler for runc; `ip` for the bridge. */
async function canBuildRunc(): Promise<boolean> {
  const deadlineMs = 10_000;
  const results = await Promise.all([
    runCommand({ program: 'pkg-config', args: ['--exists', 'libseccomp'], deadlineMs }),
    runCommand({ program: 'gcc', args: ['--version'], deadlineMs }),
    runCommand({ program: 'ip', args: ['-Version'], deadlineMs }),
  ]);
  return results.every((result) => result.exitCode === 0);
}

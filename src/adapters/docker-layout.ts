import type { EngineDescription } from '../model/evidence.ts';
import type { BuildRequest } from '../ports.ts';
import { chooseBuilder, layoutOutputs } from './docker-build.ts';
import type { DockerCommand } from './docker-command.ts';
import { succeeded } from './docker-problems.ts';

/**
 * Whether a build can leave its layers in a folder beside the image that it loads, an OCI layout, at less than a save
 * costs: BuildKit of the engine itself (buildx's driver `docker`) over the containerd image store, which has the layers as
 * they will be written. Others refuse a second output, or would compress everything for it.
 *
 * @param request `builder`: the one that was asked for by its name; `layoutFolder`: absolute
 */
export async function canWriteLayout(
  docker: DockerCommand,
  engine: EngineDescription,
  { builder: named, layoutFolder }: Pick<BuildRequest, 'builder' | 'layoutFolder'>,
): Promise<boolean> {
  if (layoutFolder === undefined || layoutOutputs(layoutFolder) === undefined) return false;
  // buildx and BuildKit know several outputs from 0.13 on, which is the engine's from 26 on.
  if (Number(/^(\d+)\./.exec(engine.serverVersion)?.[1] ?? Number.POSITIVE_INFINITY) < 26) return false;
  if (chooseBuilder(engine) !== 'buildx' || /^v0\.(?:[1-9]|1[0-2])\./.test(engine.buildxVersion ?? '')) return false;
  const name = named === undefined ? [] : ['--', named];
  const [info, inspect] = await Promise.all([
    docker(['info', '--format={{json .DriverStatus}}']),
    docker(['buildx', 'inspect', ...name]),
  ]);
  if (!succeeded(info) || !succeeded(inspect)) return false;
  const containerd = info.stdout.toString('utf8').includes('io.containerd.snapshotter');
  return containerd && /^Driver:\s+docker\s*$/m.test(inspect.stdout.toString('utf8'));
}

import path from 'node:path';
import type { RunMount, RunSettings, Stated } from '../model/run-settings.ts';
import type { ComposeService } from '../run/compose.ts';
import type { ComposeBuild } from '../run/compose-build.ts';
import type { ProjectBuild, ProjectService } from './compose-project.ts';

/**
 * A service with the paths of the workspace in place of those of this machine: where a runner has put the checkout is
 * neither the project's nor a reader's business.
 *
 * @param folder of the project, relative to the workspace
 * @param root of the workspace, absolute
 */
export function toWorkspacePaths(service: ComposeService, folder: string, root: string): ProjectService {
  const { build, settings, ...rest } = service;
  return {
    ...rest,
    settings: settingsInside(settings, folder, root),
    ...(build !== undefined && { build: buildInside(build, root) }),
  };
}

function settingsInside(settings: RunSettings, folder: string, root: string): RunSettings {
  const { seccomp } = settings.security;
  const mounts = settings.mounts.map((mount): Stated<RunMount> => {
    if (mount.state !== 'said' || mount.value.kind !== 'bind') return mount;
    return { ...mount, value: { ...mount.value, source: inside(mount.value.source, root) } };
  });
  if (seccomp.state !== 'said' || seccomp.value.kind !== 'profile') return { ...settings, mounts };
  const named = seccomp.value.path;
  const profile = path.isAbsolute(named) ? inside(named, root) : path.posix.join(folder, named);
  const security = {
    ...settings.security,
    seccomp: { ...seccomp, value: { kind: 'profile', path: profile } },
  } as const;
  return { ...settings, mounts, security };
}

function buildInside(build: ComposeBuild, root: string): ProjectBuild {
  const remote = path.isAbsolute(build.context) ? [] : ['its context is not a folder of the repository'];
  const contexts = build.additionalContexts.map((assignment) => {
    const equals = assignment.indexOf('=');
    return `${assignment.slice(0, equals)}=${inside(assignment.slice(equals + 1), root)}`;
  });
  const ofService = contexts.some((assignment) => /=service:/.test(assignment));
  return {
    ...build,
    context: inside(build.context, root),
    dockerfile: inside(path.resolve(build.context, build.dockerfile), root),
    additionalContexts: contexts,
    unsupported: [...build.unsupported, ...remote, ...(ofService ? ['it builds on the image of another service'] : [])],
  };
}

/** Relative to the workspace when it lies there, `.` for the workspace itself; anything else as it is. */
function inside(file: string, root: string): string {
  if (!path.isAbsolute(file)) return file;
  const relative = path.relative(root, file);
  if (relative === '') return '.';
  const leadsOut = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return leadsOut ? file : relative.split(path.sep).join('/');
}

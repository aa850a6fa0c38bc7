import { cleanPath } from '../../linux/clean-path.ts';
import type { CheckResult } from '../../model/check.ts';
import type { RunMount, RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { readList } from './said.ts';

/** A mount with something of the host behind it. */
export interface HostMount {
  readonly mount: RunMount;
  /** Path on the host, under its one name: `/run/x` for `/var/run/x`. Relative to the project when it does not start with `/`. */
  readonly path: string;
  /** A file system that the engine mounts from that device, rather than the path itself. */
  readonly isDevice: boolean;
  readonly at: SaidAt;
}

/** The mounts that bring in a path of the host, and a result when some mount is not known. */
export function hostMounts(run: RunSettings): {
  readonly mounts: readonly HostMount[];
  readonly undecided?: CheckResult;
} {
  const { said, undecided } = readList(run, run.mounts, 'mounts');
  const mounts = said.flatMap(({ value: mount, at }): readonly HostMount[] => {
    const source = hostSource(mount);
    if (source === undefined) return [];
    const path = oneName(source);
    return [{ mount, path, isDevice: mount.kind === 'volume' && path.startsWith('/dev/'), at }];
  });
  return { mounts, ...(undecided && { undecided }) };
}

/** Undefined for what is no path of the host: a named volume, a share of a network (`:/export`, `//server/share`), `tmpfs`. */
function hostSource({ kind, source, device }: RunMount): string | undefined {
  if (kind === 'bind') return source;
  if (kind !== 'volume' || device?.startsWith('/') !== true) return undefined;
  return /^\/\/[^/]+\/./.test(device) ? undefined : device;
}

/** Other names of the same place on every usual host: hier(7) for /var/run, proc(5) for the links of a process. */
function oneName(source: string): string {
  const path = cleanPath(source);
  const whole = path.replace(/^\/proc\/(?:\d+|self|thread-self)\/root(?=\/|$)/, '') || '/';
  if (whole !== path) return oneName(whole);
  if (path === '/var/run' || path.startsWith('/var/run/')) return path.slice('/var'.length);
  return path === '~' || path.startsWith('~/') ? `/home/user${path.slice(1)}` : path;
}

/** For `seen`: `/etc → /host/etc, read-only`. */
export function mountWords({ mount }: HostMount): string {
  const source = visibleText(mount.device ?? mount.source, 120);
  return `${source} → ${visibleText(mount.target, 120)}, ${mount.readOnly ? 'read-only' : 'writable'}`;
}

/** Whether one path is the other, or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

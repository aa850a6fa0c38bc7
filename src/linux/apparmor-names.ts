/** The profile that Docker makes and loads by itself. Source: https://docs.docker.com/engine/security/apparmor/ */
export const DOCKER_DEFAULT = 'docker-default';

/** Names of profiles that the container engines make by themselves: containerd's for Kubernetes, and CRI-O's. */
const ENGINE_PROFILES = new Set([DOCKER_DEFAULT, 'cri-containerd.apparmor.d', 'crio-default']);

/** Whether the engine itself brings the profile of that name. */
export function isEngineProfile(name: string): boolean {
  return ENGINE_PROFILES.has(name);
}

/** The profile's own name: Kubernetes' annotations write `localhost/NAME`. */
export function profileName(written: string): string {
  return written.startsWith('localhost/') ? written.slice('localhost/'.length) : written;
}

/** What the kernel says of a process: `web (enforce)`, `unconfined`. Undefined when it is neither. */
export function readAppArmorLabel(label: string): { readonly name: string; readonly mode: string } | undefined {
  const text = label.replace(/[\0\n]+$/, '');
  if (text === 'unconfined') return { name: text, mode: text };
  const [, name, mode] = /^(.{1,4096}) \(([a-z]+)\)$/s.exec(text) ?? [];
  return name === undefined || mode === undefined ? undefined : { name, mode };
}

/** Modes in which what is not allowed is refused (apparmor.d(5), "Profile Mode"). */
export function isEnforcing(mode: string): boolean {
  return mode === 'enforce' || mode === 'kill';
}

/** The name that was probably meant: equal but for case and punctuation, or at most two letters away. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .slice(0, 200)
    .map((candidate) => ({ candidate, away: distance(fold(name), fold(candidate)) }))
    .sort((a, b) => a.away - b.away);
  const near = Math.min(2, Math.floor(name.length / 3));
  return best !== undefined && best.away <= near ? best.candidate : undefined;
}

function fold(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[-_. ]+/g, '-');
}

/** Levenshtein's distance of two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

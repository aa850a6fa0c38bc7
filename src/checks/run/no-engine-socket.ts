import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { engineSocketBehind } from './engine-socket.ts';
import { type HostMount, hostMounts, mountWords } from './host-mounts.ts';
import { cis, nist, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, sourceWords } from './said.ts';

const META = { id: 'no-engine-socket', severity: 'critical' } as const;

/** No mount gives the container the socket with which the engine takes orders. */
export const noEngineSocket = defineCheck({
  ...META,
  title: 'No socket of the engine is mounted',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.32'),
    nist('4.5.5'),
    podSecurity('baseline'),
    { name: 'Docker Engine security, attack surface', url: 'https://docs.docker.com/engine/security/' },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { mounts, undecided } = hostMounts(run);
    const findings = mounts.flatMap((mount) => socketFinding(run, mount));
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const seen = findings.length === 0 ? `no socket of an engine is mounted (${sourceWords(run)})` : findings[0]?.seen;
    return { kind: 'judged', seen: seen ?? '', findings };
  },
});

function socketFinding(run: RunSettings, mount: HostMount): readonly Finding[] {
  const socket = engineSocketBehind(mount.path);
  if (socket === undefined) return [];
  const isItself = socket === mount.path;
  const location = locationOf(mount.at);
  const within = isItself ? '' : `, with ${visibleText(socket, 80)} in it`;
  const found = finding(META, {
    key: `${mount.path}:${mount.mount.target}`,
    title: isItself
      ? 'The socket of the engine is mounted'
      : 'A folder with the place of the engine’s socket is mounted',
    detail: ofOneUser(mount.path)
      ? 'Who speaks to it starts containers with any file of the user that the engine runs as. Read-only does not help: it is about the file, not about what is said through it.'
      : 'Who speaks to it starts containers with any file and device of the host, as root: there is no wall left. Read-only does not help: it is about the file, not about what is said through it.',
    seen: `${mountWords(mount)}${within} (${placeWords(mount.at)})`,
    ...(ofOneUser(mount.path) ? { severity: 'high' } : {}),
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: isItself
          ? 'Delete this mount. A service that must know of other containers asks a proxy that lets through the few requests that it needs.'
          : 'Mount only the folder below it that is needed, and no folder in which an engine keeps its socket.',
      },
      'replace',
    ),
  });
  return [found];
}

/** Engines without root put theirs there (pam_systemd(8)). */
function ofOneUser(path: string): boolean {
  return path.startsWith('/run/user');
}

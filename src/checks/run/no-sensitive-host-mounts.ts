import { defineCheck, finding } from '../../model/check.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { engineSocketBehind } from './engine-socket.ts';
import { type HostMount, hostMounts, mountWords } from './host-mounts.ts';
import { mountCure } from './mount-cure.ts';
import { cis, nist, podSecurity } from './references.ts';
import { locationOf, placeWords, sourceWords } from './said.ts';
import { gradeHostPath, type HostPathGrade } from './sensitive-host-path.ts';

const META = { id: 'no-sensitive-host-mounts', severity: 'critical' } as const;

/** No mount gives the container what belongs to the host. */
export const noSensitiveHostMounts = defineCheck({
  ...META,
  title: 'Nothing of the host is mounted that gives it away',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.6'),
    nist('4.5.5'),
    podSecurity('baseline'),
    { name: 'Bind mounts', url: 'https://docs.docker.com/engine/storage/bind-mounts/' },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { mounts, undecided } = hostMounts(run);
    const findings = mounts.flatMap((mount) => mountFinding(run, mount));
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const count = mounts.length === 0 ? 'nothing of the host is mounted' : `host paths mounted: ${mounts.length}`;
    return { kind: 'judged', seen: findings[0]?.seen ?? `${count} (${sourceWords(run)})`, findings };
  },
});

function mountFinding(run: RunSettings, mount: HostMount): readonly Finding[] {
  const grade = gradeOf(mount);
  if (grade === undefined) return [];
  const { severity, holds } = grade;
  const location = locationOf(mount.at);
  const { readOnly } = mount.mount;
  const cured = !readOnly && gradeOf(mount, true) === undefined;
  const found = finding(META, {
    key: `${mount.path}:${mount.mount.target}`,
    severity,
    title: `${visibleText(mount.path, 60)} of the host is mounted${readOnly ? '' : ' and can be written to'}`,
    detail: `It is, or holds, ${holds}. ${readOnly ? 'Read-only keeps it from being changed, not from being read.' : 'What the container may write there works outside of it.'}`,
    seen: `${mountWords(mount)} (${placeWords(mount.at)})`,
    ...(location && { location }),
    fix: cured
      ? readOnlyCure(run, mount)
      : { text: 'Delete this mount, or mount only the file or folder that is needed, read-only.' },
  });
  return [found];
}

/** The mount as it is, or as it would be read-only; undefined when it is fine. */
function gradeOf({ path, isDevice, mount }: HostMount, readOnly = mount.readOnly): HostPathGrade | undefined {
  if (isDevice) return { severity: 'high', holds: 'a disk of the host, with all files on it' };
  // Judged by no-engine-socket; these two hold more than that.
  if (!['/', '/run'].includes(path) && engineSocketBehind(path) !== undefined) return undefined;
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return gradeHostPath(path, readOnly);
  return outsideOfProject(path, readOnly);
}

/** A relative path is of the project, unless it climbs out of it. */
function outsideOfProject(path: string, readOnly: boolean): HostPathGrade | undefined {
  const parts = path.split('/');
  const climbs = parts.filter((part) => part === '..').length;
  if (climbs === 0) return undefined;
  const rest = `/${parts.slice(climbs).join('/')}`;
  // Where the project lies is not known. Three folders up nobody keeps a folder `etc` of his own.
  if (climbs >= 3 && rest !== '/') return gradeHostPath(rest, readOnly);
  return readOnly ? undefined : { severity: 'medium', holds: 'files that are not of this project' };
}

function readOnlyCure(run: RunSettings, { mount }: HostMount): Fix {
  const text =
    mount.kind === 'volume'
      ? 'Mount it read-only, or use a volume without a folder of the host behind it.'
      : 'Mount it read-only (in the long form: read_only: true), or keep the data in a named volume.';
  return mountCure(run, mount, true, { text, kubernetes: 'readOnly: true' });
}

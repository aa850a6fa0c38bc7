import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunMount, RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { mountCure } from './mount-cure.ts';
import { cis } from './references.ts';
import { locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'no-shared-mount-propagation', severity: 'high' } as const;
const SHARED = ['shared', 'rshared', 'bidirectional'];

/** What is mounted in the container does not appear on the host. */
export const noSharedMountPropagation = defineCheck({
  ...META,
  title: 'Mounts made in the container stay in it',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.20'),
    {
      name: 'Bind propagation',
      url: 'https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation',
    },
    { name: 'mount_namespaces(7)', url: 'https://man7.org/linux/man-pages/man7/mount_namespaces.7.html' },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { said, undecided } = readList(run, run.mounts, 'mounts');
    const findings = said.flatMap(({ value, at }) =>
      SHARED.includes(value.propagation.toLowerCase()) ? [sharedFinding(run, value, at)] : [],
    );
    if (findings.length === 0 && undecided !== undefined) return undecided;
    return { kind: 'judged', seen: findings[0]?.seen ?? `no mount is shared (${sourceWords(run)})`, findings };
  },
});

function sharedFinding(run: RunSettings, mount: RunMount, at: SaidAt): Finding {
  const source = visibleText(mount.source, 120);
  const target = visibleText(mount.target, 120);
  const location = locationOf(at);
  return finding(META, {
    key: `${mount.source}:${mount.target}`,
    title: `Mounts below ${target} are shared with the host`,
    detail:
      'What is mounted there in the container is mounted on the host as well, and in every other container that shares it: it can cover files of the host.',
    seen: `${source} → ${target}, ${visibleText(mount.propagation, 20)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: mountCure(run, mount, mount.readOnly, {
      text: 'Leave the propagation out: private is the default. A container that must see mounts of the host takes rslave.',
      kubernetes: 'mountPropagation: None',
    }),
  });
}

import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'no-volumes-of-others', severity: 'medium' } as const;

/** The container does not take over whatever another one has mounted. */
export const noVolumesOfOthers = defineCheck({
  ...META,
  title: 'No mounts are taken over from another container',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    DOCKER_RUN,
    {
      name: 'Compose file reference, volumes_from',
      url: 'https://docs.docker.com/reference/compose-file/services/#volumes_from',
    },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { said, undecided } = readList(run, run.volumesFrom, 'volumes_from');
    const findings = said.map(({ value, at }) => othersFinding(run, value, at));
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const seen = `no mounts are taken over (${sourceWords(run)})`;
    return { kind: 'judged', seen: findings[0]?.seen ?? seen, findings };
  },
});

function othersFinding(run: RunSettings, written: string, at: SaidAt): Finding {
  // A service of the same project is a subject of its own, with mounts that are judged there.
  const judgedThere = run.source.kind === 'compose' && !written.startsWith('container:');
  const name = visibleText(written.replace(/:(?:ro|rw)$/, '').replace(/^container:/, ''), 60);
  const location = locationOf(at);
  return finding(META, {
    key: written,
    ...(judgedThere ? { severity: 'low' } : {}),
    title: `All mounts of ${name} are taken over`,
    detail: judgedThere
      ? 'Whatever is mounted there later is mounted here as well: folders of the host and sockets too.'
      : 'What that container has mounted is not known here: folders of the host and sockets come along.',
    seen: `volumes of ${visibleText(written, 80)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(run, { text: 'Name the one volume that both need, in the mounts of both.' }, 'replace'),
  });
}

import { defineCheck, finding } from '../../model/check.ts';
import { notForLinux } from '../user/effective-user.ts';
import { cis, DOCKER_RUN, nist } from './references.ts';
import { declaredAt, fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'read-only-root', severity: 'low' } as const;

/** The container can't change its own programs. */
export const readOnlyRoot = defineCheck({
  ...META,
  title: 'The root file system is read-only',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image-config'],
  references: [
    cis('5.13'),
    nist('4.4.3'),
    {
      name: 'Configure a Security Context for a Pod or Container',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run, 'image-config': config }) => {
    const other = config === undefined ? undefined : notForLinux(config);
    if (other !== undefined) return other;
    const inPod = run.source.kind === 'kubernetes';
    const name = inPod ? 'readOnlyRootFilesystem' : run.source.kind === 'compose' ? 'read_only' : 'read-only';
    const setting = readSetting(run, run.readOnly, name);
    if (setting.state === 'undecided') return setting.result;
    const said = setting.state === 'said' ? setting : undefined;
    const seen =
      said === undefined
        ? `${name} is not said (${sourceWords(run)})`
        : `${name}: ${said.value} (${placeWords(said.at)})`;
    if (said?.value === true) return { kind: 'judged', seen, findings: [] };
    const location = locationOf(said?.at ?? declaredAt(run));
    const found = finding(META, {
      key: 'read-only',
      title: 'The root file system can be written to',
      detail: 'Whoever gets into the container can change its programs and put tools of their own beside them.',
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: 'Make it read-only; what the program must write to becomes a volume or a tmpfs.',
          compose: [
            '    read_only: true',
            ...(said === undefined && run.tmpfs.length === 0 ? ['    tmpfs:', '      - /tmp'] : []),
          ],
          run: ['--read-only', '--tmpfs=/tmp'],
          kubernetes: ['          readOnlyRootFilesystem: true'],
        },
        said === undefined ? 'append' : 'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

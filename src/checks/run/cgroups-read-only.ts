import { defineCheck, finding } from '../../model/check.ts';
import { DOCKER_RUN, nist } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'cgroups-read-only', severity: 'high' } as const;
const OPTION = 'writable-cgroups';

/** The container can't change control groups, with which the engine limits it. */
export const cgroupsReadOnly = defineCheck({
  ...META,
  title: 'Control groups are read-only',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    nist('4.4.3'),
    { name: 'cgroups(7)', url: 'https://man7.org/linux/man-pages/man7/cgroups.7.html' },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { said, undecided } = readList(run, run.security.other, OPTION);
    // The last one counts, as in the engine.
    const last = said.findLast(({ value }) => value.key === OPTION);
    if (last?.value.value !== 'true') {
      if (undecided !== undefined) return undecided;
      if (run.privileged.state === 'said' && run.privileged.value) {
        return { kind: 'not-applicable', observed: 'A privileged container can write to cgroups: see not-privileged.' };
      }
      return { kind: 'judged', seen: `read-only, as by default (${sourceWords(run)})`, findings: [] };
    }
    const seen = `${OPTION}=true (${placeWords(last.at)})`;
    const location = locationOf(last.at);
    const found = finding(META, {
      key: OPTION,
      title: 'The container can write to its control groups',
      detail:
        'Root in it can take off the limits of memory, processors and processes that the engine set, and with the ' +
        'older kind of cgroups start a program on the host by a release agent.',
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: 'Delete this option; only an init system that manages services in the container needs it.',
          compose: [`      - ${OPTION}=false`],
          run: ['--security-opt', `${OPTION}=false`],
        },
        'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

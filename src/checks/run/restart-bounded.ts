import { defineCheck, finding } from '../../model/check.ts';
import { cis, DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'restart-bounded', severity: 'negligible' } as const;

/** A program that fails again and again is not started for ever. */
export const restartBounded = defineCheck({
  ...META,
  title: 'Restarts end at some point',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.15'),
    {
      name: 'Start containers automatically',
      url: 'https://docs.docker.com/engine/containers/start-containers-automatically/',
    },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    if (run.source.kind === 'kubernetes') {
      return { kind: 'not-applicable', observed: 'Kubernetes waits longer before each restart, up to five minutes.' };
    }
    const restart = readSetting(run, run.restart, 'restart');
    if (restart.state === 'undecided') return restart.result;
    if (restart.state === 'default') return { kind: 'judged', seen: `no restarts (${sourceWords(run)})`, findings: [] };
    const { policy, retries } = restart.value;
    const seen = `restart: ${policy}${retries === undefined ? '' : `:${retries}`} (${placeWords(restart.at)})`;
    if (policy === 'no' || (policy === 'on-failure' && retries !== undefined))
      return { kind: 'judged', seen, findings: [] };
    const location = locationOf(restart.at);
    const found = finding(META, {
      key: 'restart',
      title: 'The container is restarted without end',
      detail:
        'A program that can’t start takes processor time for ever, and somebody who makes it crash can try again and again.',
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: 'Give the restarts an end, and let somebody be told when it is reached.',
          compose: ['    restart: on-failure:5'],
          run: ['--restart=on-failure:5'],
        },
        'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, Undecided } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { COMPOSE_SERVICES, DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, sourceWords } from './said.ts';
import { undecidedSettings } from './undecided-settings.ts';

const META = { id: 'run-settings-known', severity: 'high' } as const;
const MOST_TOLD = 5;
const MOST_FINDINGS = 20;

/** The gate knows what everything in the run settings comes to: no other check has left something out. */
export const runSettingsKnown = defineCheck({
  ...META,
  title: 'Everything in the run settings is known',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    DOCKER_RUN,
    COMPOSE_SERVICES,
    {
      name: 'Kubernetes API, Pod',
      url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const open = undecidedSettings(run);
    const keys = open.filter(({ unclassified }) => unclassified === true);
    const [first] = open;
    if (first === undefined) return { kind: 'judged', seen: `all of them (${sourceWords(run)})`, findings: [] };
    if (keys.length === 0) return undecided(first, open);
    const findings = keys.slice(0, MOST_FINDINGS).map((key) => keyFinding(run, key));
    return { kind: 'judged', seen: `not known: ${listed(open)}`, findings };
  },
});

function keyFinding(run: RunSettings, { written, why, at }: Undecided): Finding {
  const location = locationOf(at);
  const key = at.in === 'file' ? at.key : `${at.word}`;
  return finding(META, {
    key: `${key} ${written}`,
    title: `What ${visibleText(written, 60)} gives the container is not known`,
    detail: 'It may give rights that no check of the gate has looked at, so that all they say holds without it only.',
    seen: `${visibleText(written, 80)} ${visibleText(why, 120)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(
      run,
      { text: 'Correct the name of the key, or delete it; keys of one’s own begin with x- in compose files.' },
      'replace',
    ),
  });
}

function undecided(first: Undecided, open: readonly Undecided[]): CheckResult {
  const more = open.length === 1 ? '' : `, and ${open.length - 1} more`;
  return {
    kind: 'undecided',
    problem: {
      code: 'RUN-SETTING-UNKNOWN',
      what: `Not everything in the run settings is known: ${words(first)}${more}.`,
      means: `Checks may have found nothing because of that. ${NO_VERDICT}`,
      todo: 'Write the values themselves there, or give the variables values that the gate can see.',
      details: open.slice(0, MOST_TOLD).map(words),
    },
  };
}

function listed(open: readonly Undecided[]): string {
  const some = open.slice(0, MOST_TOLD).map(words).join('; ');
  return open.length > MOST_TOLD ? `${some}; and ${open.length - MOST_TOLD} more` : some;
}

/** `compose.yml:5 services.web.user: $X is a variable that is not set` */
function words({ written, why, at }: Undecided): string {
  return `${placeWords(at)}: ${visibleText(written, 80)} ${visibleText(why, 120)}`;
}

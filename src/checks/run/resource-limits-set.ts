import { defineCheck, finding } from '../../model/check.ts';
import type { RunSettings, Setting } from '../../model/run-settings.ts';
import { cis, DOCKER_RUN, nist } from './references.ts';
import { declaredAt, fixFor, locationOf, readSetting, sourceWords } from './said.ts';

const META = { id: 'resource-limits-set', severity: 'low' } as const;

/** The container can't take all memory, processors and process numbers of the machine. */
export const resourceLimitsSet = defineCheck({
  ...META,
  title: 'Memory, processors and processes are limited',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    ...['5.11', '5.12', '5.29'].map(cis),
    nist('4.4.3'),
    { name: 'Resource constraints', url: 'https://docs.docker.com/engine/containers/resource_constraints/' },
    {
      name: 'Resource Management for Pods and Containers',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const limits = LIMITS.filter(({ inPods }) => inPods !== undefined || run.source.kind !== 'kubernetes');
    const readings = limits.map((limit) => ({ limit, reading: readSetting(run, limit.of(run), nameIn(run, limit)) }));
    const missing = readings.flatMap(({ limit, reading }) => {
      const isSet = reading.state === 'said' && reading.value > 0;
      return isSet || reading.state === 'undecided' ? [] : [limit];
    });
    const open = readings.find(({ reading }) => reading.state === 'undecided')?.reading;
    if (missing.length === 0 && open?.state === 'undecided') return open.result;
    const seen =
      missing.length === 0
        ? `limited: ${limits.map((limit) => nameIn(run, limit)).join(', ')} (${sourceWords(run)})`
        : `no limit: ${missing.map((limit) => nameIn(run, limit)).join(', ')} (${sourceWords(run)})`;
    return { kind: 'judged', seen, findings: missing.length === 0 ? [] : [findingOf(run, missing, seen)] };
  },
});

interface Limit {
  readonly what: string;
  readonly of: (run: RunSettings) => Setting<number>;
  readonly compose: string;
  readonly option: string;
  /** Undefined for what only the node limits. */
  readonly inPods: string | undefined;
}

const LIMITS: readonly Limit[] = [
  {
    what: 'memory',
    of: ({ limits }) => limits.memory,
    compose: 'mem_limit: 512m',
    option: '--memory=512m',
    inPods: 'memory: 512Mi',
  },
  { what: 'processors', of: ({ limits }) => limits.cpus, compose: 'cpus: 1', option: '--cpus=1', inPods: 'cpu: "1"' },
  {
    what: 'processes',
    of: ({ limits }) => limits.pids,
    compose: 'pids_limit: 200',
    option: '--pids-limit=200',
    inPods: undefined,
  },
];

/** `mem_limit`, `memory`, `limits.cpu` */
function nameIn({ source }: RunSettings, { compose, option, inPods = '' }: Limit): string {
  if (source.kind === 'kubernetes') return `limits.${inPods.split(':')[0]}`;
  return source.kind === 'compose' ? (compose.split(':')[0] ?? '') : (option.slice(2).split('=')[0] ?? '');
}

function findingOf(run: RunSettings, missing: readonly Limit[], seen: string) {
  const location = locationOf(declaredAt(run));
  const what = missing.map((limit) => limit.what);
  const words = what.length === 1 ? what[0] : `${what.slice(0, -1).join(', ')} and ${what.at(-1)}`;
  return finding(META, {
    key: 'limits',
    title: `The container has no limit of ${words}`,
    detail: 'One container that leaks, or is made to, can then stop everything else on the machine.',
    seen,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: 'Set them above what was measured under load; the numbers here are only the form.',
        compose: missing.map(({ compose }) => `    ${compose}`),
        run: missing.map(({ option }) => option),
        kubernetes: [
          '          resources:',
          '            limits:',
          ...missing.flatMap(({ inPods }) => (inPods === undefined ? [] : [`              ${inPods}`])),
        ],
      },
      'append',
    ),
  });
}

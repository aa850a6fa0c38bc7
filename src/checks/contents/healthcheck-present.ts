import { distributionOf } from '../../linux/distribution.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { textOf } from '../user/effective-user.ts';
import { broughtBy, type Origin } from './brought-by.ts';
import { exposedPorts } from './exposed-ports.ts';
import { CIS_HEALTHCHECK, DOCKERFILE_HEALTHCHECK } from './references.ts';

const META = { id: 'healthcheck-present', severity: 'low' } as const;

/** The image says how its program shows that it still works. */
export const healthcheckPresent = defineCheck({
  ...META,
  title: 'The image has a health check',
  area: 'contents',
  needs: ['image-config'],
  uses: ['image-accounts', 'dockerfile'],
  references: [CIS_HEALTHCHECK, DOCKERFILE_HEALTHCHECK],
  evaluate: ({ 'image-config': config, 'image-accounts': accounts, dockerfile }) => {
    const nothing = startsNothing(config);
    if (nothing !== undefined) return { kind: 'not-applicable', observed: nothing };
    return judge(config, accounts, dockerfile);
  },
});

const SHELL = /^(?:.*\/)?(?:sh|ash|bash|dash|zsh)$/;

/** Images to build on and to look around in have nothing whose health could be asked for. */
function startsNothing({ entrypoint, cmd }: ImageConfig): string | undefined {
  const [program, ...rest] = [...entrypoint, ...cmd];
  if (program === undefined) return 'The image has neither ENTRYPOINT nor CMD: it starts nothing by itself.';
  if (SHELL.test(program) && rest.every((word) => /^(?:-i|-l|-il|--login)$/.test(word))) {
    return `The image starts an interactive shell (${visibleText(program, 40)}), not a service.`;
  }
  return undefined;
}

function judge(
  config: ImageConfig,
  accounts: ImageAccounts | undefined,
  dockerfile: DockerfileFacts | undefined,
): CheckResult {
  const [kind, ...words] = config.healthcheck ?? [];
  // `[]` means "as the base image has it", and `NONE` turns the base image's check off (moby, container.HealthConfig).
  if (kind !== undefined && kind !== 'NONE') {
    const command = visibleText(words.join(' '), 120);
    return { kind: 'judged', seen: `HEALTHCHECK ${visibleText(kind, 20)} ${command}`, findings: [] };
  }
  const seen = kind === undefined ? 'no HEALTHCHECK' : 'HEALTHCHECK NONE';
  return { kind: 'judged', seen, findings: [missing(seen, config, accounts, dockerfile)] };
}

function missing(
  seen: string,
  config: ImageConfig,
  accounts: ImageAccounts | undefined,
  dockerfile: DockerfileFacts | undefined,
): Finding {
  const off = seen === 'HEALTHCHECK NONE';
  const origin = off ? broughtBy(dockerfile, ({ keyword }) => keyword === 'HEALTHCHECK') : undefined;
  const location = origin?.location ?? endOfStage(dockerfile);
  return finding(META, {
    key: 'missing',
    title: off ? 'The health check of the image is turned off' : 'The image has no health check',
    detail:
      `${origin === undefined ? '' : `${origin.sentence} `}A program that hangs looks like one that works: Docker and ` +
      'Swarm restart and route by the health check. Kubernetes does not read it and needs a livenessProbe in its place.',
    seen,
    ...(location === undefined ? {} : { location }),
    fix: cure(config, accounts, origin),
  });
}

/** The last instruction of the stage that is built: a HEALTHCHECK goes below it. */
function endOfStage(dockerfile: DockerfileFacts | undefined): Finding['location'] {
  const last = dockerfile?.stages[dockerfile.finalStage]?.instructions.at(-1);
  return dockerfile === undefined || last === undefined ? undefined : { file: dockerfile.path, lines: last.lines };
}

/** Ports that HTTP servers of images commonly have. */
const HTTP_PORTS = [80, 3000, 4000, 5000, 8000, 8080, 8081, 8888, 9000, 9090];

function cure(config: ImageConfig, accounts: ImageAccounts | undefined, origin: Origin | undefined): Fix {
  const placement = origin?.kind === 'instruction' ? 'replace' : 'append';
  const { family } = distributionOf(accounts === undefined ? undefined : textOf(accounts.osRelease));
  const [http] = exposedPorts(config, ({ first, protocol }) => protocol === 'tcp' && HTTP_PORTS.includes(first));
  const options = 'HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD';
  const what = 'Ask the program for something that only works when it works.';
  if (http !== undefined && family === 'alpine') {
    const line = `${options} wget -q -O /dev/null http://127.0.0.1:${http.first}/ || exit 1`;
    return { text: `${what} With the image's wget, if the program speaks HTTP there:`, lines: [line], placement };
  }
  return {
    text:
      `${what} Use a client that the image has (wget of BusyBox, pg_isready, redis-cli ping, a few lines of the program's ` +
      'own language); without a shell in the image use the JSON form and a command of the program itself.',
    lines: [`${options} ["/path/to/program", "healthcheck"]`],
    placement,
  };
}

import type { UserResolution } from '../../linux/users.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { ImageAccounts, ImageConfig, ImageEntrypoint } from '../../model/evidence.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { decidingLine } from './deciding-line.ts';
import { describeUser, effectiveUser, notForLinux, reasonForUid, showUser, undetermined } from './effective-user.ts';
import { CIS_USER, NIST_IMAGE_CONFIGURATION, OCI_CONFIG_USER, POD_SECURITY_RESTRICTED } from './references.ts';
import { rootCure } from './root-cure.ts';
import { resolvedRunUser } from './run-user.ts';
import type { StepDown } from './step-down.ts';
import { whoSaysUser } from './who-says-user.ts';
import { isWindowsAdministrator } from './windows-user.ts';

const META = { id: 'user-not-root', severity: 'high' } as const;

/** The image's process has another uid than 0, however the user is written, in the image or in the run settings over it. */
export const userNotRoot = defineCheck({
  ...META,
  title: 'The image does not run as root',
  area: 'user',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile', 'image-entrypoint', 'run-settings'],
  references: [CIS_USER, NIST_IMAGE_CONFIGURATION, POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: (evidence) => {
    const { 'image-config': config, 'image-accounts': accounts, dockerfile, 'run-settings': run } = evidence;
    if (config.os === 'windows') return judgeWindows(config, dockerfile, run);
    const other = notForLinux(config);
    if (other !== undefined) return other;
    const user = resolvedRunUser(run, config, accounts);
    if (user.kind === 'answer') return user.result;
    if (user.kind === 'run') return { kind: 'judged', seen: user.seen, findings: [] };
    return judgeLinux(config, accounts, dockerfile, evidence['image-entrypoint']);
  },
});

function judgeLinux(
  config: ImageConfig,
  accounts: ImageAccounts,
  dockerfile: DockerfileFacts | undefined,
  entrypoint: ImageEntrypoint | undefined,
): CheckResult {
  const resolution: UserResolution = effectiveUser(config, accounts);
  if (resolution.kind !== 'resolved') return undetermined(config, resolution);
  const seen = describeUser(config.user, resolution);
  if (resolution.user.uid !== 0) return { kind: 'judged', seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const { fix, stepDown } = rootCure(config, { accounts, dockerfile }, entrypoint);
  const found = finding(META, {
    // A waiver for an image that steps down must not outlive the step down.
    key: stepDown === undefined ? 'uid-0' : 'uid-0-stepping-down',
    title: stepDown === undefined ? 'The image runs as root' : 'The image starts as root',
    detail:
      `${reasonForUid(config.user, resolution.user)} ${deciding.sentence} ` +
      (stepDown === undefined
        ? 'Whoever takes over the process has all capabilities of the container and every file of it.'
        : sayStepDown(stepDown)),
    seen,
    ...(deciding.location === undefined ? {} : { location: deciding.location }),
    fix,
  });
  return { kind: 'judged', seen, findings: [found] };
}

/** The text of a script is no proof: the pull request that is judged may have written it (docs/adr/0013-text-is-no-excuse.md). */
function sayStepDown({ place, command, user }: StepDown): string {
  return (
    `A step down to uid ${user.uid} is in its start (${command}, ${place}), which does not excuse it: a text does not ` +
    'prove what runs, and docker exec is root all the same. user-not-dropped-by-entrypoint-only has the run setting.'
  );
}

function judgeWindows(
  config: ImageConfig,
  dockerfile: DockerfileFacts | undefined,
  run: RunSettings | undefined,
): CheckResult {
  const said = whoSaysUser(run, config);
  if (said.kind === 'undecided') return said.result;
  const spec = said.kind === 'said' ? said.spec : config.user;
  const isAdministrator = isWindowsAdministrator(spec);
  if (isAdministrator === false) return { kind: 'judged', seen: showUser(spec), findings: [] };
  if (isAdministrator === undefined) {
    const problem = {
      code: 'USER-UNDETERMINED',
      what: `The gate cannot know which rights ${showUser(spec)} has in a Windows image.`,
      means: NO_VERDICT,
      todo: 'Use ContainerUser, or gate the image without this check once the policy file allows it.',
    } as const;
    return { kind: 'undecided', problem };
  }
  if (isWindowsAdministrator(config.user) !== true) {
    const observed = 'The run settings make it ContainerAdministrator: see user-not-overridden-to-root.';
    return { kind: 'not-applicable', observed };
  }
  const seen = `${showUser(config.user)} → ContainerAdministrator`;
  const deciding = decidingLine(config, dockerfile);
  const found = finding(META, {
    key: 'uid-0',
    title: 'The image runs as administrator',
    detail: `${deciding.sentence} ContainerAdministrator may change everything in the container.`,
    seen,
    ...(deciding.location === undefined ? {} : { location: deciding.location }),
    fix: { text: 'End the stage that is built with this line.', lines: ['USER ContainerUser'], placement: 'append' },
  });
  return { kind: 'judged', seen, findings: [found] };
}

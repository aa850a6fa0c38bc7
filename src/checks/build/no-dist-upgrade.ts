import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { numberedKeys } from './numbered-keys.ts';
import { onlyLooks, type PackageCommand, packageCommand } from './package-commands.ts';
import { APT_GET, DOCKER_BEST_PRACTICES } from './references.ts';
import { describeSteps, type RunStep, runSteps } from './run-steps.ts';

const META = { id: 'no-dist-upgrade', severity: 'low' } as const;

/** No build turns its base image into another release. */
export const noDistUpgrade = defineCheck({
  ...META,
  title: 'No build upgrades its distribution',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, APT_GET],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

interface Upgrade {
  readonly step: RunStep;
  readonly called: PackageCommand;
}

function judge(dockerfile: DockerfileFacts): CheckResult {
  const steps = runSteps(dockerfile);
  if (steps.length === 0) return { kind: 'not-applicable', observed: 'The stages that are built have no RUN.' };
  const upgrades = steps.flatMap((step): readonly Upgrade[] => {
    const called = step.commands.map(packageCommand).find(isDistUpgrade);
    return called === undefined ? [] : [{ step, called }];
  });
  const keys = numberedKeys(upgrades.map(({ called }) => called.action));
  const findings = upgrades.map((upgrade, index) => upgraded(dockerfile, upgrade, keys[index] ?? ''));
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(steps), findings };
}

function isDistUpgrade(called: PackageCommand | undefined): boolean {
  return called?.family === 'apt' && /^(?:dist|full)-upgrade$/.test(called.action) && !onlyLooks(called);
}

function upgraded({ path }: DockerfileFacts, { step, called }: Upgrade, key: string): Finding {
  const { lines } = step.instruction;
  const { program, action } = called;
  return finding(META, {
    key,
    title: 'A build step upgrades the distribution',
    detail:
      `${action} also removes packages and replaces others to get its way, on another day with another result: what ` +
      'the image is made of is no longer what its base image says.',
    seen: `${program} ${action} in line ${lines.first}`,
    location: { file: path, lines },
    fix: {
      text:
        `Build from a newer base image; for updates in between, ${program} upgrade -y in place of ` +
        `${program} ${action} removes nothing.`,
    },
  });
}

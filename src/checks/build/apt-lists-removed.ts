import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { isMountedOver, isRemoval } from './left-files.ts';
import { numberedKeys } from './numbered-keys.ts';
import { onlyLooks, type PackageCommand, packageCommand } from './package-commands.ts';
import { APT_GET, CIS_PACKAGES, DOCKER_BEST_PRACTICES } from './references.ts';
import { describeSteps, type RunStep, runSteps } from './run-steps.ts';

const META = { id: 'apt-lists-removed', severity: 'low' } as const;
const LISTS = '/var/lib/apt/lists';

/** `/var/lib/apt`, `/var/lib/apt/*`, `/var/lib/apt/lists`, `…/lists/*`, `/var/lib/{apt,dpkg}`. */
const LISTS_WORD =
  /\/var\/lib\/(?:\*|apt\/?|apt\/\*|apt\/lists\/?|apt\/lists\/\*.*|apt\/lists\/\{.*\*.*|apt\/\{.*\blists\b.*|\{.*\bapt\b.*)$/;

/** No layer of the image keeps the package lists of apt. */
export const aptListsRemoved = defineCheck({
  ...META,
  title: 'The package lists of apt are not kept in the image',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, APT_GET],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const updates = steps.filter(({ commands }) => commands.some((command) => fillsLists(packageCommand(command))));
  if (updates.length === 0) {
    return { kind: 'not-applicable', observed: 'No RUN of the image\u2019s own stages fetches package lists of apt.' };
  }
  const kept = updates.filter(keepsLists);
  const keys = numberedKeys(kept.map(firstPackage));
  const findings = kept.map((step, index) => listsKept(dockerfile, step, keys[index] ?? ''));
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(updates), findings };
}

function fillsLists(called: PackageCommand | undefined): boolean {
  return called?.family === 'apt' && called.action === 'update' && !onlyLooks(called);
}

function keepsLists({ instruction, commands }: RunStep): boolean {
  if (isMountedOver(instruction, LISTS)) return false;
  const filled = commands.findLastIndex((command) => fillsLists(packageCommand(command)));
  const emptied = commands.findLastIndex((command) => {
    const action = packageCommand(command)?.action ?? '';
    return isRemoval(command, LISTS_WORD) || /^dist-?clean$/.test(action);
  });
  return emptied < filled;
}

function firstPackage({ commands }: RunStep): string {
  const called = commands.map(packageCommand).find((command) => command?.action === 'install');
  return visibleText(called?.operands[0] ?? 'update', 60);
}

function listsKept({ path }: DockerfileFacts, { instruction }: RunStep, key: string): Finding {
  const { lines } = instruction;
  return finding(META, {
    key,
    title: 'The package lists of apt stay in the image',
    detail:
      'They are tens of megabytes that nothing needs at run time. A later RUN that removes them hides them only: the ' +
      'layer keeps them.',
    seen: `apt-get update in line ${lines.first}, and nothing behind it in the same RUN removes ${LISTS}`,
    location: { file: path, lines },
    fix: {
      text:
        `End the same RUN with && rm -rf ${LISTS}/*, or keep the lists out of the layer: ` +
        'RUN --mount=type=cache,target=/var/lib/apt,sharing=locked …',
    },
  });
}

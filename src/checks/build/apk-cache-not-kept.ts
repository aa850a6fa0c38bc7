import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import type { RunCommand } from './command-prefix.ts';
import { isMountedOver, isRemoval } from './left-files.ts';
import { numberedKeys } from './numbered-keys.ts';
import { onlyLooks, type PackageCommand, packageCommand } from './package-commands.ts';
import { APK, CIS_PACKAGES, DOCKER_BEST_PRACTICES } from './references.ts';
import { describeSteps, type RunStep, runSteps } from './run-steps.ts';

const META = { id: 'apk-cache-not-kept', severity: 'low' } as const;
/** The first always, the second where it is set up (apk-cache(5)). */
const CACHES = ['/var/cache/apk', '/etc/apk/cache'] as const;

/** `/var/cache`, `/var/cache/*`, `/var/cache/apk`, `/var/cache/apk/*`, `/var/cache/{apk,misc}`. */
const CACHE_WORD = /\/var\/cache(?:\/?|\/\*|\/apk(?:\/.*)?|\/\{.*\bapk\b.*)$/;

/** No layer of the image keeps the package index of apk. */
export const apkCacheNotKept = defineCheck({
  ...META,
  title: 'The package index of apk is not kept in the image',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, APK],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const fetching = steps.filter(({ commands }) => commands.some((command) => isFetch(packageCommand(command))));
  if (fetching.length === 0) {
    return { kind: 'not-applicable', observed: 'No RUN of the image\u2019s own stages calls apk.' };
  }
  const kept = fetching.flatMap((step) => {
    const called = keeps(step);
    return called === undefined ? [] : [{ step, called }];
  });
  const keys = numberedKeys(kept.map(({ called }) => visibleText(`${called.action} ${called.operands[0] ?? ''}`, 60)));
  const findings = kept.map(({ step, called }, index) => indexKept(dockerfile, step, called, keys[index] ?? ''));
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(fetching), findings };
}

/** Whether a command fetches the index, to keep it or not. */
function isFetch(called: PackageCommand | undefined): called is PackageCommand {
  return called?.family === 'apk' && /^(?:add|update|upgrade)$/.test(called.action) && !onlyLooks(called);
}

/** The first command of a step whose index stays. */
function keeps({ instruction, commands }: RunStep): PackageCommand | undefined {
  if (CACHES.some((folder) => isMountedOver(instruction, folder))) return undefined;
  const left = commands.slice(commands.findLastIndex((command: RunCommand) => isRemoval(command, CACHE_WORD)) + 1);
  return left.map(packageCommand).find((called) => isFetch(called) && !called.flags.includes('--no-cache'));
}

function indexKept({ path }: DockerfileFacts, step: RunStep, called: PackageCommand, key: string): Finding {
  const { lines } = step.instruction;
  return finding(META, {
    key,
    title: 'The package index of apk stays in the image',
    detail:
      'Nothing needs it at run time. A later RUN that removes it hides it only: the layer keeps it, and an index of an ' +
      'old day is what a later apk add may choose packages from.',
    seen: `apk ${called.action} without --no-cache in line ${lines.first}, and nothing behind it removes ${CACHES[0]}`,
    location: { file: path, lines },
    fix: {
      text:
        called.action === 'update'
          ? 'Leave apk update out, and use apk add --no-cache <packages>, which takes the newest index by itself.'
          : `Write apk ${called.action} --no-cache, which takes the newest index by itself and keeps nothing.`,
    },
  });
}

import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunCommand } from './command-prefix.ts';
import { numberedKeys } from './numbered-keys.ts';
import { onlyLooks, packageCommand } from './package-commands.ts';
import { APT_GET, CIS_UPDATE, DOCKER_BEST_PRACTICES } from './references.ts';
import { programOf } from './run-commands.ts';
import { describeSteps, type RunStep, runSteps } from './run-steps.ts';

const META = { id: 'apt-update-with-install', severity: 'low' } as const;

/** Package lists of apt are used by the RUN that fetches them. */
export const aptUpdateWithInstall = defineCheck({
  ...META,
  title: 'A RUN that fetches package lists of apt uses them',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_UPDATE, DOCKER_BEST_PRACTICES, APT_GET],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const updates = runSteps(dockerfile).filter(({ commands }) => commands.some(isUpdate));
  if (updates.length === 0) {
    return { kind: 'not-applicable', observed: 'No RUN that is built fetches package lists of apt.' };
  }
  const alone = updates.filter(isAlone);
  const keys = numberedKeys(alone.map(() => 'update'));
  const findings = alone.map((step, index) => standsAlone(dockerfile, step, keys[index] ?? ''));
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(updates), findings };
}

function isUpdate(command: RunCommand): boolean {
  const called = packageCommand(command);
  return called?.family === 'apt' && called.action === 'update' && !onlyLooks(called);
}

/** Actions of apt that make no use of the lists. */
const NO_USE = /^(?:|update|clean|autoclean|auto-clean|distclean|dist-clean|autoremove|remove|purge|list)$/;

/** Programs that surely install no package with apt: any other one may. */
const INERT = new Set(
  (
    ': true false set export unset echo printf cat tee rm mkdir rmdir touch cp mv ln chmod chown ls cd pwd test [ [[ ' +
    'sed grep awk sleep date exit fi done esac } ) rsync find sort head tail wc curl wget gpg apt-key locale-gen dpkg-reconfigure dpkg lsb_release uname id ' +
    'basename dirname cut tr for case'
  ).split(' '),
);

function isAlone({ commands }: RunStep): boolean {
  return commands.slice(commands.findIndex(isUpdate)).every((command) => {
    const called = packageCommand(command);
    if (called?.family === 'apt') return NO_USE.test(called.action);
    const program = programOf(command);
    return program === '' || INERT.has(program) || isShellOfCommands(command);
  });
}

/** `sh -c '…'`: its commands are looked at themselves. */
function isShellOfCommands({ words }: RunCommand): boolean {
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(words[0] ?? '') && words.some((word) => /^-[a-z]*c$/.test(word));
}

function standsAlone({ path }: DockerfileFacts, { instruction }: RunStep, key: string): Finding {
  const { lines } = instruction;
  return finding(META, {
    key,
    title: 'apt-get update stands alone',
    detail:
      'The builder keeps this layer as long as the line stays the same. A package that a later RUN installs then comes ' +
      'from lists of that day: without the security updates since, or not at all.',
    seen: `apt-get update in line ${lines.first}, and nothing in the same RUN uses what it fetches`,
    location: { file: path, lines },
    fix: {
      text:
        'Put it into the RUN that installs: RUN apt-get update && apt-get install -y --no-install-recommends <packages> ' +
        '&& rm -rf /var/lib/apt/lists/*. Where nothing is installed, remove the line.',
    },
  });
}

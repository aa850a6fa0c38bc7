import { defineCheck } from '../../model/check.ts';
import { visibleText } from '../../model/visible-text.ts';
import { judged } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { askSeccomp } from './seccomp-question.ts';
import { PROFILE_REFERENCES, RUNTIME_SPEC } from './seccomp-references.ts';

const META = { id: 'seccomp-starts', severity: 'high' } as const;

/** A container starts with the profile. */
export const seccompStarts = defineCheck({
  ...META,
  title: 'A container starts with the seccomp profile',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: [...MACHINE_EVIDENCE, 'confinement'],
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const asked = askSeccomp(evidence);
    if (asked.kind === 'undecided') return asked.result;
    if (asked.mistakes.some(({ kind }) => kind === 'off')) {
      return { kind: 'not-applicable', observed: 'A profile that loads no filter keeps nothing from starting.' };
    }
    const { confinement } = evidence;
    // What was seen counts more than what was computed: runtimes differ in what they need.
    if (confinement?.outcome === 'ran') {
      const seen = `a container was started with ${visibleText(asked.file.path, 120)}`;
      return { kind: 'judged', seen, findings: [] };
    }
    const refused = confinement?.outcome === 'not-started' && confinement.why === 'seccomp' ? confinement : undefined;
    const told = asked.mistakes.some(({ kind }) => kind === 'does-not-start');
    const mistakes =
      refused === undefined || told
        ? asked.mistakes
        : [
            {
              kind: 'does-not-start' as const,
              severity: 'high' as const,
              detail: `The engine did not start a container with the profile. It said: ${visibleText(refused.said, 300)}`,
              fix: 'Allow the system calls that the runtime needs before the program, or set no-new-privileges: it then needs less.',
              names: [],
            },
            ...asked.mistakes,
          ];
    return judged(META, asked, mistakes, {
      titles: {
        'does-not-start': 'No container starts with the profile',
        'may-not-start': 'Some engines start no container with the profile',
      },
      good: () => 'allows what runtimes are known to need before the program starts; nothing was started',
    });
  },
});

import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import type { SaidAt } from '../../model/run-settings.ts';
import { fixFor, locationOf, placeWords, readSetting } from '../run/said.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { engineMajor, MACHINE_EVIDENCE, type MachineEvidence, undetermined } from './seccomp-machine.ts';
import { PROFILE_REFERENCES, RUNTIME_SPEC } from './seccomp-references.ts';

const META = { id: 'seccomp-profile-current', severity: 'negligible' } as const;
/** The first engine after 20.10 takes the word. */
const KNOWS_BUILTIN = 21;

/** The profile is written as engines document it: no old forms, no keys that nobody reads. */
export const seccompProfileCurrent = defineCheck({
  ...META,
  title: 'The seccomp profile is written in today’s form',
  area: 'confinement',
  needs: ['run-settings'],
  uses: [...MACHINE_EVIDENCE, 'seccomp-profile'],
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const { 'seccomp-profile': file, 'run-settings': run } = evidence;
    if (file !== undefined) return judgeFile({ ...evidence, 'seccomp-profile': file });
    const choice = readSetting(run, run.security.seccomp, 'seccomp');
    if (choice.state === 'undecided') return choice.result;
    if (choice.state === 'said' && choice.value.kind === 'profile') {
      return undetermined('the profile that the run settings name could not be read').result;
    }
    const named = choice.state === 'said' && choice.value.kind === 'default' && run.source.kind !== 'kubernetes';
    if (named) return judgeWord(evidence, choice.at);
    return { kind: 'not-applicable', observed: 'The run settings name no seccomp profile.' };
  },
});

function judgeFile(evidence: MachineEvidence & Pick<EvidenceMap, 'seccomp-profile'>): CheckResult {
  return judgeMistakes(META, evidence, {
    titles: { 'old-form': 'A rule has the old form', key: 'A key of the profile is not one of the engine’s' },
    good: () => 'has no old forms and no keys that engines ignore',
    about: 'file',
  });
}

/** `seccomp=builtin` */
function judgeWord({ 'run-settings': run, image }: MachineEvidence, at: SaidAt): CheckResult {
  const major = engineMajor(image?.engine.serverVersion);
  const old = major !== undefined && major < KNOWS_BUILTIN;
  const seen = `seccomp=builtin (${placeWords(at)})`;
  const location = locationOf(at);
  const found = finding(META, {
    key: 'builtin',
    severity: old ? 'medium' : 'negligible',
    title: 'The built-in profile is named by a word that is not known everywhere',
    detail: `Docker 20.10 takes builtin for the name of a file, and starts nothing${old ? ': so does this engine' : ''}.`,
    seen,
    ...(location && { location }),
    fix: fixFor(run, { text: 'Take the option out: the built-in profile is what containers get.' }, 'replace'),
  });
  return { kind: 'judged', seen, findings: [found] };
}

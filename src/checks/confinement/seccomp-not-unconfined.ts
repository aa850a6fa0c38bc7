import { type CheckResult, defineCheck, type FindingParts, finding } from '../../model/check.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { podSecurity } from '../run/references.ts';
import { type Cures, declaredAt, fixFor, locationOf, placeWords } from '../run/said.ts';
import { type SeccompInForce, seccompInForce } from './seccomp-in-force.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { KUBERNETES_SECCOMP, PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-not-unconfined', severity: 'critical' } as const;

/** The container gets a filter of system calls. */
export const seccompNotUnconfined = defineCheck({
  ...META,
  title: 'The container runs under a seccomp filter',
  area: 'confinement',
  needs: ['run-settings'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, podSecurity('baseline'), podSecurity('restricted'), KUBERNETES_SECCOMP],
  evaluate: (evidence) => {
    const force = seccompInForce(evidence);
    switch (force.kind) {
      case 'undecided':
        return force.result;
      case 'profile':
        return { kind: 'judged', seen: `seccomp: a profile (${placeWords(force.at)})`, findings: [] };
      case 'built-in':
      case 'engines-own':
        return { kind: 'judged', seen: `seccomp: ${force.words}`, findings: [] };
      case 'none':
        return unconfined(evidence['run-settings'], force);
    }
  },
});

type NoFilter = Extract<SeccompInForce, { kind: 'none' }>;

function unconfined(run: RunSettings, force: NoFilter): CheckResult {
  if (force.why === 'privileged') {
    return { kind: 'not-applicable', observed: `A privileged container gets no filter: ${force.words}.` };
  }
  const location = locationOf(force.at ?? declaredAt(run));
  const found = finding(META, {
    key: force.why,
    seen: force.words,
    ...(location && { location }),
    ...WORDS[force.why],
    fix: fixFor(run, CURES[force.why], force.at === undefined ? 'append' : 'replace'),
  });
  return { kind: 'judged', seen: force.words, findings: [found] };
}

type Why = Exclude<NoFilter['why'], 'privileged'>;
const EVERY_CALL = 'The container may make every system call, those among them that the kernel is attacked by.';

const WORDS: Readonly<Record<Why, Pick<FindingParts, 'title' | 'detail' | 'severity'>>> = {
  unconfined: { title: 'The container runs without seccomp', detail: `No filter is loaded. ${EVERY_CALL}` },
  'engine-unconfined': {
    title: 'The engine runs containers without seccomp',
    detail: `It was told to load no filter where none is named. ${EVERY_CALL}`,
  },
  'engine-without': {
    title: 'The engine has no seccomp',
    detail: `Its kernel, or the engine itself, was built without. ${EVERY_CALL}`,
  },
  cluster: {
    severity: 'medium',
    title: 'The manifest asks for no seccomp profile',
    detail: `Kubernetes then loads no filter, unless the node’s kubelet was started with seccompDefault. ${EVERY_CALL}`,
  },
};

const KUBERNETES = ['          seccompProfile:', '            type: RuntimeDefault'];
const CURES: Readonly<Record<Why, Cures>> = {
  unconfined: {
    text: 'Take the option out, which gives the default profile, or name a profile of your own.',
    kubernetes: ['            type: RuntimeDefault'],
  },
  'engine-unconfined': {
    text: 'Name the built-in profile, or one of your own; better, take "seccomp-profile": "unconfined" out of the engine’s daemon.json.',
    compose: ['    security_opt:', '      - seccomp=builtin'],
    run: ['--security-opt=seccomp=builtin'],
  },
  'engine-without': {
    text: 'Run the image on a machine whose kernel has CONFIG_SECCOMP_FILTER, with an engine that was built with seccomp.',
  },
  cluster: { text: 'Ask for the profile of the runtime in the securityContext.', kubernetes: KUBERNETES },
};

import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Finding, Location } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { describeUser, effectiveUser, notForLinux, undetermined } from './effective-user.ts';
import { CIS_EXEC_USER, CIS_USER, DOCKER_RUN_USER, POD_SECURITY_RESTRICTED } from './references.ts';
import { resolvedRunUser } from './run-user.ts';
import { entrypointStepDown, type StepDown, unreadStart } from './step-down.ts';

const META = { id: 'user-not-dropped-by-entrypoint-only', severity: 'medium' } as const;

/** It is not left to the image's entrypoint to give root up. */
export const userNotDroppedByEntrypointOnly = defineCheck({
  ...META,
  title: 'It is not left to the entrypoint to give root up',
  area: 'user',
  needs: ['image-config', 'image-accounts', 'image-entrypoint'],
  uses: ['dockerfile', 'run-settings'],
  references: [CIS_USER, CIS_EXEC_USER, POD_SECURITY_RESTRICTED, DOCKER_RUN_USER],
  evaluate: (evidence) => {
    const { 'image-config': config, 'image-accounts': accounts, 'image-entrypoint': entrypoint, dockerfile } = evidence;
    const other = notForLinux(config);
    if (other !== undefined) return other;
    const user = resolvedRunUser(evidence['run-settings'], config, accounts);
    if (user.kind === 'answer') return user.result;
    if (user.kind === 'run') return { kind: 'judged', seen: user.seen, findings: [] };
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== 'resolved') return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.user.uid !== 0) return { kind: 'judged', seen, findings: [] };
    const stepDown = entrypointStepDown(config, accounts, entrypoint);
    if (stepDown === undefined) return notSeen(unreadStart(entrypoint));
    const stepped = `${seen}; ${stepDown.place}: ${stepDown.command} → uid ${stepDown.user.uid}`;
    return { kind: 'judged', seen: stepped, findings: [leftToEntrypoint(stepDown, stepped, config, dockerfile)] };
  },
});

/** Never a pass: what was read does not step down, and user-not-root has the rest to say. */
function notSeen(unread: ReturnType<typeof unreadStart>): CheckResult {
  if (unread !== undefined) return { kind: 'undecided', problem: unread.problem };
  const observed = 'The image runs as root, and nothing that could be read of its start steps down: see user-not-root.';
  return { kind: 'not-applicable', observed };
}

function leftToEntrypoint(
  stepDown: StepDown,
  seen: string,
  config: ImageConfig,
  dockerfile: DockerfileFacts | undefined,
): Finding {
  const { user, place, command } = stepDown;
  const ids = `${user.uid}:${user.gid}`;
  const starter = startedBy(config, dockerfile);
  return finding(META, {
    key: 'steps-down',
    title: 'The image starts as root and leaves it to its entrypoint to step down',
    detail:
      `The start of the image has a step down: ${command} (${place}).${starter.sentence} It depends on how the ` +
      'entrypoint is called, and it does not count for others: docker exec, a health check and another entrypoint ' +
      'are root, and the container has all capabilities that the engine gives by default.',
    seen,
    ...(starter.location === undefined ? {} : { location: starter.location }),
    fix: {
      text:
        `Let the engine set the user: docker run --user ${ids} --security-opt no-new-privileges …, in a compose file ` +
        `user: "${ids}", in Kubernetes runAsUser: ${user.uid} with runAsGroup: ${user.gid} and runAsNonRoot: true. ` +
        'Volumes that the entrypoint would give to that user must belong to it before. In the image itself: ' +
        `USER ${ids} at the end of the stage cures it for everybody.`,
    },
  });
}

/** The instruction that names what is started, or the FROM that brought it. */
function startedBy(
  { entrypoint }: ImageConfig,
  dockerfile: DockerfileFacts | undefined,
): { readonly sentence: string; readonly location?: Location } {
  if (dockerfile === undefined) return { sentence: '' };
  const { path, stages, lineage, externalBase } = dockerfile;
  const keyword = entrypoint.length > 0 ? 'ENTRYPOINT' : 'CMD';
  const own = lineage
    .map((index) => stages[index]?.instructions.findLast((one) => one.keyword === keyword))
    .find((one): one is DockerfileInstruction => one !== undefined);
  if (own !== undefined) return { sentence: '', location: { file: path, lines: own.lines } };
  const location = { file: path, lines: externalBase.lines };
  if (externalBase.scratch || externalBase.reference === '') return { sentence: '', location };
  return { sentence: ` It came with the base image ${visibleText(externalBase.reference, 120)}.`, location };
}

import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { HistoryStep, ImageConfig } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { type Origin, placeOf } from './brought-by.ts';
import { stepOrigin } from './history-origin.ts';
import { readSettings, readStep } from './history-step.ts';
import { type Setting, setsName } from './instruction-settings.ts';
import { aKind, cureOf, shownName } from './secret-findings.ts';
import { CIS_SECRETS, DOCKERFILE_LABEL, NIST_EMBEDDED_SECRETS } from './secret-references.ts';
import { type Secret, secretIn } from './secret-value.ts';

const META = { id: 'no-secrets-in-labels', severity: 'medium' } as const;

/** No label of the image holds a secret. */
export const noSecretsInLabels = defineCheck({
  ...META,
  title: 'The labels of the image hold no secrets',
  area: 'contents',
  needs: ['image-config'],
  uses: ['image-history', 'dockerfile'],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_LABEL],
  evaluate: ({ 'image-config': config, 'image-history': steps = [], dockerfile }) => judge(config, steps, dockerfile),
});

function judge(
  { labels }: ImageConfig,
  steps: readonly HistoryStep[],
  dockerfile: DockerfileFacts | undefined,
): CheckResult {
  if (labels.size === 0) return { kind: 'not-applicable', observed: 'The image has no labels.' };
  const findings = [...labels].flatMap(([name, value]) => {
    const secret = secretIn(name, value);
    return secret === undefined ? [] : [found({ name, value }, secret, originOf({ name, value }, steps, dockerfile))];
  });
  const names = findings.slice(0, 5).map(({ seen }) => seen);
  const seen = `${labels.size} label${labels.size === 1 ? '' : 's'}, none holds a secret`;
  return { kind: 'judged', seen: names.length === 0 ? seen : names.join('; '), findings };
}

/**
 * Labels also come from options of the build, which no instruction and, with BuildKit, no step of the history shows:
 * only one that a step of the base image set to this value is the base image's.
 */
function originOf(
  { name, value }: Setting,
  steps: readonly HistoryStep[],
  dockerfile: DockerfileFacts | undefined,
): Origin {
  const index = steps.findLastIndex(({ createdBy }) => {
    const step = readStep(createdBy);
    if (step.keyword !== 'LABEL') return false;
    return readSettings(step.text).settings.some((setting) => setting.name === name && setting.value === value.trim());
  });
  const place = { index: index < 0 ? steps.length : index, count: steps.length };
  return stepOrigin(dockerfile, place, (instruction) => {
    return instruction.keyword === 'LABEL' && setsName(instruction, dockerfile?.escape ?? '\\', name);
  });
}

function found({ name }: Setting, secret: Secret, origin: Origin): Finding {
  const shown = shownName(name);
  return finding(META, {
    key: shown,
    // A value of a known form is no matter of its name.
    ...(secret.source === 'name' ? {} : { severity: 'high' }),
    title: `The label ${shown} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Labels are read by everybody who can pull the image, and registries and dashboards show them.`,
    seen: `LABEL ${shown}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, 'Labels describe the image and configure nothing that is secret.'),
  });
}

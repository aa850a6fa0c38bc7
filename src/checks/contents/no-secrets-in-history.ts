import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { HistoryStep, ImageConfig } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { placeOf } from './brought-by.ts';
import { commandSecrets, type NamedSecret } from './command-secrets.ts';
import { stepOrigin } from './history-origin.ts';
import { type ReadStep, readSettings, readStep } from './history-step.ts';
import { instructionSettings, setsName } from './instruction-settings.ts';
import { atEquals } from './no-secrets-in-env.ts';
import { aKind, cureOf, distinct, shownName } from './secret-findings.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, NIST_EMBEDDED_SECRETS } from './secret-references.ts';
import { knownForms, secretIn } from './secret-value.ts';
import { settingSecret } from './setting-secret.ts';

const META = { id: 'no-secrets-in-history', severity: 'high' } as const;

/** No step of the image's history shows a secret. Build arguments are the matter of no-secrets-in-build-args. */
export const noSecretsInHistory = defineCheck({
  ...META,
  title: 'The history of the image shows no secrets',
  area: 'contents',
  needs: ['image-history'],
  uses: ['image-config', 'dockerfile'],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-history': steps, 'image-config': config, dockerfile }) => judge(steps, config, dockerfile),
});

function judge(
  steps: readonly HistoryStep[],
  config: ImageConfig | undefined,
  dockerfile: DockerfileFacts | undefined,
): CheckResult {
  if (steps.length === 0) return { kind: 'not-applicable', observed: 'The image states no history.' };
  const findings = steps.flatMap(({ createdBy, comment }, index) => {
    const step = readStep(createdBy);
    const secrets = [...stepSecrets(step, config), ...knownForms(comment).map((secret) => ({ secret }))];
    return secrets.map((named) => found(named, step, { index, count: steps.length }, dockerfile));
  });
  const all = distinct(findings);
  const names = all.slice(0, 5).map(({ seen }) => seen);
  const seen = `${steps.length} step${steps.length === 1 ? '' : 's'}, none shows a secret`;
  return { kind: 'judged', seen: names.length === 0 ? seen : names.join('; '), findings: all };
}

function stepSecrets(step: ReadStep, config: ImageConfig | undefined): readonly NamedSecret[] {
  if (step.keyword === 'ARG') return [];
  if (step.keyword !== 'ENV' && step.keyword !== 'LABEL') return commandSecrets(step.text);
  const now = settingsNow(step, config);
  const values = [...now.values()];
  const of = step.keyword === 'ENV' ? settingSecret : secretIn;
  const named = readSettings(step.text).settings.flatMap(({ name, value }) => {
    const secret = of(name, value);
    return secret === undefined || isPiece(`${name}=${value}`, values) ? [] : [{ secret, name }];
  });
  const gone = named.filter(({ name }) => of(name, now.get(name) ?? '') === undefined);
  // The history has no quotes: a value with ` x=` in it was taken apart above.
  const known = new Set([...named.map(({ secret }) => secret.kind), ...kindsOf(now)]);
  const apart = knownForms(step.text, true).filter(({ kind }) => !known.has(kind));
  return [...gone, ...apart.map((secret) => ({ secret }))];
}

/**
 * Without its quotes an example in a label (`usage="docker run -e DB_PASSWORD=pass …"`) looks like a label of its own:
 * the label that holds it shows that it is none.
 */
function isPiece(pair: string, values: readonly string[]): boolean {
  return values.some((value) => value.length > pair.length && value.includes(` ${pair}`));
}

/** What the image still has is said once, by the checks of its environment and its labels. */
function settingsNow({ keyword }: ReadStep, config: ImageConfig | undefined): ReadonlyMap<string, string> {
  if (config === undefined) return new Map();
  return keyword === 'LABEL'
    ? config.labels
    : new Map(config.env.map(atEquals).map(({ name, value }) => [name, value]));
}

function kindsOf(settings: ReadonlyMap<string, string>): readonly string[] {
  return [...settings].flatMap(([name, value]) => secretIn(name, value)?.kind ?? []);
}

function found(
  { secret, name }: NamedSecret,
  step: ReadStep,
  place: { readonly index: number; readonly count: number },
  dockerfile: DockerfileFacts | undefined,
): Finding {
  const origin = stepOrigin(dockerfile, place, (instruction) => {
    return makes(instruction, { secret, ...(name === undefined ? {} : { name }) }, step, dockerfile?.escape ?? '\\');
  });
  const what = name === undefined ? aKind(secret) : `${shownName(name)}, ${aKind(secret)}`;
  const keyword = step.keyword === '' ? 'unknown' : step.keyword;
  return finding(META, {
    key: `${keyword}:${name === undefined ? secret.kind : shownName(name)}`,
    title: `The history of the image shows ${aKind(secret)}`,
    detail:
      `${origin.sentence} docker history shows the step to everybody who can pull the image, also when a later step ` +
      'removes what it made or sets the name to another value.',
    seen: `step ${place.index + 1} (${keyword}): ${what}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(
      origin,
      'Give it to the step as RUN --mount=type=secret,id=… and read it from /run/secrets/…: neither a layer nor the ' +
        'history keeps it.',
    ),
  });
}

/** Whether an instruction of the Dockerfile can have made the step: it holds the same name, or a secret of the same kind. */
function makes(
  instruction: DockerfileInstruction,
  { secret, name }: NamedSecret,
  { keyword }: ReadStep,
  sign: DockerfileFacts['escape'],
): boolean | 'maybe' {
  const same = instruction.keyword === keyword;
  if (same && name !== undefined && (keyword === 'ENV' || keyword === 'LABEL')) {
    const settings = instructionSettings(instruction, sign).filter((setting) => setting.name === name);
    if (settings.some((setting) => settingSecret(name, setting.value) !== undefined)) return true;
    return settings.length > 0 || setsName(instruction, sign, name) !== false ? 'maybe' : false;
  }
  const inside = secretsOf(instruction).some((other) => other.secret.kind === secret.kind && other.name === name);
  if (inside) return true;
  // The shell expands what RUN says, long after; the other instructions are written down expanded.
  return same && keyword !== 'RUN' && instruction.text.includes('$') ? 'maybe' : false;
}

/** Read once an instruction, however many findings there are. */
const SECRETS = new WeakMap<DockerfileInstruction, readonly NamedSecret[]>();

function secretsOf(instruction: DockerfileInstruction): readonly NamedSecret[] {
  const text = [instruction.text, ...instruction.heredocs.map(({ body }) => body)].join('\n');
  const secrets = SECRETS.get(instruction) ?? commandSecrets(text);
  SECRETS.set(instruction, secrets);
  return secrets;
}

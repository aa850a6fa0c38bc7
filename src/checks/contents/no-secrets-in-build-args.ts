import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { HistoryStep } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { builtStages } from '../build/built-stages.ts';
import { placeOf } from './brought-by.ts';
import { stepOrigin } from './history-origin.ts';
import { type ReadStep, readSettings, readStep } from './history-step.ts';
import { instructionSettings, type Setting, setsName } from './instruction-settings.ts';
import { aKind, cureOf, distinct, shownName } from './secret-findings.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, DOCKERFILE_ARG, NIST_EMBEDDED_SECRETS } from './secret-references.ts';
import type { Secret } from './secret-value.ts';
import { settingSecret } from './setting-secret.ts';

const META = { id: 'no-secrets-in-build-args', severity: 'high' } as const;
const INSTEAD =
  'Mount it for the one step that needs it: RUN --mount=type=secret,id=…, and docker build --secret id=…,env=….';

/** No build argument carries a secret: neither a default in the Dockerfile nor a value that the history shows. */
export const noSecretsInBuildArgs = defineCheck({
  ...META,
  title: 'No build argument carries a secret',
  area: 'contents',
  needs: ['image-history'],
  uses: ['dockerfile'],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_ARG, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-history': steps, dockerfile }) => judge(steps, dockerfile),
});

function judge(steps: readonly HistoryStep[], dockerfile: DockerfileFacts | undefined): CheckResult {
  const written = dockerfile === undefined ? [] : writtenSecrets(dockerfile);
  const shown = steps.flatMap(({ createdBy }, index) => {
    const place = { index, count: steps.length };
    return argsOf(readStep(createdBy)).flatMap(({ name, value }) => {
      const secret = settingSecret(name, value);
      return secret === undefined ? [] : [inHistory(name, secret, place, dockerfile)];
    });
  });
  const findings = distinct([...written, ...shown]);
  const names = findings.slice(0, 5).map(({ seen }) => seen);
  const where = dockerfile === undefined ? 'no Dockerfile to read' : 'the Dockerfile';
  const seen = `${steps.length} step${steps.length === 1 ? '' : 's'} of the history and ${where}: no such argument`;
  return { kind: 'judged', seen: names.length === 0 ? seen : names.join('; '), findings };
}

function argsOf(step: ReadStep): readonly Setting[] {
  return step.keyword === 'ARG' ? readSettings(step.text).settings : step.buildArgs;
}

/** ARG before the first FROM and of all stages that are built, and ENV of those that only lend files: the image's own ENV is judged by its check. */
function writtenSecrets(dockerfile: DockerfileFacts): readonly Finding[] {
  const ofStages = builtStages(dockerfile).flatMap(({ index, instructions }) => {
    const lends = !dockerfile.lineage.includes(index);
    return instructions.filter(({ keyword }) => keyword === 'ARG' || (lends && keyword === 'ENV'));
  });
  return [...dockerfile.globals, ...ofStages].flatMap((instruction) => inInstruction(dockerfile, instruction));
}

function inInstruction(dockerfile: DockerfileFacts, instruction: DockerfileInstruction): readonly Finding[] {
  const { keyword, lines } = instruction;
  return instructionSettings(instruction, dockerfile.escape).flatMap(({ name, value }) => {
    const secret = settingSecret(name, literalOf(value));
    if (secret === undefined) return [];
    const shown = shownName(name);
    const origin = { kind: 'instruction', instruction, sentence: '' } as const;
    const found = finding(META, {
      key: shown,
      title: `${keyword} ${shown} has ${aKind(secret)} as its value`,
      detail:
        `${keyword} in line ${lines.first} of the Dockerfile: everybody who reads the file has it, and the history of ` +
        'an image shows the arguments that its steps were run with.',
      seen: `${keyword} ${shown} in line ${lines.first}: ${aKind(secret)}, value not shown`,
      location: { file: dockerfile.path, lines },
      fix: cureOf(origin, INSTEAD),
    });
    return [found];
  });
}

/** The default of `${NAME:-default}`; anything else as it is. */
function literalOf(value: string): string {
  return /^\$\{\w+:?-(.*)\}$/s.exec(value)?.[1] ?? value;
}

function inHistory(
  name: string,
  secret: Secret,
  place: { readonly index: number; readonly count: number },
  dockerfile: DockerfileFacts | undefined,
): Finding {
  const origin = stepOrigin(dockerfile, place, (instruction) => {
    return instruction.keyword === 'ARG' && setsName(instruction, dockerfile?.escape ?? '\\', name);
  });
  const shown = shownName(name);
  return finding(META, {
    key: shown,
    title: `The history shows ${aKind(secret)} in the build argument ${shown}`,
    detail:
      `${origin.sentence} Build arguments are no secrets: every RUN that sees one writes it into the history of the ` +
      'image, with BuildKit and with the classic builder, and docker history shows it.',
    seen: `step ${place.index + 1}: ${shown}, ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, INSTEAD),
  });
}

import * as v from 'valibot';
import { ERROR_CODES } from '../model/errors.ts';
import { INHERITED, MODES, PRESETS } from '../model/policy.ts';
import { SEVERITIES, THRESHOLDS } from '../model/severity.ts';
import { AREAS } from '../model/verdict.ts';

/**
 * The JSON report's form: what `Report` of model/verdict.ts is, checked, with a description of every field.
 * A test holds both types together; schema/report.schema.json is made from it.
 */

const MOST = Number.MAX_SAFE_INTEGER;
const text = (description: string) => v.pipe(v.string(), v.description(description));
const texts = (description: string) => v.pipe(v.array(v.string()), v.description(description));
const whole = (description: string, least = 0) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(MOST), v.description(description));
const amount = (description: string) => v.pipe(v.number(), v.minValue(0), v.maxValue(MOST), v.description(description));
const flag = (description: string) => v.pipe(v.boolean(), v.description(description));
const oneOf = <const T extends readonly string[]>(words: T, description: string) =>
  v.pipe(v.picklist(words), v.description(description));
const always = <const T extends string | number>(value: T, description: string) =>
  v.pipe(v.literal(value), v.description(description));
const optional = v.exactOptional;

const Subject = v.pipe(
  v.strictObject({
    id: text('Unique within a run and stable between runs: image, service/web.'),
    name: text('For people. Text of untrusted origin.'),
  }),
  v.description('What an outcome or a finding is about.'),
);

const Problem = v.pipe(
  v.strictObject({
    code: oneOf(ERROR_CODES, 'Stable code; docs/troubleshooting.md has a section for each.'),
    what: text('What happened, as a full sentence.'),
    means: text('What it means for the verdict.'),
    todo: text('What to do.'),
    details: optional(texts('Further evidence, line by line. Text of untrusted origin.')),
  }),
  v.description('Something that could not be done or found out.'),
);

const Lines = v.pipe(
  v.strictObject({ first: whole('First line, from 1.', 1), last: whole('Last line, included.', 1) }),
  v.description('A range of lines.'),
);

const Finding = v.pipe(
  v.strictObject({
    checkId: text('The check that found it; docs/checks/ has a page for each.'),
    severity: oneOf(SEVERITIES, 'How bad it is; unknown means that nobody stated it, and it blocks.'),
    title: text('One short sentence.'),
    detail: text('Why it matters here.'),
    seen: text('What was observed. May hold text of untrusted origin.'),
    location: optional(
      v.pipe(
        v.strictObject({ file: text('Path from the root of the workspace, with / as separator.'), lines: Lines }),
        v.description('Where it points to.'),
      ),
    ),
    fix: optional(
      v.pipe(
        v.strictObject({
          text: text('The cure in one or two sentences.'),
          lines: optional(texts('The exact lines to put into the file.')),
          placement: optional(
            oneOf(
              ['replace', 'append'],
              'replace: in place of the location; append: after it, or at the end of the stage.',
            ),
          ),
        }),
        v.description('How to cure it.'),
      ),
    ),
    inheritedFrom: optional(text('The base image that brought it: it is shown and does not block.')),
    fingerprint: text('Stable over rebuilds and shifted lines.'),
  }),
  v.description('One thing that a check found.'),
);

const seen = text('What was observed.');
const Outcome = v.pipe(
  v.variant('state', [
    v.strictObject({ state: always('pass', 'Ran and found nothing.'), seen }),
    v.strictObject({
      state: always('fail', 'Ran and found something, blocking or not.'),
      seen,
      findings: v.pipe(v.array(Finding), v.description('What was found.')),
    }),
    v.strictObject({ state: always('error', 'Could not be decided.'), problem: Problem }),
    v.strictObject({
      state: always('not-applicable', 'The subject has nothing that the check speaks of, and this was observed.'),
      observed: text('What was observed.'),
    }),
    v.strictObject({ state: always('off', 'Switched off by the trusted policy.'), by: text('By what.') }),
  ]),
  v.description('What came out of the check.'),
);

const Judged = v.strictObject({ subject: Subject, area: oneOf(AREAS, 'The area of the check.'), finding: Finding });
const threshold = oneOf(THRESHOLDS, 'The lowest severity that blocks.');

const Verdict = v.pipe(
  v.strictObject({
    verdict: oneOf(['pass', 'fail', 'error'], 'The answer; error is shown as NO VERDICT.'),
    incomplete: flag('Some required check could not be decided, whatever the verdict is.'),
    threshold,
    blocking: v.pipe(v.array(Judged), v.description('Findings at or above the threshold, worst first.')),
    notBlocking: v.pipe(v.array(Judged), v.description('The other findings, worst first.')),
    problems: v.pipe(v.array(Problem), v.description('Why there is no, or no complete, verdict.')),
  }),
  v.description('The judgement.'),
);

const Origin = v.pipe(
  v.variant('kind', [
    v.strictObject({
      kind: always('built', 'Built by this run.'),
      builder: oneOf(['buildx', 'embedded-buildkit', 'classic'], 'What built it.'),
      context: text('The build context, from the root of the workspace.'),
      dockerfile: text('The Dockerfile, from the root of the workspace.'),
      durationMs: amount('How long the build took, in milliseconds.'),
    }),
    v.strictObject({
      kind: always('reference', 'Given by reference.'),
      reference: text('The reference as it was given.'),
      pulled: flag('Whether this run pulled it.'),
    }),
  ]),
  v.description('Where the image came from.'),
);

const Engine = v.pipe(
  v.strictObject({
    clientVersion: text('Version of the Docker client.'),
    serverVersion: text('Version of the engine.'),
    apiVersion: text('Version of the API that both speak.'),
    os: text("The engine's operating system."),
    architecture: text("The engine's architecture."),
    buildxVersion: optional(text('Version of buildx, where the client has it.')),
  }),
  v.description('The engine that answered.'),
);

const Image = v.pipe(
  v.strictObject({
    id: text('What the engine calls the judged image: sha256: and 64 hex digits.'),
    repoDigests: texts('Digests under which registries know the image.'),
    platform: text('For example linux/amd64.'),
    sizeBytes: amount('Unpacked size in bytes.'),
    origin: Origin,
    engine: Engine,
  }),
  v.description('The judged image; absent when there was none, and at the top of a report about several subjects.'),
);

const ReportedSubject = v.strictObject({ subject: Subject, image: optional(Image) });

const Run = v.pipe(
  v.strictObject({
    where: oneOf(['github-actions', 'command-line'], 'Where the gate ran.'),
    startedAt: text('RFC 3339, UTC.'),
    durationMs: amount('How long the run took, in milliseconds.'),
    repository: optional(text('owner/name')),
    serverUrl: optional(text('The server that holds the repository: https://github.com')),
    commit: optional(text('The judged commit, 40 hex digits; of a pull request its head.')),
    event: optional(text('The event that started the workflow.')),
    pullRequest: optional(whole('Number of the pull request.', 1)),
    runId: optional(whole('Id of the workflow run.', 1)),
    runAttempt: optional(whole('Attempt of the workflow run, from 1.', 1)),
  }),
  v.description('The circumstances of the run.'),
);

const AfterMerge = v.pipe(
  v.strictObject({
    changes: texts('Each difference in words; what loosens comes first.'),
    loosening: whole('How many of the changes, from the first on, let through what was not let through.'),
    verdict: oneOf(['pass', 'fail', 'error'], 'What this run would have ended with.'),
    exitCode: v.pipe(v.picklist([0, 1, 2]), v.description('The exit code of that.')),
    blockingCount: whole('How many findings would have blocked.'),
    mistakes: texts('Why the new file can’t be used. May hold text of untrusted origin.'),
    baseMoved: flag('The base branch has another policy by now, so what comes of both is not known.'),
  }),
  v.description('The policy as the pull request changes it: it takes effect after merge.'),
);

const Policy = v.pipe(
  v.strictObject({
    source: text('Where the rules come from, for people.'),
    commit: optional(text('The commit that the policy file was read from, or looked for in.')),
    preset: oneOf(PRESETS, 'The set of rules that the policy begins with.'),
    mode: oneOf(MODES, 'warn: a verdict of fail ends with exit code 0.'),
    threshold,
    inherited: oneOf(INHERITED, 'Whether findings of the base image block.'),
    afterMerge: optional(AfterMerge),
  }),
  v.description('The rules that the verdict follows.'),
);

const PlanLine = v.strictObject({
  part: text('What it is about.'),
  runs: flag('Whether it was planned to run.'),
  reason: text('Why it runs or is left out.'),
});

const AreaRow = v.strictObject({
  area: oneOf(AREAS, 'The area.'),
  subject: optional(Subject),
  state: oneOf(['pass', 'note', 'fail', 'error', 'not-applicable', 'off'], 'note: findings, none of them blocking.'),
  evidence: text('One sentence of evidence.'),
});

const CheckOutcome = v.strictObject({
  checkId: text('The check; docs/checks/ has a page for each.'),
  title: text('The rule in one line.'),
  area: oneOf(AREAS, 'The area that the check belongs to.'),
  subject: Subject,
  outcome: Outcome,
});

export const ReportSchema = v.pipe(
  v.strictObject({
    schemaVersion: always(1, 'Version of this form.'),
    gateVersion: text('Version of the gate that made the report.'),
    run: Run,
    subject: Subject,
    image: optional(Image),
    subjects: optional(
      v.pipe(v.array(ReportedSubject), v.description('Only when the run has several; subject is then the whole.')),
    ),
    policy: Policy,
    plan: v.pipe(v.array(PlanLine), v.description('What was planned, and what was left out and why.')),
    areas: v.pipe(v.array(AreaRow), v.description('One row an area, as people read them.')),
    checks: v.pipe(v.array(CheckOutcome), v.description('Every planned check with its outcome.')),
    verdict: Verdict,
    remarks: texts('What a reader must know beside the verdict.'),
  }),
  v.title('Report of docker-security-gate'),
  v.description('Everything that one run of the gate found out, and its verdict.'),
);

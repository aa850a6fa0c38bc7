import type { Finding } from '../../src/model/finding.ts';
import type { AreaRow, CheckOutcome, JudgedFinding, Outcome, Report } from '../../src/model/verdict.ts';
import { aReport } from './report.ts';

/** A compose project: the web service may create folders where the policy says that it must not; the database is as it should be. */

const WEB = { id: 'service/web', name: 'service web' } as const;
const DB = { id: 'service/db', name: 'service db' } as const;
const FILE = 'examples/trekking-app/compose.yml';

const PROVED =
  'uid 20002, no effective capabilities, bounding 0, no-new-privileges, seccomp filter on: proved on the running container';

const DENIAL: Finding = {
  checkId: 'seccomp-denies-demanded-calls',
  severity: 'high',
  title: 'System calls that the policy forbids get through',
  detail:
    'The policy (.github/docker-security-gate.yml:4) demands that mkdir, kill and uname are refused. No profile is named, and the engine’s default lets them through.',
  seen: 'mkdir, kill, uname reached the kernel on the running container',
  location: { file: FILE, lines: { first: 4, last: 4 } },
  fix: {
    text: 'Name a profile that refuses them.',
    lines: ['    security_opt:', '      - seccomp=./seccomp/deny-mkdir-kill-uname.json'],
    placement: 'append',
  },
  fingerprint: 'seccomp-denies-demanded-calls:kill,mkdir,uname',
};

const pass = (seen: string): Outcome => ({ state: 'pass', seen });

function aCheckOf(
  subject: typeof WEB | typeof DB,
  checkId: string,
  area: AreaRow['area'],
  outcome: Outcome,
): CheckOutcome {
  return { checkId, title: checkId, area, subject, outcome };
}

function rows(subject: typeof WEB | typeof DB, dockerfile: string): AreaRow[] {
  return [
    { area: 'build', subject, state: 'pass', evidence: `${dockerfile} built in 9.1 s by BuildKit (buildx)` },
    { area: 'user', subject, state: 'pass', evidence: 'USER 20002:10001 → uid 20002, gid 10001' },
    { area: 'run', subject, state: 'pass', evidence: 'not privileged; nothing of the 14 default capabilities is kept' },
  ];
}

export function aProjectReport(): Report {
  const passing = aReport();
  const { image, ...rest } = passing;
  if (image === undefined) throw new Error('the report has an image');
  const failing: JudgedFinding = { subject: WEB, area: 'confinement', finding: DENIAL };
  const built = (dockerfile: string, digit: string) => ({
    ...image,
    id: `sha256:${digit.repeat(64)}`,
    origin: { kind: 'built', builder: 'buildx', context: '.', dockerfile, durationMs: 9_100 } as const,
  });
  return {
    ...rest,
    subject: { id: 'project', name: FILE },
    subjects: [
      { subject: DB, image: built('examples/trekking-app/db/Dockerfile', 'd') },
      { subject: WEB, image: built('examples/trekking-app/web/Dockerfile', 'e') },
    ],
    areas: [
      ...rows(DB, 'examples/trekking-app/db/Dockerfile'),
      { area: 'confinement', subject: DB, state: 'pass', evidence: PROVED },
      ...rows(WEB, 'examples/trekking-app/web/Dockerfile'),
      { area: 'confinement', subject: WEB, state: 'fail', evidence: `${DENIAL.title}: ${DENIAL.seen}` },
    ],
    checks: [
      aCheckOf(DB, 'not-privileged', 'run', pass('not privileged (service db)')),
      aCheckOf(DB, 'confinement-as-declared', 'confinement', pass(PROVED)),
      aCheckOf(
        DB,
        'seccomp-denies-demanded-calls',
        'confinement',
        pass('mkdir, kill, uname refused: by the profile and on the running container'),
      ),
      aCheckOf(WEB, 'not-privileged', 'run', pass('not privileged (service web)')),
      aCheckOf(WEB, 'confinement-as-declared', 'confinement', pass(PROVED)),
      aCheckOf(WEB, DENIAL.checkId, 'confinement', { state: 'fail', seen: DENIAL.seen, findings: [DENIAL] }),
    ],
    verdict: {
      verdict: 'fail',
      incomplete: false,
      threshold: 'high',
      blocking: [failing],
      notBlocking: [],
      problems: [],
    },
  };
}

/** A project of many services, each with four rows: more than a head has room for. */
export function aLargeProjectReport(services: number): Report {
  const report = aProjectReport();
  const names = Array.from({ length: services }, (_, index) => `service s${index}`);
  const subjects = names.map((name) => ({ subject: { id: name.replace(' ', '/'), name } }));
  return {
    ...report,
    subjects,
    areas: subjects.flatMap(({ subject }, index) =>
      report.areas
        .slice(0, 4)
        .map((row): AreaRow => ({ ...row, subject, state: index === services - 1 ? 'fail' : row.state })),
    ),
    checks: subjects.flatMap(({ subject }) => report.checks.slice(0, 3).map((check) => ({ ...check, subject }))),
  };
}

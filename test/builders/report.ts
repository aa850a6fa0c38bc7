import type { Problem } from '../../src/model/errors.ts';
import type { Finding } from '../../src/model/finding.ts';
import { compareSeverity, reaches, SEVERITIES } from '../../src/model/severity.ts';
import type { AreaRow, CheckOutcome, JudgedFinding, Outcome, Report } from '../../src/model/verdict.ts';

/** Reports as a run makes them: the security application as it is first written, cured, and not buildable. */

const IMAGE_ID = 'sha256:4b7ce07a2f8f6a1d3f6f6d8f0d0b1c7b9a6f5e2d1c0b9a8f7e6d5c4b3a291807';
const CURED_ID = 'sha256:9f2c6f3d5b1a4e8c7d0b9a8f7e6d5c4b3a2918074b7ce07a2f8f6a1d3f6f6d8f';
const COMMIT = '3c1d9f0a7be24c5586f1d2a90b7c6e5d4f3a2b1c';

export const SUBJECT = { id: 'image', name: 'examples/security-app' } as const;

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    checkId: 'user-not-root',
    severity: 'high',
    title: 'The image runs as root',
    detail:
      'A process that breaks out of its program owns everything in the container, and every file that is mounted into it.',
    seen: 'USER is not set, and the base image sets none either: uid 0 (root), gid 0 (root).',
    location: { file: 'examples/security-app/Dockerfile', lines: { first: 1, last: 1 } },
    fix: {
      text: 'Make a user in the last stage and switch to it. The image is Alpine, so its own tools are used:',
      lines: ['RUN addgroup -g 10001 app && adduser -D -u 20002 -G app app', 'WORKDIR /home/app', 'USER 20002:10001'],
      placement: 'append',
    },
    fingerprint: 'user-not-root:root',
    ...overrides,
  };
}

export function aProblem(overrides: Partial<Problem> = {}): Problem {
  return {
    code: 'BUILD-FAILED',
    what: 'The build of `examples/security-app` ended with exit code 1.',
    means: 'There is no image to judge. The verdict is NO VERDICT, not PASS.',
    todo: 'Read the last lines of the build below, and the whole log in the group "Build" of this step.',
    details: [
      '#7 [3/4] RUN apk add --no-cache curl wget nmap libcap',
      '#7 0.412 ERROR: unable to select packages:',
      '#7 0.412   nmapp (no such package):',
      '#7 0.412     required by: world[nmapp]',
    ],
    ...overrides,
  };
}

export function aCheck(checkId: string, title: string, outcome: Outcome): CheckOutcome {
  return { checkId, title, area: 'user', subject: SUBJECT, outcome };
}

const BUILT: AreaRow = {
  area: 'build',
  state: 'pass',
  evidence: 'Built in 14.2 s by BuildKit (buildx); the image is 42.6 MB.',
};

/** Passes: the security application as it is cured. */
export function aReport(overrides: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    gateVersion: '0.1.0',
    run: {
      where: 'github-actions',
      startedAt: '2026-11-24T20:12:31.000Z',
      durationMs: 18_400,
      repository: 'octo/security-app',
      serverUrl: 'https://github.com',
      commit: COMMIT,
      event: 'pull_request',
      pullRequest: 42,
      runId: 19_655_012_345,
      runAttempt: 1,
    },
    subject: SUBJECT,
    image: {
      id: CURED_ID,
      repoDigests: [],
      platform: 'linux/amd64',
      sizeBytes: 42_600_000,
      origin: {
        kind: 'built',
        builder: 'buildx',
        context: 'examples/security-app',
        dockerfile: 'examples/security-app/Dockerfile',
        durationMs: 14_200,
      },
      engine: {
        clientVersion: '28.2.2',
        serverVersion: '28.2.2',
        apiVersion: '1.50',
        os: 'linux',
        architecture: 'amd64',
        buildxVersion: '0.24.0',
      },
    },
    policy: { source: 'built-in defaults', preset: 'default', mode: 'enforce', threshold: 'high', inherited: 'show' },
    plan: [
      { part: 'build of examples/security-app', runs: true, reason: 'with examples/security-app/Dockerfile' },
      { part: 'user-not-root', runs: true, reason: 'The image does not run as root' },
      { part: 'vulnerabilities', runs: false, reason: 'switched off by scanner: none' },
      { part: 'pull-request comment', runs: true, reason: 'always' },
    ],
    areas: [BUILT, { area: 'user', state: 'pass', evidence: 'USER 20002:10001 → uid 20002 (app), gid 10001 (app).' }],
    checks: [
      aCheck('user-not-root', 'The image does not run as root', {
        state: 'pass',
        seen: 'USER 20002:10001 → uid 20002 (app).',
      }),
      aCheck('user-resolvable', 'The user exists in the image', { state: 'pass', seen: 'uid 20002 is `app`.' }),
      aCheck('user-not-root-group', 'The group is not root', { state: 'pass', seen: 'gid 10001 (app).' }),
      aCheck('user-numeric', 'USER is a number', { state: 'pass', seen: '20002:10001 is numeric.' }),
      aCheck('user-in-range', 'The user id is one that the kernel takes', {
        state: 'pass',
        seen: '20002 is in range.',
      }),
      aCheck('user-variable-set', 'No variable without a value in USER', {
        state: 'not-applicable',
        observed: 'USER has no variable.',
      }),
    ],
    verdict: { verdict: 'pass', incomplete: false, threshold: 'high', blocking: [], notBlocking: [], problems: [] },
    remarks: ['Vulnerabilities were not looked for: the setting scanner is none.'],
    ...overrides,
  };
}

/** Fails by the base branch's policy, while the pull request brings one by which it would pass. */
export function aReportOfAPolicyChange(): Report {
  const failing = aFailingReport();
  return {
    ...failing,
    policy: {
      source: '.github/docker-security-gate.yml of the base branch main',
      commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      preset: 'default',
      mode: 'enforce',
      threshold: 'high',
      inherited: 'show',
      afterMerge: {
        changes: ['fail-on: high → critical', 'user-not-root: not set → off'],
        loosening: 2,
        verdict: 'pass',
        exitCode: 0,
        blockingCount: 0,
        mistakes: [],
        baseMoved: false,
      },
    },
    remarks: [
      'This pull request changes .github/workflows: look whether the gate still runs as it did.',
      ...failing.remarks,
    ],
  };
}

/** Fails: the security application as it is first written. */
export function aFailingReport(findings: readonly Finding[] = firstFindings()): Report {
  const passing = aReport();
  const judged = findings.map((finding): JudgedFinding => ({ subject: SUBJECT, area: 'user', finding })).sort(byWorst);
  const ids = [...new Set(findings.map(({ checkId }) => checkId))];
  return aReport({
    ...(passing.image === undefined ? {} : { image: { ...passing.image, id: IMAGE_ID } }),
    areas: [BUILT, { area: 'user', state: 'fail', evidence: 'USER is not set → uid 0 (root), gid 0 (root).' }],
    checks: [
      ...ids.map((id) => {
        const own = findings.filter(({ checkId }) => checkId === id);
        return aCheck(id, own[0]?.title ?? id, { state: 'fail', seen: own[0]?.seen ?? '', findings: own });
      }),
      ...passing.checks.filter(({ checkId }) => !ids.includes(checkId)),
    ],
    verdict: {
      verdict: 'fail',
      incomplete: false,
      threshold: 'high',
      blocking: judged.filter(({ finding }) => reaches(finding.severity, 'high')),
      notBlocking: judged.filter(({ finding }) => !reaches(finding.severity, 'high')),
      problems: [],
    },
  });
}

function byWorst(a: JudgedFinding, b: JudgedFinding): number {
  return compareSeverity(a.finding.severity, b.finding.severity);
}

function firstFindings(): readonly Finding[] {
  return [
    aFinding(),
    aFinding({
      checkId: 'user-not-root-group',
      severity: 'medium',
      title: 'The image runs in the group root',
      detail: 'Files that belong to the group root can be read, and on many images written, by the program.',
      seen: 'No group is set: gid 0 (root).',
      fingerprint: 'user-not-root-group:0',
    }),
  ];
}

/** No verdict: the build broke. */
export function anErrorReport(problems: readonly Problem[] = [aProblem()]): Report {
  const { image: _, ...report } = aReport({
    areas: [{ area: 'build', state: 'error', evidence: 'The build ended with exit code 1.' }],
    checks: [
      aCheck('user-not-root', 'The image does not run as root', { state: 'error', problem: problems[0] ?? aProblem() }),
    ],
    verdict: { verdict: 'error', incomplete: true, threshold: 'high', blocking: [], notBlocking: [], problems },
  });
  return report;
}

/** Fails with `number` findings of several checks and all severities, as a vulnerability scan would give them. */
export function aReportWithManyFindings(number: number, overrides: Partial<Finding> = {}): Report {
  const packages = ['openssl', 'busybox', 'curl', 'libxml2', 'zlib', 'musl', 'nmap', 'libcap'];
  const many = Array.from({ length: number }, (_, index): Finding => {
    const name = packages[index % packages.length] ?? 'openssl';
    const severity = SEVERITIES[index % SEVERITIES.length] ?? 'unknown';
    return aFinding({
      checkId: index % 3 === 0 ? 'no-fixable-vulnerability' : 'no-known-vulnerability',
      severity,
      title: `CVE-2026-${String(1000 + index)} in ${name}`,
      detail: `A flaw of ${name} that its authors have fixed in a later version.`,
      seen: `${name} 3.${index % 20}.1-r0 is installed; fixed in 3.${(index % 20) + 1}.0-r0.`,
      location: { file: 'examples/security-app/Dockerfile', lines: { first: 3, last: 3 } },
      fix: { text: `Update ${name}: build again with \`--pull\`, or pin a later base image.` },
      fingerprint: `vulnerability:${index}`,
      ...overrides,
    });
  });
  return aFailingReport([aFinding(), ...many]);
}

/** Fails, and everything of untrusted origin in it is `hostile`. */
export function aHostileReport(hostile: string): Report {
  const report = aFailingReport([
    aFinding({
      title: `User ${hostile}`,
      detail: hostile,
      seen: `USER ${hostile}`,
      location: { file: hostile, lines: { first: 7, last: 9 } },
      fix: { text: `Put ${hostile} away.`, lines: [`USER ${hostile}`, hostile], placement: 'replace' },
      fingerprint: hostile,
    }),
    aFinding({
      severity: 'low',
      title: hostile,
      seen: hostile,
      location: { file: `dir/${hostile}`, lines: { first: 1, last: 1 } },
    }),
  ]);
  const image = report.image;
  return {
    ...report,
    subject: { id: 'image', name: hostile },
    ...(image === undefined
      ? {}
      : {
          image: { ...image, repoDigests: [hostile], origin: { kind: 'reference', reference: hostile, pulled: true } },
        }),
    policy: {
      ...report.policy,
      source: hostile,
      afterMerge: {
        changes: [hostile, hostile],
        loosening: 1,
        verdict: 'pass',
        exitCode: 0,
        blockingCount: 0,
        mistakes: [hostile],
        baseMoved: false,
      },
    },
    plan: [...report.plan, { part: hostile, runs: false, reason: hostile }],
    areas: report.areas.map((row) => ({ ...row, evidence: `USER ${hostile}` })),
    verdict: {
      ...report.verdict,
      incomplete: true,
      problems: [aProblem({ what: hostile, means: hostile, todo: hostile, details: [hostile, hostile] })],
    },
    remarks: [hostile],
  };
}

import { type CheckResult, finding } from '../../model/check.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import type { Severity } from '../../model/severity.ts';
import { fixFor, locationOf } from '../run/said.ts';
import type { RunUser } from './run-user.ts';

/** A finding about the user that the run settings say, with the place where they do. */
export function runUserFinding(
  meta: { readonly id: string; readonly severity: Severity },
  run: RunSettings,
  { at, seen }: Extract<RunUser, { kind: 'run' }>,
  { key, title, detail }: { readonly key: string; readonly title: string; readonly detail: string },
): CheckResult {
  const location = locationOf(at);
  const found = finding(meta, {
    key: `run-${key}`,
    title,
    detail,
    seen,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: 'Say a user and a group as numbers, which need no line in the files of the image, or leave the user to the image.',
        compose: ['    user: "20002:10001"'],
        run: ['--user', '20002:10001'],
        kubernetes: ['          runAsUser: 20002', '          runAsGroup: 10001'],
      },
      'replace',
    ),
  });
  return { kind: 'judged', seen, findings: [found] };
}

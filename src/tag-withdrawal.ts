import { toProblem } from './model/errors.ts';
import type { Report } from './model/verdict.ts';
import type { Engine, Log } from './ports.ts';
import type { Settings } from './settings/settings.ts';

export interface Withdrawal {
  /** What the gate came to: it sets the user's tags on a pass only, and with this engine. */
  readonly judged: { readonly report: Report; readonly engine?: Engine };
  /** What the run came to in the end. */
  readonly told: Report;
  readonly settings: Settings | undefined;
  readonly log: Log;
}

/**
 * Takes the user's tags away again when they were set on a pass that is none any more: the run was cancelled before its
 * end, or the report file that was asked for could not be written. Works after a cancellation. Never rejects.
 */
export async function withdrawTags({ judged, told, settings, log }: Withdrawal): Promise<void> {
  const { report, engine } = judged;
  if (report.verdict.verdict !== 'pass' || told.verdict.verdict === 'pass') return;
  if (engine === undefined || settings?.subject.kind !== 'build') return;
  for (const tag of settings.subject.tags) {
    await engine.withdraw(tag).catch((thrown: unknown) => log.notice(toProblem(thrown)));
  }
}

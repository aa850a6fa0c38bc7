import { DOCKER_DEFAULT } from '../../linux/apparmor-names.ts';
import type { CheckResult } from '../../model/check.ts';
import { finding } from '../../model/check.ts';
import type { AppArmorProfileFile } from '../../model/confinement.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import type { Severity } from '../../model/severity.ts';
import { visibleText } from '../../model/visible-text.ts';
import { declaredAt, locationOf } from '../run/said.ts';
import { documentsOf } from './apparmor-named.ts';

/** What was expected, and where that is said. */
export interface ExpectedProfile {
  readonly meta: { readonly id: string; readonly severity: Severity };
  readonly run: RunSettings;
  readonly files: readonly AppArmorProfileFile[];
  /** Name of the profile. */
  readonly expected: string;
  readonly at: SaidAt | undefined;
}

/** @param said the engine's own words. Untrusted. */
export function notLoaded(context: ExpectedProfile, said: string): CheckResult {
  const { expected } = context;
  const name = visibleText(expected, 80);
  return judged(context, {
    key: 'not-loaded',
    title: 'The AppArmor profile is not loaded',
    detail: `The engine does not start the container: its kernel knows no profile ${name}. The gate never loads a profile itself.`,
    seen: `the engine said: ${visibleText(said, 300)}`,
    fix: loadingCommand(context),
  });
}

export function notInForce(
  context: ExpectedProfile,
  label: { readonly name: string; readonly mode: string },
): CheckResult {
  const wanted = visibleText(context.expected, 80);
  const seen = `the running container: ${visibleText(label.name, 120)} (${label.mode}); expected ${wanted} (enforce)`;
  if (label.name === context.expected) {
    return judged(context, {
      key: `mode ${label.mode}`,
      title: 'The AppArmor profile is not enforced',
      detail: `The kernel has ${wanted} in the mode ${label.mode}: what it does not allow is not refused.`,
      seen,
      fix: `Load the profile in enforce mode: sudo aa-enforce takes it out of complain mode. ${loadingCommand(context)}`,
    });
  }
  return judged(context, {
    key: 'other profile',
    title: 'The container does not run under its AppArmor profile',
    detail: 'The kernel says which profile a process has. This one has another than the run settings ask for.',
    seen,
    fix: 'Look at the engine’s settings: default runtime, and what it says when it starts about AppArmor.',
  });
}

function judged(
  { meta, run, at, expected }: ExpectedProfile,
  parts: {
    readonly key: string;
    readonly title: string;
    readonly detail: string;
    readonly seen: string;
    readonly fix: string;
  },
): CheckResult {
  const { key, title, detail, seen, fix } = parts;
  const location = locationOf(at ?? declaredAt(run));
  const found = finding(meta, {
    key: `${expected} ${key}`,
    title,
    detail,
    seen,
    ...(location && { location }),
    fix: { text: fix },
  });
  return { kind: 'judged', seen, findings: [found] };
}

/** The command that loads the profile, with its file where the repository has it. */
function loadingCommand({ files, expected }: ExpectedProfile): string {
  if (expected === DOCKER_DEFAULT) return 'Restart the engine, which makes and loads this profile when it starts.';
  const found = documentsOf(files).find(({ document }) => document.profiles.some(({ name }) => name === expected));
  if (found === undefined) return 'Load it on the machine of the engine: sudo apparmor_parser -r -W FILE.';
  return `Load it on the machine of the engine: sudo apparmor_parser -r -W ${shellWord(found.file.path)}`;
}

/** A path as one word of a shell's line, for people to copy. */
function shellWord(path: string): string {
  const shown = visibleText(path, 300);
  const safe = shown.startsWith('-') ? `./${shown}` : shown;
  return /^[\w./@%+:,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

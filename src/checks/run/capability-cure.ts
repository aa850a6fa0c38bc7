import { type Capability, type CapabilityMask, namesOf, readCapability } from '../../linux/capabilities.ts';
import type { Location } from '../../model/finding.ts';
import type { RunSettings, SaidAt, Stated } from '../../model/run-settings.ts';
import { type Cures, declaredAt, locationOf, placeWords } from './said.ts';

/** An entry of a list of capabilities that the gate and the engine understand. */
export interface CapabilityEntry {
  readonly word: Capability | 'ALL';
  readonly at: SaidAt;
}

/** The understood entries of `cap_add` or `cap_drop`, in order. */
export function entriesOf(list: readonly Stated<string>[]): readonly CapabilityEntry[] {
  return list.flatMap((entry) => {
    if (entry.state !== 'said') return [];
    const word = readCapability(entry.value);
    if (word.kind === 'unknown') return [];
    return [{ word: word.kind === 'all' ? 'ALL' : word.capability, at: entry.at }];
  });
}

/** `compose.yml:7 services.web.cap_add[0] and 2 more`, for `seen`. */
export function placesOf(entries: readonly { readonly at: SaidAt }[]): string {
  const shown = entries.slice(0, 3).map(({ at }) => placeWords(at));
  return entries.length > shown.length
    ? `${shown.join(', ')} and ${entries.length - shown.length} more`
    : shown.join(', ');
}

/** The first of these entries, else what already stands there about capabilities, else the container itself. */
export function capabilityLocation(run: RunSettings, entries: readonly CapabilityEntry[]): Location | undefined {
  const [first] = [...entries, ...entriesOf(run.capDrop), ...entriesOf(run.capAdd)];
  return locationOf(first?.at ?? declaredAt(run));
}

/** Whether the cure goes in the place of lines, or after the container's own. */
export function capabilityPlacement({ capAdd, capDrop }: RunSettings): 'replace' | 'append' {
  return capAdd.length + capDrop.length > 0 ? 'replace' : 'append';
}

/**
 * The words of each source that drop ALL and add these back.
 *
 * @param text one or two sentences
 */
export function dropAllBut(keep: CapabilityMask, text: string): Cures {
  const names = namesOf(keep);
  const items = names.map((name) => `      - ${name}`);
  return {
    text,
    compose: ['    cap_drop:', '      - ALL', ...(names.length > 0 ? ['    cap_add:', ...items] : [])],
    run: ['--cap-drop=ALL', ...names.map((name) => `--cap-add=${name}`)],
    kubernetes: [
      '          securityContext:',
      '            capabilities:',
      '              drop: [ALL]',
      ...(names.length > 0 ? [`              add: [${names.join(', ')}]`] : []),
    ],
  };
}

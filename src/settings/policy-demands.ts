import type { MustDeny, Sourced } from '../model/policy.ts';
import type { KeyReader, PolicyMistake } from './policy-file.ts';
import { DENIED_CALLS, SECCOMP_KEYS, shown } from './policy-schema.ts';
import type { PlacedEntry } from './yaml-mapping.ts';

/** Reads `seccomp.must-deny`: one list for every subject, or a mapping of services to lists. */
export function readMustDeny(seccomp: PlacedEntry | undefined, reader: KeyReader, mistakes: PolicyMistake[]): MustDeny {
  const none = new Map<string, Sourced<readonly string[]>>();
  if (seccomp === undefined) return none;
  if (seccomp.entries === undefined) {
    const text = `seccomp is ${shown(seccomp.value)}; write a mapping with must-deny.`;
    mistakes.push({ kind: 'invalid', ...seccomp.place, text });
    return none;
  }
  reader.refuseUnknown(seccomp.entries, Object.keys(SECCOMP_KEYS), 'seccomp.');
  const services = seccomp.entries.get('must-deny')?.entries;
  if (services === undefined) {
    const all = reader.value(seccomp.entries, 'must-deny', DENIED_CALLS, 'invalid', 'seccomp.');
    return all === undefined ? none : new Map([['', all]]);
  }
  const lists = new Map<string, Sourced<readonly string[]>>();
  for (const name of services.keys()) {
    const list = reader.value(services, name, DENIED_CALLS, 'invalid', 'seccomp.must-deny.');
    if (list !== undefined) lists.set(name, list);
  }
  return lists;
}

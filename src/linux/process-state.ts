import type { ProcessIds, ProcessState } from '../model/confinement.ts';

/** How the reading of a file came out: its text, or the error number. */
export type FileResult = { readonly text: string } | { readonly errno: number };

/** EPERM, ENOENT, EACCES, EINVAL, EOPNOTSUPP: no security module answers there, or not to this process. */
const NO_MODULE: readonly number[] = [1, 2, 13, 22, 95];

/**
 * Reads what the kernel says of one process; undefined when something is missing, doubled or odd. Of AppArmor and of the
 * user namespace the kernel may have nothing to say, and then neither has the result.
 *
 * @param results of `status`, `attr/current`, `attr/apparmor/current` and `uid_map` below `/proc/PID`, in this order
 */
export function readProcessState([status, attr, appArmor, uidMap]: readonly FileResult[]): ProcessState | undefined {
  if (status === undefined || !('text' in status)) return undefined;
  const fields = readFields(status.text);
  const uid = fields && readIds(fields.get('Uid'));
  const gid = fields && readIds(fields.get('Gid'));
  const capabilities = fields && readCapabilities(fields);
  const groups = fields && readNumbers(fields.get('Groups'));
  const privileges = fields?.get('NoNewPrivs');
  const seccomp = readSeccomp(fields?.get('Seccomp'));
  if (uid === undefined || gid === undefined || capabilities === undefined || groups === undefined) return undefined;
  if (seccomp === undefined || (privileges !== '0' && privileges !== '1')) return undefined;
  const label = readLabel(appArmor, attr);
  if (label === 'unreadable') return undefined;
  const map = uidMap !== undefined && 'text' in uidMap ? readUidMap(uidMap.text) : undefined;
  const filters = readCount(fields?.get('Seccomp_filters'));
  if (map === 'unreadable' || filters === 'unreadable') return undefined;
  return {
    ...{ uid, gid, groups, capabilities, seccomp, noNewPrivileges: privileges === '1' },
    ...(filters !== undefined && { seccompFilters: filters }),
    ...(label !== undefined && { apparmor: label }),
    ...(map !== undefined && { uidMap: map }),
  };
}

function readFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    // The kernel says everything once; the process's name can't hold a line feed (it is escaped).
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}

function readNumbers(text: string | undefined): readonly number[] | undefined {
  if (text === undefined) return undefined;
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.every((word) => /^\d{1,10}$/.test(word)) ? words.map(Number) : undefined;
}

function readIds(text: string | undefined): ProcessIds | undefined {
  const [real, effective, saved, filesystem, ...rest] = readNumbers(text) ?? [];
  if (real === undefined || effective === undefined || saved === undefined || filesystem === undefined)
    return undefined;
  return rest.length === 0 ? { real, effective, saved, filesystem } : undefined;
}

function readCapabilities(fields: ReadonlyMap<string, string>): ProcessState['capabilities'] | undefined {
  const read = (name: string) => {
    const text = fields.get(name);
    return text !== undefined && /^[0-9a-f]{16}$/.test(text) ? BigInt(`0x${text}`) : undefined;
  };
  const [inheritable, permitted, effective] = [read('CapInh'), read('CapPrm'), read('CapEff')];
  const [bounding, ambient] = [read('CapBnd'), read('CapAmb')];
  if (inheritable === undefined || permitted === undefined || effective === undefined) return undefined;
  return bounding === undefined || ambient === undefined
    ? undefined
    : { inheritable, permitted, effective, bounding, ambient };
}

/** A kernel without filters has no such line. */
function readSeccomp(text: string | undefined): 0 | 1 | 2 | undefined {
  if (text === undefined || text === '0') return 0;
  if (text === '1') return 1;
  return text === '2' ? 2 : undefined;
}

/** A label as AppArmor writes it: `unconfined`, `docker-default (enforce)`. */
const LABEL = /^(?:unconfined|[^\n]+ \([a-z]+\))$/;

/**
 * AppArmor's own file first. `attr/current`, all that kernels before 5.8 have, is shared with other modules, whose labels
 * look otherwise (Documentation/admin-guide/LSM/apparmor.rst, proc_pid_attr(5)).
 */
function readLabel(own: FileResult | undefined, shared: FileResult | undefined): string | undefined | 'unreadable' {
  for (const result of [own, shared]) {
    if (result === undefined) return 'unreadable';
    if ('errno' in result) {
      if (!NO_MODULE.includes(result.errno)) return 'unreadable';
      continue;
    }
    const label = result.text.replace(/[\0\n]+$/, '');
    if (LABEL.test(label)) return label;
    if (result === own) return 'unreadable';
  }
  return undefined;
}

function readCount(text: string | undefined): number | undefined | 'unreadable' {
  if (text === undefined) return undefined;
  const [count, ...rest] = readNumbers(text) ?? [];
  return count === undefined || rest.length > 0 ? 'unreadable' : count;
}

function readUidMap(text: string): ProcessState['uidMap'] | 'unreadable' {
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => readNumbers(line));
  const known = rows.flatMap((row) => {
    const [inside, outside, count] = row ?? [];
    return inside === undefined || outside === undefined || count === undefined
      ? []
      : [[inside, outside, count] as const];
  });
  return known.length === rows.length && known.length > 0 ? known : 'unreadable';
}

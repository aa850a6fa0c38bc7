import { TODAYS_ENGINE } from '../../src/linux/capability-engine.ts';
import { containerCapabilities } from '../../src/linux/container-capabilities.ts';
import { callsToTry } from '../../src/linux/probe-calls.ts';
import { resolveUser } from '../../src/linux/users.ts';
import type { FakeContainer, FakeImage } from './docker.ts';

/** What today's engine refuses by default of what the probe tries (moby/profiles, seccomp/default.json). */
const REFUSED = new Set([
  ...['unshare', 'mount', 'umount2', 'setns', 'keyctl', 'add_key', 'request_key', 'userfaultfd', 'bpf'],
  ...['perf_event_open', 'open_by_handle_at', 'io_uring_setup'],
]);

/**
 * What the gate's program would print in a container of this image: it says itself which files it reads and which calls
 * it makes. Ids and capabilities are those of a container that is confined as its options say.
 *
 * @param program the tar stream that was copied into the container
 */
export function playProof(program: string, { options }: FakeContainer, image: FakeImage): string | { error: string } {
  const files = [...program.matchAll(/@file (\S+)\n/g)].map(([, file = '']) => file);
  const calls = [...program.matchAll(/@call (\S+)\n/g)].map(([, call = '']) => call);
  const known = status(options, image);
  if (typeof known !== 'string') return known;
  return [
    ...files.map((file) => fileAnswer(file, known)),
    ...calls.map((call) => `@call ${call}\n${hex(callAnswer(call, options))}\n`),
    '@end\n',
  ].join('');
}

function fileAnswer(file: string, known: string): string {
  if (file.endsWith('/status')) return content(file, known);
  if (file.endsWith('/uid_map')) return content(file, '         0          0 4294967295\n');
  return `@file ${file}\n${hex(file.includes('apparmor') ? -2 : -22)}\n`;
}

function content(file: string, text: string): string {
  return `@file ${file}\n${hex(3)}\n${hex(Buffer.byteLength(text))}\n${text}`;
}

function callAnswer(name: string, options: readonly string[]): number {
  const filtered = !options.includes('--security-opt=seccomp=unconfined');
  if (filtered && REFUSED.has(name)) return -1;
  if (filtered && name === 'clone3') return -38;
  const [call] = callsToTry([name], 'amd64');
  return -(call?.unfiltered[0] ?? 0);
}

function status(options: readonly string[], { config, files }: FakeImage): string | { error: string } {
  const values = (name: string) =>
    options.filter((option) => option.startsWith(`--${name}=`)).map((option) => option.slice(name.length + 3));
  const said = values('user').at(-1) ?? String(config?.['User'] ?? '');
  const text = (path: string) => (typeof files?.[path] === 'string' ? files[path] : undefined);
  const user = resolveUser(said, text('/etc/passwd'), text('/etc/group'));
  if (user.kind !== 'resolved') {
    return { error: `Error response from daemon: unable to find user ${said}: no matching entries in passwd file` };
  }
  const { uid, gid, supplementary } = user.user;
  const request = { privileged: false, add: values('cap-add'), drop: values('cap-drop') };
  const granted = containerCapabilities(request, uid, TODAYS_ENGINE);
  if (granted.kind !== 'granted') return { error: 'Error response from daemon: invalid CapAdd: unknown capability' };
  const mask = (set: bigint) => set.toString(16).padStart(16, '0');
  const { inheritable, permitted, effective, bounding, ambient } = granted.sets;
  const noNewPrivileges = options.includes('--security-opt=no-new-privileges=true') ? 1 : 0;
  const seccomp = options.includes('--security-opt=seccomp=unconfined') ? 0 : 2;
  const four = (id: number) => [id, id, id, id].join('\t');
  return [
    ...[
      `Uid:\t${four(uid)}`,
      `Gid:\t${four(gid)}`,
      `Groups:\t${[gid, ...supplementary.map((group) => group.gid)].join(' ')} `,
    ],
    ...[`CapInh:\t${mask(inheritable)}`, `CapPrm:\t${mask(permitted)}`, `CapEff:\t${mask(effective)}`],
    ...[`CapBnd:\t${mask(bounding)}`, `CapAmb:\t${mask(ambient)}`],
    ...[`NoNewPrivs:\t${noNewPrivileges}`, `Seccomp:\t${seccomp}`, `Seccomp_filters:\t${seccomp === 2 ? 1 : 0}`, ''],
  ].join('\n');
}

function hex(value: number): string {
  return BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
}

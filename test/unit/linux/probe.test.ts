import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FIRST_FILES, OWN_FILES, type ProbeRequest, probeProgram } from '../../../src/linux/probe.ts';
import { type CallToTry, callsToTry, TELLING_CALLS, TRIABLE_CALLS } from '../../../src/linux/probe-calls.ts';
import { readProbeOutput } from '../../../src/linux/probe-output.ts';

const ARCHITECTURES = ['amd64', 'arm64'] as const;
const folder = mkdtempSync(path.join(tmpdir(), 'gate-probe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const plain = (architecture: 'amd64' | 'arm64', files: readonly string[] = OWN_FILES) =>
  probeProgram({ architecture, files, calls: [] });

describe('the program that asks the kernel', () => {
  // Whoever wants to know what runs on their machine can make these bytes again.
  it.each([
    ['amd64', 'e96db0b476786b6c62ec6403afc8ff0cb244536fa6a7fd0d1ae0d0fd2f235f75', 1209],
    ['arm64', '9d3803f76258f48599a1d658c9b561d53eaa16527525425ac115b15b42e968bb', 1763],
  ] as const)('is known for %s to the last byte', (architecture, sum, length) => {
    const program = plain(architecture);
    expect(program.length).toBe(length);
    expect(sha256(program)).toBe(sum);
    expect(plain(architecture)).toEqual(program);
  });

  it('is another one for other files and other calls', () => {
    const some = callsToTry(['mkdir'], 'amd64');
    const programs = [
      plain('amd64'),
      plain('amd64', FIRST_FILES),
      probeProgram({ architecture: 'amd64', files: OWN_FILES, calls: some }),
    ];
    expect(new Set(programs.map(sha256)).size).toBe(3);
  });

  it.each(ARCHITECTURES)('is an ELF file of one segment, which it fills, for %s', (architecture) => {
    const program = probeProgram({ architecture, files: OWN_FILES, calls: callsToTry(TRIABLE_CALLS, architecture) });
    const view = new DataView(program.buffer, program.byteOffset);
    expect([...program.subarray(0, 7)]).toEqual([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    expect(view.getUint16(18, true)).toBe(architecture === 'amd64' ? 62 : 183);
    expect(view.getUint16(56, true)).toBe(1);
    expect(view.getBigUint64(96, true)).toBe(BigInt(program.length));
    const entry = view.getBigUint64(24, true) - view.getBigUint64(80, true);
    expect(entry).toBeGreaterThanOrEqual(120n);
    expect(entry).toBeLessThan(BigInt(program.length));
  });

  it.each(ARCHITECTURES)('refuses a call that %s does not have, or of seven arguments', (architecture) => {
    const call = { name: 'mkdir', args: [], written: 'mkdir()', unfiltered: [] };
    const ask = (one: CallToTry) => probeProgram({ architecture, files: [], calls: [one] });
    expect(() => ask({ ...call, name: 'mkdri' })).toThrow(/no system call mkdri/);
    expect(() => ask({ ...call, name: 'mkdirat', args: [0n, 0n, 0n, 0n, 0n, 0n, 0n] })).toThrow(/six arguments/);
  });
});

/** Linux runs it; what keeps a call from the kernel here would keep it from it in a container as well. */
function run(request: ProbeRequest, user: number, emulator: readonly string[] = []) {
  const file = path.join(folder, sha256(probeProgram(request)));
  if (!existsSync(file)) writeFileSync(file, probeProgram(request), { mode: 0o755 });
  const [program = file, ...args] = [...emulator, file];
  const who = process.getuid?.() === 0 ? { uid: user, gid: user } : {};
  // Every user may read it, but not the folder that it stands in.
  spawnSync('chmod', ['755', folder]);
  return spawnSync(program, args, { ...who, cwd: '/', timeout: 10_000, env: { SECRET: 'x' } });
}

const HERE = process.platform === 'linux' ? { x64: 'amd64', arm64: 'arm64' }[process.arch as string] : undefined;

describe.skipIf(HERE === undefined)('on this machine', () => {
  const architecture = HERE === 'arm64' ? 'arm64' : 'amd64';
  const calls = callsToTry(TRIABLE_CALLS, architecture);

  it.each([0, 65_534])('answers for its own process, as user %i', (user) => {
    const ended = run({ architecture, files: OWN_FILES, calls: [] }, user);
    const output = readProbeOutput(ended.stdout, OWN_FILES, []);
    const id = process.getuid?.() === 0 ? user : process.getuid?.();
    expect(output?.process.uid).toEqual({ real: id, effective: id, saved: id, filesystem: id });
    if (id !== 0) expect(output?.process.capabilities.effective).toBe(0n);
    expect(ended).toMatchObject({ status: 0, signal: null });
    expect(output?.calls).toEqual([]);
    expect(output?.endedIn).toBeUndefined();
  });

  it('answers for another process', () => {
    const output = readProbeOutput(
      run({ architecture, files: FIRST_FILES, calls: [] }, 65_534).stdout,
      FIRST_FILES,
      [],
    );
    expect(output?.process.uid.real).toBe(0);
  });

  it('says that a file is missing, and goes on', () => {
    const files = ['/nowhere', '/proc/self/status'];
    const text = run({ architecture, files, calls: [] }, 0).stdout.toString('utf8');
    expect(text).toMatch(
      /^@file \/nowhere\nfffffffffffffffe\n@file \/proc\/self\/status\n[0-9a-f]{16}\n[0-9a-f]{16}\nName:/,
    );
    expect(text).toMatch(/\n@end\n$/);
  });

  const filtered = /^Seccomp:\s+0$/m.test(run({ architecture, files: OWN_FILES, calls: [] }, 0).stdout.toString());
  describe.skipIf(!filtered)('which filters nothing', () => {
    // Of the two users one has every capability and the other none.
    const rows = [0, 65_534].flatMap((user) => {
      const output = readProbeOutput(run({ architecture, files: OWN_FILES, calls }, user).stdout, OWN_FILES, calls);
      return (output?.calls ?? []).map((call) => [call.written, user, call] as const);
    });
    it('gives an answer to every call', () => expect(rows).toHaveLength(2 * calls.length));
    it.each(rows)('%s as user %i is answered as the table says', (_, __, { answer, unfiltered }) => {
      const code = 'errno' in answer ? answer.errno : 'value' in answer ? 0 : -1;
      expect(unfiltered).toContain(code);
    });
  });

  const QEMU = ['/usr/bin/qemu-aarch64-static', '/usr/bin/qemu-aarch64'].find((file) => existsSync(file));
  it.skipIf(QEMU === undefined || architecture === 'arm64')('the program of arm64 answers under an emulator', () => {
    const others = callsToTry(TRIABLE_CALLS, 'arm64');
    const ended = run({ architecture: 'arm64', files: OWN_FILES, calls: others }, 0, [QEMU ?? '']);
    const output = readProbeOutput(ended.stdout, OWN_FILES, others);
    expect(output?.process.uid.real).toBe(0);
    expect(output?.calls.map(({ name }) => name)).toEqual(others.map(({ name }) => name));
    const answer = (name: string) => output?.calls.find((call) => call.name === name)?.answer;
    expect(answer('mkdirat')).toEqual({ errno: 2 });
    expect(answer('kill')).toEqual({ errno: 3 });
    expect(answer('uname')).toEqual({ errno: 14 });
    expect(answer('setreuid')).toEqual({ value: 0n });
  });
});

describe('the table of calls', () => {
  it('has each call once, and no argument that is more than six', () => {
    expect(new Set(TRIABLE_CALLS).size).toBe(TRIABLE_CALLS.length);
    expect(TRIABLE_CALLS.length).toBeGreaterThanOrEqual(70);
    for (const call of callsToTry(TRIABLE_CALLS, 'amd64')) expect(call.args.length).toBeLessThanOrEqual(6);
  });

  it('keeps the order that was asked for, and leaves out what it can’t try', () => {
    const names = (wanted: readonly string[], architecture: 'amd64' | 'arm64') =>
      callsToTry(wanted, architecture).map(({ name }) => name);
    expect(names(['uname', 'mkdir', 'uname', 'reboot', 'fork', 'x'], 'amd64')).toEqual(['uname', 'mkdir']);
    expect(names(['uname', 'mkdir', 'mkdirat'], 'arm64')).toEqual(['uname', 'mkdirat']);
  });

  it('has all that tells filters apart', () => {
    for (const architecture of ARCHITECTURES) {
      expect(callsToTry(TELLING_CALLS, architecture).map(({ name }) => name)).toEqual(TELLING_CALLS);
    }
  });

  it('gives every call an answer that a filter’s usual one differs from, and only with reason two', () => {
    for (const { name, unfiltered } of callsToTry(TRIABLE_CALLS, 'amd64')) {
      expect(unfiltered.length, name).toBeGreaterThan(0);
      expect(
        unfiltered.some((code) => code !== 1 && code !== 38),
        name,
      ).toBe(true);
    }
  });
});

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBaseImage } from '../../scripts/services/base-image.ts';
import { seccompFamily } from '../../src/linux/seccomp-families.ts';
import { REFERENCE_PROFILE } from '../../src/linux/seccomp-reference-profile.ts';
import { exerciseMachine, ROOT } from './exercise-machine.ts';
import type { Ended } from './run-engine.ts';

/**
 * The exercises on running as root and on seccomp: what a real container says, and what the gate says of the same image
 * and settings. The one on AppArmor has a file of its own, the activity with an application too.
 */
const machine = exerciseMachine();
const { docker, missing } = machine;
const APP = join(ROOT, 'examples', 'security-app');
const SECRETS = `docker-security-gate-test-secret-${process.pid}`;
const FOURTEEN =
  'cap_chown,cap_dac_override,cap_fowner,cap_fsetid,cap_kill,cap_setgid,cap_setuid,cap_setpcap,cap_net_bind_service,cap_net_raw,cap_sys_chroot,cap_mknod,cap_audit_write,cap_setfcap';

describe.skipIf(missing !== undefined)(missing ?? 'the exercises, in real containers and by the gate', () => {
  let asRoot: string;
  let cured: string;
  const inside = (image: string, line: string, ...options: readonly string[]): Ended =>
    docker('run', '--rm', '--network=none', ...options, image, 'sh', '-c', line);
  const folder = (files: Readonly<Record<string, string>> = {}): string => {
    const place = mkdtempSync(join(machine.folder, 'work-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(place, path, '..'), { recursive: true });
      writeFileSync(join(place, path), text);
    }
    return place;
  };

  beforeAll(async () => {
    const base = await ensureBaseImage({ docker: 'docker', env: process.env });
    asRoot = machine.build(APP, 'Dockerfile.root', 'as-root', base.reference);
    cured = machine.build(APP, 'Dockerfile', 'cured', base.reference);
    // Of the host's root user, whoever runs the tests.
    const made = inside(asRoot, 'umask 077 && echo the-secret >/secret/file', `--volume=${SECRETS}:/secret`);
    expect(made.status, made.stderr).toBe(0);
  });
  afterAll(() => {
    docker('volume', 'rm', '--force', SECRETS);
    machine.cleanUp();
  });

  describe('11.01: an image without USER', () => {
    it('is root, with the 14 capabilities of the engine', () => {
      expect(inside(asRoot, 'whoami').stdout).toBe('root\n');
      const capsh = inside(asRoot, 'capsh --print').stdout;
      expect(capsh).toContain(`Current: ${FOURTEEN}=ep\n`);
      expect(capsh).toContain(`Bounding set =${FOURTEEN}\n`);
    });

    it('scans with raw packets, and reads the secret that belongs to root', () => {
      const scan = inside(asRoot, 'nmap -sS -p 80 127.0.0.1');
      expect([scan.status, scan.stdout], scan.stderr).toEqual([0, expect.stringContaining('80/tcp closed')]);
      expect(inside(asRoot, 'cat /secret/file', `--volume=${SECRETS}:/secret:ro`).stdout).toBe('the-secret\n');
    });

    it('fails the gate, which has seen the same in a container', () => {
      const { exitCode, verdict, said } = machine.gate(folder(), [`--image=${asRoot}`]);
      expect([exitCode, verdict]).toEqual([1, 'fail']);
      expect(said('user-not-root')).toMatchObject({ state: 'fail', findings: [{ severity: 'high' }] });
      expect(said('confinement-as-declared')).toMatchObject({
        state: 'pass',
        seen: expect.stringMatching(
          /^uid 0, gid 0, 14 capabilities effective, bounding 14, .*proved on the running container/,
        ),
      });
    });
  });

  describe('11.01: the same with USER 20002', () => {
    it('is 20002, without capabilities, behind the same bounding set', () => {
      expect(inside(cured, 'id -u; id -g').stdout).toBe('20002\n10001\n');
      const capsh = inside(cured, 'capsh --print').stdout;
      expect(capsh).toContain('Current: =\n');
      expect(capsh).toContain(`Bounding set =${FOURTEEN}\n`);
    });

    it('has no raw packets, and is refused the secret', () => {
      const scan = inside(cured, 'nmap -sS -p 80 127.0.0.1');
      expect(scan.status).not.toBe(0);
      expect(`${scan.stdout}${scan.stderr}`).toContain('requires root privileges');
      const secret = inside(cured, 'cat /secret/file', `--volume=${SECRETS}:/secret:ro`);
      expect([secret.status, secret.stdout]).toEqual([1, '']);
      expect(secret.stderr).toContain('Permission denied');
    });

    it('passes the gate, which has seen the same in a container', () => {
      const { exitCode, verdict, said } = machine.gate(folder(), [`--image=${cured}`]);
      expect([exitCode, verdict]).toEqual([0, 'pass']);
      expect(said('user-not-root')).toMatchObject({ state: 'pass' });
      expect(said('confinement-as-declared')).toMatchObject({
        state: 'pass',
        seen: expect.stringMatching(/^uid 20002, gid 10001, no effective capabilities, bounding 14, .*proved on the/),
      });
    });

    it('is root again where the run settings say so: both fail', () => {
      expect(inside(cured, 'id -u', '--user=0').stdout).toBe('0\n');
      const { exitCode, said } = machine.gate(folder(), [`--image=${cured}`, '--run-args=--user=0']);
      expect(exitCode).toBe(1);
      expect(said('user-not-overridden-to-root')).toMatchObject({ state: 'fail' });
    });
  });

  describe('11.06: seccomp', () => {
    const STATE = 'grep ^Seccomp: /proc/1/status';
    const CHOWN = 'touch /tmp/f && chown 20002:10001 /tmp/f && echo chown-ok';

    it('is on by default: Seccomp 2, and the gate has seen a filter', () => {
      expect(inside(cured, STATE).stdout).toBe('Seccomp:\t2\n');
      expect(inside(cured, CHOWN).stdout).toBe('chown-ok\n');
      const { exitCode, said } = machine.gate(folder(), [`--image=${cured}`]);
      expect(exitCode).toBe(0);
      expect(said('seccomp-not-unconfined')).toMatchObject({ state: 'pass' });
      expect(said('confinement-as-declared').seen).toContain('seccomp filter on');
    });

    it('is off when unconfined: Seccomp 0, and the gate fails', () => {
      const unconfined = '--security-opt=seccomp=unconfined';
      expect(inside(cured, STATE, unconfined).stdout).toBe('Seccomp:\t0\n');
      const { exitCode, said } = machine.gate(folder(), [`--image=${cured}`, `--run-args=${unconfined}`]);
      expect(exitCode).toBe(1);
      expect(said('seccomp-not-unconfined')).toMatchObject({ state: 'fail', findings: [{ severity: 'critical' }] });
    });

    it('is off under an empty profile, which looks like one: Seccomp 0, and the gate fails', () => {
      const place = folder({ 'seccomp/empty.json': '{}' });
      expect(inside(cured, STATE, `--security-opt=seccomp=${place}/seccomp/empty.json`).stdout).toBe('Seccomp:\t0\n');
      const flags = [`--image=${cured}`, '--run-args=--security-opt=seccomp=seccomp/empty.json'];
      const { exitCode, said } = machine.gate(place, flags);
      expect(exitCode).toBe(1);
      expect(said('seccomp-filter-on').state).toBe('fail');
    });

    it('without chown and its family: Operation not permitted, and the gate has seen the refusal', () => {
      const place = profileWithout(seccompFamily('chown'));
      const { status, stdout, stderr } = inside(cured, CHOWN, `--security-opt=seccomp=${place}/seccomp/own.json`);
      expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining('Operation not permitted')]);
      const { exitCode, said } = machine.gate(place, [`--image=${cured}`, RUN]);
      expect(said('seccomp-denies-demanded-calls')).toMatchObject({
        state: 'pass',
        seen: expect.stringMatching(/^chown refused: in the profile and on the running container$/),
      });
      expect(exitCode).toBe(0);
    });

    it('without the one name chown: Debian’s chown works all the same, by fchownat, and the gate fails', () => {
      const place = profileWithout(['chown']);
      expect(inside(cured, CHOWN, `--security-opt=seccomp=${place}/seccomp/own.json`).stdout).toBe('chown-ok\n');
      const { exitCode, said } = machine.gate(place, [`--image=${cured}`, RUN]);
      expect(exitCode).toBe(1);
      const [found] = said('seccomp-denies-demanded-calls').findings ?? [];
      expect(found?.title).toBe('chown is not refused');
      expect(found?.seen).toMatch(/^chown: f?chown\w*\(.* in the running container$/);
    });

    const RUN = '--run-args=--security-opt=seccomp=seccomp/own.json';
    const profileWithout = (names: readonly string[]): string => {
      const profile: { readonly syscalls: readonly { readonly names: readonly string[] }[] } = JSON.parse(
        REFERENCE_PROFILE.profile,
      );
      const syscalls = profile.syscalls.map((rule) => ({
        ...rule,
        names: rule.names.filter((name) => !names.includes(name)),
      }));
      return folder({
        'seccomp/own.json': JSON.stringify({ ...profile, syscalls: syscalls.filter((rule) => rule.names.length > 0) }),
        '.github/docker-security-gate.yml': 'version: 1\nseccomp:\n  must-deny: [chown]\n',
      });
    };
  });
});

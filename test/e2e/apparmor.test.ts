import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appArmorMachine } from './apparmor-machine.ts';

/**
 * The exercise on AppArmor, each step beside the gate's verdict. What can be seen depends on the kernel: the tables
 * below the first are for machines with AppArmor, and for machines without.
 */
const machine = appArmorMachine();
const { gate, shell, has, missing } = machine;
const BIND = 'mkdir -p /b && mount -o bind /a /b && cat /b/of-a';
const OWN = '--security-opt=apparmor=gate-deny-write';
const REQUIRED = {
  '.github/docker-security-gate.yml': 'version: 1\nchecks:\n  apparmor-enforced:\n    required: true\n',
};

// The CI job that is for AppArmor must not be content with less.
if (process.env['GATE_TEST_APPARMOR'] === '1' && !has) throw new Error(missing ?? 'this engine has no AppArmor');
if (missing === undefined) {
  console.log(
    `This engine has ${has ? '' : 'no '}AppArmor: the cases of a machine with${has ? '' : 'out'} it are run.`,
  );
}

describe.skipIf(missing !== undefined)(missing ?? 'AppArmor, on a real engine', () => {
  beforeAll(() => machine.prepare());
  afterAll(() => machine.cleanUp());

  describe('on every machine', () => {
    it('unconfined and CAP_SYS_ADMIN: a bind mount works, and the gate fails', () => {
      const mounted = shell(BIND, '--security-opt=apparmor=unconfined', '--cap-add=SYS_ADMIN');
      expect([mounted.status, mounted.stdout], mounted.stderr).toEqual([0, 'here\n']);
      const { exitCode, said } = gate('--security-opt=apparmor=unconfined --cap-add=SYS_ADMIN');
      expect(exitCode).toBe(1);
      expect(said('apparmor-not-unconfined')).toMatchObject({ state: 'fail' });
      expect(said('apparmor-enforced').state).toBe('not-applicable');
    });

    it('without CAP_SYS_ADMIN: the kernel refuses the mount', () => {
      const refused = shell(BIND, '--security-opt=apparmor=unconfined');
      expect([refused.status, refused.stdout]).not.toEqual([0, 'here\n']);
      expect(refused.stderr).toMatch(/permitted|permission denied/i);
    });

    it('a profile of the repository: known, taken by the parser, enforcing, restricting', () => {
      const { said } = gate(OWN);
      expect(said('apparmor-profile-known')).toMatchObject({ state: 'pass' });
      expect(said('apparmor-profile-parses')).toMatchObject({
        state: 'pass',
        seen: expect.stringMatching(/is taken by apparmor_parser \d/),
      });
      for (const check of ['apparmor-profile-enforces', 'apparmor-profile-restricts', 'apparmor-profile-fits-engine']) {
        expect(said(check), check).toMatchObject({ state: 'pass' });
      }
    });

    it('a profile with a mistake, in complain mode, or with mounts: the gate fails', () => {
      const named = (name: string, rest: string) => gate(`--security-opt=apparmor=${name}`, { 'apparmor/x': rest });
      expect(named('x', 'profile x {\n  file\n}\n').said('apparmor-profile-parses').state).toBe('fail');
      expect(named('x', 'profile x flags=(complain) {\n}\n').said('apparmor-profile-enforces').state).toBe('fail');
      expect(named('x', 'profile x {\n  mount,\n}\n').said('apparmor-profile-restricts').state).toBe('fail');
      expect(named('y', 'profile x {\n}\n').said('apparmor-profile-known').state).toBe('fail');
    });
  });

  if (has) withAppArmor();
  else withoutAppArmor();
});

function withAppArmor(): void {
  describe('on a machine with AppArmor', () => {
    beforeAll(() => {
      const loaded = machine.parser('--replace', '--skip-cache');
      expect(loaded.status, loaded.stderr).toBe(0);
    });
    afterAll(() => {
      machine.parser('--remove');
    });

    it('docker-default denies the mount that CAP_SYS_ADMIN alone would allow, and the gate has seen its label', () => {
      const denied = shell(BIND, '--cap-add=SYS_ADMIN');
      expect(denied.status).not.toBe(0);
      expect(denied.stderr).toMatch(/permission denied/i);
      const { said } = gate('--cap-drop=ALL');
      expect(said('apparmor-enforced')).toMatchObject({
        state: 'pass',
        seen: 'proved on the running container: docker-default (enforce)',
      });
    });

    it('a profile of one’s own: deny wins over allow, and the gate has seen its label', () => {
      const written = shell('echo x >/allowed/new && cat /allowed/new && echo x >/denied/new', OWN);
      expect(written.stdout).toBe('x\n');
      expect(written.status).not.toBe(0);
      expect(written.stderr).toMatch(/denied\/new: permission denied/i);
      expect(shell('cat /denied/file', OWN).stdout).toBe('here\n');
      expect(shell(BIND, OWN, '--cap-add=SYS_ADMIN').status).not.toBe(0);
      const { exitCode, said } = gate(`--cap-drop=ALL ${OWN}`, REQUIRED);
      expect(said('apparmor-enforced')).toMatchObject({
        state: 'pass',
        seen: 'proved on the running container: gate-deny-write (enforce)',
      });
      expect(exitCode).toBe(0);
    });

    it('the same profile, loaded in complain mode by whoever owns the machine: the gate fails', () => {
      const loaded = machine.parser('--replace', '--Complain', '--skip-cache');
      expect(loaded.status, loaded.stderr).toBe(0);
      try {
        const { exitCode, said } = gate(`--cap-drop=ALL ${OWN}`);
        expect(exitCode).toBe(1);
        expect(said('apparmor-enforced').findings?.[0]?.seen).toContain('gate-deny-write (complain)');
      } finally {
        machine.parser('--replace', '--skip-cache');
      }
    });

    it('a profile that is named and not loaded: no container starts, and the gate says how to load it', () => {
      const name = '--security-opt=apparmor=gate-never-loaded';
      const refused = shell('true', name);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toMatch(/apparmor/i);
      const text = 'profile gate-never-loaded flags=(attach_disconnected) {\n  file,\n}\n';
      const { exitCode, said } = gate(`--cap-drop=ALL ${name}`, { 'apparmor/never': text });
      expect(exitCode).toBe(1);
      expect(said('apparmor-enforced').findings?.[0]?.fix?.text).toContain('sudo apparmor_parser -r -W apparmor/never');
    });
  });
}

function withoutAppArmor(): void {
  describe('on a machine without AppArmor', () => {
    it('nothing denies the mount that CAP_SYS_ADMIN allows, and the gate does not say that anything does', () => {
      const mounted = shell(BIND, '--cap-add=SYS_ADMIN');
      expect([mounted.status, mounted.stdout], mounted.stderr).toEqual([0, 'here\n']);
      expect(gate('--cap-drop=ALL').said('apparmor-enforced')).toEqual({
        state: 'not-applicable',
        observed: 'Not enforceable on this host: the engine, or its kernel, has no AppArmor.',
      });
    });

    it('a profile that nobody has loaded: the container starts silently without it, and the gate says so', () => {
      const started = shell('echo x >/denied/new && cat /denied/new', OWN);
      expect([started.status, started.stdout, started.stderr]).toEqual([0, 'x\n', '']);
      const { exitCode, said } = gate(`--cap-drop=ALL ${OWN}`);
      expect(exitCode).toBe(0);
      expect(said('apparmor-enforced')).toEqual({
        state: 'not-applicable',
        observed:
          'Not enforceable on this host: the engine, or its kernel, has no AppArmor, and starts the container without gate-deny-write, silently.',
      });
    });

    it('a policy that requires AppArmor: no verdict, never a pass', () => {
      const { exitCode, said } = gate(`--cap-drop=ALL ${OWN}`, REQUIRED);
      expect(exitCode).toBe(2);
      expect(said('apparmor-enforced')).toMatchObject({ state: 'error', problem: { code: 'CHECK-REQUIRED' } });
    });
  });
}

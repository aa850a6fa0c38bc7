import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { proveContainer } from '../../src/adapters/docker-proof.ts';
import { grantEvidence, grantedTo } from '../../src/checks/run/granted.ts';
import { CAPABILITIES, namesOf, readMask } from '../../src/linux/capabilities.ts';
import { OWN_FILES, probeProgram } from '../../src/linux/probe.ts';
import { systemCalls } from '../../src/linux/seccomp-system-calls.ts';
import type { TriedCall } from '../../src/model/confinement.ts';
import { toProblem } from '../../src/model/errors.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../builders/check-result.ts';
import { findShell } from './asked-engine.ts';
import { engineStages } from './engine-stages.ts';
import { evidenceOf, judge, type ProofStage, type Proved, proofStage, ranOf, type TreeEntry } from './proof-stage.ts';
import { busybox } from './run-engine.ts';

/** Say GATE_TEST_SEED=… to have the same combinations again. */
const SEED = Number(process.env['GATE_TEST_SEED'] ?? Math.floor(performance.timeOrigin) % 2 ** 31);
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate proof ß-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ACCOUNTS = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\napp:x:20002:10001::/:/bin/sh\nops:x:30003:0::/:/bin/sh\n',
  'etc/group': 'root:x:0:\napp:x:10001:\nlogs:x:10005:app\n',
};
/** What a filter that refuses them says, in Docker's form. */
const profile = (action: string, names: readonly string[], errnoRet?: number): string =>
  JSON.stringify({
    ...{ defaultAction: 'SCMP_ACT_ALLOW', architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'] },
    syscalls: [{ names, action, ...(errnoRet !== undefined && { errnoRet }) }],
  });
const SECCOMP = '--security-opt seccomp=profile.json';
const answerOf = (proved: Proved, name: string): TriedCall['answer'] | undefined =>
  ranOf(proved).calls.find((call) => call.name === name)?.answer;

const name = fc.constantFrom<string>(...CAPABILITIES, 'ALL', 'CAP_CHOWN', 'net_raw');
const option = fc.oneof(
  { weight: 3, arbitrary: name.map((value) => `--cap-add ${value}`) },
  { weight: 3, arbitrary: name.map((value) => `--cap-drop=${value}`) },
  { weight: 2, arbitrary: fc.constantFrom('-u 1000', '--user=ops', '-u app:app', '-u 0', '--group-add logs') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('no-new-privileges', 'seccomp=unconfined').map((text) => `--security-opt ${text}`),
  },
  { weight: 1, arbitrary: fc.constant('--read-only') },
);
const RANDOM = fc.sample(
  fc.array(option, { minLength: 1, maxLength: 5 }).map((all) => all.join(' ')),
  { seed: SEED, numRuns: 20 },
);

const abi = process.arch === 'arm64' ? 'arm64' : 'x86-64';
const shell = findShell()?.busybox;
describe.each(engineStages(folder))('what a running container says, $title', ({ env, missing }) => {
  let stage: ProofStage;
  let app = '';
  /** What the engine's machine holds itself. */
  let host = 0n;
  const prove: ProofStage['prove'] = (order) => stage.prove(order);
  beforeAll(async () => {
    if (missing !== undefined || shell === undefined) return;
    stage = proofStage(env, folder);
    app = await stage.image({ ...ACCOUNTS, 'bin/sh': busybox() }, ['USER app', 'CMD ["/bin/sh", "-c", "sleep 600"]']);
    const status = stage.docker(
      'run',
      '--rm',
      '--privileged',
      '--user=1000',
      '--network=none',
      app,
      '/bin/sh',
      '-c',
      'cat /proc/self/status',
    );
    host = readMask(/^CapBnd:\s*(\w+)/m.exec(status)?.[1] ?? '') ?? 0n;
  });
  afterEach(() => {
    if (stage !== undefined) expect(stage.left()).toEqual([]);
  });
  afterAll(() => stage?.cleanUp());

  describe.skipIf(missing !== undefined || shell === undefined)(missing ?? 'with a static busybox', () => {
    it.each<[string, string, object]>([
      [
        'the image’s user',
        '',
        { uid: 20_002, gid: 10_001, groups: [10_001, 10_005], effective: 0n, bounding: 14, seccomp: 2 },
      ],
      ['a number', '-u 1234', { uid: 1234, gid: 0, effective: 0n, noNewPrivileges: false }],
      ['a number and a group', '--user 1234:5678 --group-add 99', { uid: 1234, gid: 5678, groups: [99, 5678] }],
      ['a name', '-u ops', { uid: 30_003, gid: 0 }],
      ['root', '-u root', { uid: 0, gid: 0, bounding: 14 }],
      ['nothing at all', '-u 0 --cap-drop ALL', { uid: 0, effective: 0n, bounding: 0 }],
      ['all but one', '--cap-drop ALL --cap-add NET_BIND_SERVICE', { bounding: 1, effective: 0n }],
      ['no new privileges', '--security-opt no-new-privileges', { noNewPrivileges: true, seccomp: 2 }],
      ['no filter', '--security-opt seccomp=unconfined', { seccomp: 0 }],
      ['a read-only root', '--read-only --cap-drop ALL', { uid: 20_002, bounding: 0, method: 'committed' }],
      ['a writable root', '--read-only=false', { method: 'copied' }],
    ])('%s', async (_, options, expected) => {
      const proved = await prove({ image: app, options });
      const { process, method } = ranOf(proved);
      const { uid, gid, groups, capabilities, ...flags } = process;
      const said = { ...flags, method, uid: uid.effective, gid: gid.effective, effective: capabilities.effective };
      // Engines before 20.10.18 do not list the first group among the further ones.
      const all = [...new Set([gid.effective, ...groups])].sort((a, b) => a - b);
      expect({ ...said, groups: all, bounding: namesOf(capabilities.bounding).length }).toMatchObject(expected);
      expect(outcomeWord(judge(proved))).toBe('pass');
    });

    it('tells Docker’s filter, none, and a widened one apart', async () => {
      const answers = async (options: string) => {
        const proved = await prove({ image: app, options });
        return ['unshare', 'mount', 'keyctl', 'personality'].map((call) => answerOf(proved, call));
      };
      expect(await answers('-u 0')).toEqual([1, 1, 1, 1].map((errno) => ({ errno })));
      expect(await answers('-u 0 --cap-add SYS_ADMIN')).toEqual([22, 14, 1, 1].map((errno) => ({ errno })));
      const none = await answers('--security-opt seccomp=unconfined');
      expect(none).toEqual([...[22, 14, 95].map((errno) => ({ errno })), { value: 0n }]);
    });

    it.each<[string, string | undefined, TriedCall['answer']]>([
      ['allowed', profile('SCMP_ACT_ERRNO', ['chown']), { errno: 2 }],
      ['refused', profile('SCMP_ACT_ERRNO', ['mkdir', 'mkdirat']), { errno: 1 }],
      ['refused with another error', profile('SCMP_ACT_ERRNO', ['mkdir', 'mkdirat'], 13), { errno: 13 }],
      ['pretended', profile('SCMP_ACT_ERRNO', ['mkdir', 'mkdirat'], 0), { value: 0n }],
      ['ended', profile('SCMP_ACT_KILL_PROCESS', ['mkdir', 'mkdirat']), { signal: 'SIGSYS' }],
      ['ended by thread', profile('SCMP_ACT_KILL', ['mkdir', 'mkdirat']), { signal: 'SIGSYS' }],
      ['trapped', profile('SCMP_ACT_TRAP', ['mkdir', 'mkdirat']), { signal: 'SIGSYS' }],
    ])('mkdir is %s', async (_, seccomp, answer) => {
      const proved = await prove({
        image: app,
        options: SECCOMP,
        mustDeny: ['mkdir', 'uname'],
        ...(seccomp && { seccomp }),
      });
      for (const call of ['mkdir', 'mkdirat'].filter((one) => systemCalls(abi).has(one)))
        expect(answerOf(proved, call)).toEqual(answer);
      expect(answerOf(proved, 'uname')).toEqual({ errno: 14 });
      expect(ranOf(proved).process.seccomp).toBe(2);
      expect(outcomeWord(judge(proved))).toBe('pass');
    });

    it('finds out which calls end the process, all of them', async () => {
      const names = [
        'mkdir',
        'mkdirat',
        'uname',
        'rename',
        'renameat',
        'renameat2',
        'link',
        'linkat',
        'symlink',
        'symlinkat',
      ];
      const seccomp = profile('SCMP_ACT_KILL_PROCESS', names);
      const mustDeny = ['mkdir', 'rename', 'link', 'symlink', 'uname'];
      const proved = await prove({ image: app, options: SECCOMP, seccomp, mustDeny });
      const tried = ranOf(proved).calls.filter(({ answer }) => 'signal' in answer);
      expect(tried.map((call) => call.name).sort()).toEqual(names.filter((call) => systemCalls(abi).has(call)).sort());
      expect(answerOf(proved, 'unshare')).toEqual({ errno: 22 });
    });

    it.each<[string, string, string | undefined, string]>([
      ['an unknown user', '-u nobody-knows', undefined, 'user'],
      ['an unknown capability', '--cap-add NONSENSE', undefined, 'engine-refuses'],
      ['a profile without execve', SECCOMP, profile('SCMP_ACT_ERRNO', ['execve']), 'seccomp'],
      ['a profile without capset', SECCOMP, profile('SCMP_ACT_ERRNO', ['capset']), 'seccomp'],
      ['a profile without openat', SECCOMP, profile('SCMP_ACT_ERRNO', ['openat']), 'seccomp'],
      ['a profile that ends execve', SECCOMP, profile('SCMP_ACT_KILL_PROCESS', ['execve']), 'killed'],
      ['a profile and an unknown user', `${SECCOMP} -u nobody-knows`, profile('SCMP_ACT_ERRNO', ['chown']), 'user'],
    ])('%s keeps it from starting, and is said', async (_, options, seccomp, why) => {
      const proved = await prove({ image: app, options, ...(seccomp && { seccomp }) });
      expect(proved.confinement).toMatchObject({ state: 'known', value: { outcome: 'not-started', why } });
      expect(onlyFinding(judge(proved))).toMatchObject({
        severity: 'high',
        title: 'The container does not start as it is declared',
      });
    });

    it.each([
      [
        'pretends that all goes well',
        JSON.stringify({
          defaultAction: 'SCMP_ACT_ERRNO',
          defaultErrnoRet: 0,
          syscalls: [
            { names: ['read'], action: 'SCMP_ACT_ALLOW', errnoRet: 0 },
            { names: ['close'], action: 'SCMP_ACT_ERRNO', errnoRet: 0 },
          ],
        }),
      ],
      ['ends threads of the runtime', profile('SCMP_ACT_KILL', ['futex'])],
      [
        'asks another program',
        JSON.stringify({
          defaultAction: 'SCMP_ACT_ALLOW',
          listenerPath: '/run/x.sock',
          syscalls: [{ names: ['mkdir'], action: 'SCMP_ACT_NOTIFY' }],
        }),
      ],
      ['is none', '{"syscalls":[null]}'],
    ])('a profile that %s is not started', async (_, seccomp) => {
      const { confinement } = await prove({ image: app, options: SECCOMP, seccomp });
      expect(confinement).toMatchObject({ state: 'gap', problem: { code: 'PROOF-FAILED' } });
    });

    // Who may not end processes of containers must not start what hangs.
    it.skipIf(process.getuid?.() !== 0)('a start that hangs is ended past the engine, which can’t', async () => {
      const { id } = await stage.engine.inspect(app);
      const seccomp = { profile: profile('SCMP_ACT_ERRNO', ['close'], 0) };
      const confinement = { groupAdd: [], capAdd: [], capDrop: [], readOnly: false, seccomp };
      const program = probeProgram({ architecture: abi === 'arm64' ? 'arm64' : 'amd64', files: OWN_FILES, calls: [] });
      const run = await proveContainer({ ...stage.tools, startMs: 4_000 }, { imageId: id, program, confinement });
      expect(run).toMatchObject({ stage: 'start', exitCode: null });
      expect(stage.left()).toEqual([]);
    });

    it('needs nothing of the image', async () => {
      const scratch = await stage.image({ hello: 'world' });
      for (const options of ['', '--read-only']) {
        const proved = await prove({ image: scratch, options });
        expect(ranOf(proved).process.uid.effective).toBe(0);
        expect(outcomeWord(judge(proved))).toBe('pass');
      }
    });

    it.each<[string, Readonly<Record<string, TreeEntry>>]>([
      ['as files', { 'proc/self/status': 'Uid:\t1\t1\t1\t1\n', 'proc/1/status': 'Uid:\t1\t1\t1\t1\n' }],
      ['as a link', { proc: { link: '/fake' }, 'fake/self/status': 'Uid:\t1\t1\t1\t1\n' }],
    ])('is not deceived by an image with a /proc of its own, %s', async (_, tree) => {
      const image = await stage.image({ ...tree, 'bin/sh': busybox() }, ['USER 0']);
      const { confinement } = await prove({ image });
      // A link the runtime refuses; then nothing ran, and nobody says that it did.
      if (confinement.state === 'known' && confinement.value.outcome === 'ran') {
        expect(confinement.value.process.uid.effective).toBe(0);
      } else {
        expect(JSON.stringify(confinement)).toMatch(/not-started|PROOF-FAILED/);
      }
    });

    it('runs nothing of the image’s own, and leaves no volume', async () => {
      const script = '#!/bin/sh\necho ran > /data/ran\nprintf "@file /proc/self/status\\n"\n';
      const image = await stage.image({ 'bin/sh': busybox(), start: script, 'data/kept': '' }, [
        ...['ENTRYPOINT ["/start"]', 'CMD ["--", "x"]', 'VOLUME /data', 'WORKDIR /nowhere/at/all', 'USER 7'],
        ...['ONBUILD RUN /start', 'ENV LD_PRELOAD=/start', 'HEALTHCHECK --interval=1s CMD /start'],
      ]);
      const volumes = stage.docker('volume', 'ls', '--quiet').split('\n');
      for (const options of ['', '--read-only']) {
        const proved = await prove({ image, options });
        expect(ranOf(proved).process.uid.effective).toBe(7);
      }
      expect(
        stage
          .docker('volume', 'ls', '--quiet')
          .split('\n')
          .filter((volume) => /^[0-9a-f]{64}$/.test(volume) && !volumes.includes(volume)),
      ).toEqual([]);
    });

    it('never gives what is the host’s, and says so', async () => {
      const options =
        '-v /etc:/host --device /dev/null --pid host --network host --sysctl net.ipv4.ip_forward=1 -p 1:1 --env-file x';
      const proved = await prove({ image: app, options });
      expect(ranOf(proved).leftOut.join('; ')).toMatch(
        /mount.*device.*pid namespace.*network namespace.*kernel parameter/,
      );
      const { confinement } = await prove({ image: app, options: '--privileged' });
      expect(confinement.state).toBe('absent');
    });

    it('looks at the image’s own process when asked', async () => {
      const see = async (image: string, options = '') => ranOf(await prove({ image, options, observe: true })).observed;
      const step = ['/bin/sh', '-c', 'sleep 1; exec su -s /bin/sh app -c "sleep 600"'];
      const stepper = await stage.image({ ...ACCOUNTS, 'bin/sh': busybox() }, [`ENTRYPOINT ${JSON.stringify(step)}`]);
      const ending = await stage.image({ 'bin/sh': busybox() }, ['ENTRYPOINT ["/bin/sh", "-c", "exit 7"]']);
      expect(await see(app)).toMatchObject({ state: 'seen', process: { uid: { effective: 20_002 } } });
      expect(await see(stepper)).toMatchObject({ state: 'seen', process: { uid: { real: 20_002, saved: 20_002 } } });
      expect(await see(stepper, '--cap-drop ALL --read-only')).toMatchObject({ state: 'ended' });
      expect(await see(ending)).toMatchObject({ state: 'ended', exitCode: 7 });
      expect(await see(await stage.image({ a: '' }, ['ENTRYPOINT ["/nothing"]']))).toMatchObject({ state: 'not-seen' });
    });

    describe(`equals what was computed, with seed ${SEED}`, () => {
      it.each(RANDOM)('%s', async (options) => {
        const proved = await prove({ image: app, options });
        const result = judge(proved);
        const granted = grantedTo(grantEvidence(evidenceOf(proved)));
        if (granted.kind === 'refused') {
          expect(onlyFinding(result).title).toBe('The container does not start as it is declared');
          return;
        }
        // A machine that lacks a capability itself gives none of it, or starts nothing that asks for it.
        const lacks = namesOf(host).length < CAPABILITIES.length;
        if (lacks && outcomeWord(result) === 'undecided CAPABILITIES-UNDETERMINED') return;
        expect(findingsOf(result).filter(({ severity }) => !lacks || severity !== 'low')).toEqual([]);
      });
    });

    it('leaves nothing behind when it is cancelled', async () => {
      const image = app;
      for (const [options, afterMs] of [
        ['', 150],
        ['', 500],
        ['--read-only', 300],
        ['--read-only', 700],
      ] as const) {
        const controller = new AbortController();
        const cancelled = proofStage(env, folder, { signal: controller.signal });
        await Promise.all([cancelled.engine.describe(), cancelled.engine.security()]);
        void setTimeout(afterMs).then(() => controller.abort());
        const { confinement } = await cancelled
          .prove({ image, options })
          .catch((error) => ({ confinement: { state: 'gap', problem: toProblem(error) } }));
        // It may have been faster.
        if (confinement.state === 'gap') expect(JSON.stringify(confinement)).toContain('CANCELLED');
        // What the engine was still about to make goes with the run's own cleaning up.
        await cancelled.engine.cleanUp(3_600_000);
        expect(cancelled.left()).toEqual([]);
      }
    });

    it.each(['', '--read-only'])('what a killed run leaves behind goes with a later one: %s', async (options) => {
      // In a time of its own, so that nothing else of this engine is as old.
      const script = `
        import { proofStage } from ${JSON.stringify(new URL('proof-stage.ts', import.meta.url).href)};
        const stage = proofStage(${JSON.stringify(env)}, ${JSON.stringify(folder)}, { now: () => new Date('2001-01-01T00:00:00Z') });
        console.log(stage.run);
        for (;;) await stage.prove({ image: ${JSON.stringify(app)}, options: ${JSON.stringify(options)} });`;
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [printed] = await once(child.stdout, 'data');
      const run = String(printed).trim();
      const left = () => stage.docker('ps', '--all', '--quiet', `--filter=label=docker-security-gate.run=${run}`);
      while (left() === '') await setTimeout(20);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const later = proofStage(env, folder, { now: () => new Date('2003-01-01T00:00:00Z') });
      // The engine may still be about to do what the killed client asked for.
      await setTimeout(1_000);
      await later.engine.cleanUp(86_400_000);
      expect(left()).toBe('');
      expect(stage.docker('image', 'ls', '--quiet', `--filter=label=docker-security-gate.run=${run}`)).toBe('');
    });
  });
});

import fc from 'fast-check';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CAPABILITIES,
  type Capability,
  EVERY_CAPABILITY,
  maskOf,
  namesOf,
  readMask,
} from '../../src/linux/capabilities.ts';
import { type CapabilityEngine, capabilityEngineOf, TODAYS_ENGINE } from '../../src/linux/capability-engine.ts';
import {
  type CapabilitySets,
  type ContainerCapabilities,
  containerCapabilities,
} from '../../src/linux/container-capabilities.ts';
import { afterExec, type FileCapabilities } from '../../src/linux/exec-capabilities.ts';
import { resolveUser } from '../../src/linux/users.ts';
import type { Setting, Stated } from '../../src/model/run-settings.ts';
import { readDockerRun } from '../../src/run/docker-run.ts';
import { splitShellWords } from '../../src/run/shell-words.ts';
import { busybox, type Ended, init, type RunEngine, runEngines } from './run-engine.ts';

/** Say GATE_TEST_SEED=… to have the same combinations again. */
const SEED = Number(process.env['GATE_TEST_SEED'] ?? Math.floor(performance.timeOrigin) % 2 ** 31);
const RANDOM = 64;

/** What people write, and what they should not. */
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...CAPABILITIES) },
  { weight: 3, arbitrary: fc.constant('ALL') },
  { weight: 1, arbitrary: fc.constantFrom('all', 'cap_chown', 'CAP_SYS_ADMIN', 'Net_Raw') },
  { weight: 1, arbitrary: fc.constantFrom('CAP_ALL', 'NONSENSE', 'CHOWN,KILL', "' CHOWN'") },
);
const option = fc.oneof(
  { weight: 4, arbitrary: name.map((value) => `--cap-add ${value}`) },
  { weight: 4, arbitrary: name.map((value) => `--cap-drop=${value}`) },
  { weight: 3, arbitrary: fc.constantFrom('-u 1000', '--user=1000:1000', '-u0', '--user ":5"') },
  { weight: 2, arbitrary: fc.constantFrom('no-new-privileges', 'no-new-privileges=false', 'no-new-privileges:true') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('--privileged', '--privileged=false', '--read-only', '--security-opt label=disable'),
  },
);
const line = fc
  .array(option, { minLength: 1, maxLength: 6 })
  .map((options) => options.map((text) => (text.startsWith('no-') ? `--security-opt ${text}` : text)).join(' '));

/** Row by row what the arithmetic turns on, and each way to start without what the engine lacks. */
const CHOSEN = [
  ...['', '--cap-drop ALL', '--cap-drop all', '--cap-drop ALL --cap-add NET_BIND_SERVICE'],
  ...['--cap-add NET_BIND_SERVICE --cap-drop ALL', '--cap-drop ALL --cap-drop CHOWN --cap-add CHOWN'],
  ...['--cap-add SYS_ADMIN --cap-drop SYS_ADMIN', '--cap-add CHOWN --cap-drop CHOWN'],
  ...['--cap-add NET_ADMIN --cap-drop NET_RAW', '--cap-drop ALL --cap-add ALL --cap-drop SYS_RESOURCE'],
  ...['--cap-add ALL --cap-drop SYS_RESOURCE --cap-drop SYS_ADMIN', '--cap-drop SYS_BOOT', '--cap-add ALL'],
  ...['--privileged', '--privileged -u 1000', '--privileged --cap-drop ALL -u 1000', '--privileged --cap-add X'],
  ...['-u 1000', '-u 1000 --cap-add NET_RAW', '-u 1000 --cap-add ALL', '-u 1000 --cap-drop ALL'],
  ...['--cap-add SYS_RESOURCE', '--cap-add BPF', '--cap-drop PERFMON', '--cap-add CHECKPOINT_RESTORE -u 1000'],
  ...['--cap-add CAP_ALL', '--cap-add CHOWN,KILL', '--cap-drop NONSENSE', '--security-opt no-new-privileges'],
];

const lines = [...CHOSEN, ...fc.sample(line, { seed: SEED, numRuns: RANDOM })];

/** What `/proc/self/status` says. */
interface Real {
  readonly uid: number;
  readonly sets: CapabilitySets;
  readonly noNewPrivileges: boolean;
}

function readStatus({ stdout }: Ended): Real {
  const field = (key: string): string => new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(stdout)?.[1] ?? '';
  const mask = (key: string): bigint => {
    const read = readMask(field(`Cap${key}`));
    if (read === undefined) throw new Error(`no Cap${key} in ${JSON.stringify(stdout)}`);
    return read;
  };
  expect(field('NoNewPrivs')).toMatch(/^[01]$/);
  return {
    uid: Number(field('Uid')),
    sets: {
      ...{ effective: mask('Eff'), permitted: mask('Prm'), inheritable: mask('Inh') },
      ...{ bounding: mask('Bnd'), ambient: mask('Amb') },
    },
    noNewPrivileges: field('NoNewPrivs') === '1',
  };
}

function known<T>(entry: Stated<T>): T {
  if (entry.state !== 'said') throw new Error(`${entry.written} is not known`);
  return entry.value;
}

function orElse<T>(setting: Setting<T>, value: T): T {
  return setting.state === 'not-said' ? value : known(setting);
}

/** What the gate makes of a line. */
function predict(text: string, engine: CapabilityEngine) {
  const run = readDockerRun(text);
  if (run.kind !== 'read') throw new Error(JSON.stringify(run.errors));
  const { settings } = run;
  const user = resolveUser(orElse(settings.user, ''), undefined, undefined);
  if (user.kind !== 'resolved') throw new Error(`no user in ${text}`);
  const request = {
    ...{ privileged: orElse(settings.privileged, false) },
    ...{ add: settings.capAdd.map(known), drop: settings.capDrop.map(known) },
  };
  const capabilities = containerCapabilities(request, user.user.uid, engine);
  return { uid: user.user.uid, noNewPrivileges: orElse(settings.security.noNewPrivileges, false), capabilities };
}

const REFUSED = /unknown capability|not supported by your kernel or not available/;
const CANNOT_START = /unable to apply caps: operation not permitted/;

/** The last word on what the engine did, in the gate's terms. */
function answered(ended: Ended): Real | ContainerCapabilities['kind'] {
  if (ended.status === 0) return readStatus(ended);
  if (REFUSED.test(ended.stderr)) return 'refused';
  if (CANNOT_START.test(ended.stderr)) return 'cannot-start';
  throw new Error(`no answer: ${ended.status} ${ended.stderr}`);
}

function wordsOf(text: string): readonly string[] {
  const split = splitShellWords(text);
  if ('error' in split) throw new Error(split.error.text);
  return split.words.map((word) => word.text);
}

/** As `vfs_cap_data` of Linux, revision 2; only capabilities below 7 and from 8 to 14 are pure ASCII in it. */
function attribute({ permitted, inheritable, effective }: FileCapabilities): string {
  const numbers = new DataView(new ArrayBuffer(20));
  numbers.setUint32(0, 0x02000000 + (effective ? 1 : 0), true);
  numbers.setUint32(4, Number(permitted), true);
  numbers.setUint32(8, Number(inheritable), true);
  return Buffer.from(numbers.buffer).toString('latin1');
}

const of = (permitted: readonly Capability[], effective: boolean, inheritable: readonly Capability[] = []) => ({
  ...{ permitted: maskOf(...permitted), inheritable: maskOf(...inheritable), effective },
});
/** Programs, by the folder that they are in: `cat`, and `init` where the setuid bit is set. */
const FILES: Readonly<Record<string, { readonly capabilities?: FileCapabilities; readonly setuid?: number }>> = {
  plain: {},
  raw: { capabilities: of(['NET_RAW'], true) },
  'raw-later': { capabilities: of(['NET_RAW'], false) },
  'raw-admin': { capabilities: of(['NET_RAW', 'NET_ADMIN'], true) },
  'raw-admin-later': { capabilities: of(['NET_RAW', 'NET_ADMIN'], false) },
  inherits: { capabilities: of([], true, ['NET_RAW']) },
  setuid: { setuid: 0 },
  'setuid-other': { setuid: 500 },
  'setuid-raw': { setuid: 0, capabilities: of(['NET_RAW'], true) },
};

const INIT = init();

async function imageTar(): Promise<Buffer> {
  const archive = pack();
  const chunks: Buffer[] = [];
  for (const [folder, { capabilities, setuid }] of Object.entries(FILES)) {
    const pax = capabilities && { pax: { 'SCHILY.xattr.security.capability': attribute(capabilities) } };
    if (setuid === undefined) archive.entry({ name: `${folder}/cat`, mode: 0o755, ...pax }, busybox());
    else if (INIT !== undefined) archive.entry({ name: `${folder}/init`, mode: 0o4755, uid: setuid, ...pax }, INIT);
  }
  archive.finalize();
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each(runEngines())('the capabilities that the gate computes are those of $title', (engine: RunEngine) => {
  let image = '';
  let rules: CapabilityEngine = TODAYS_ENGINE;
  const run = (text: string, ...command: readonly string[]) =>
    engine.docker('run', '--rm', '--network=none', ...wordsOf(text), image, ...command);
  const CAT = ['/plain/cat', '/proc/self/status'];

  beforeAll(async () => {
    if (engine.missing !== undefined) return;
    image = engine.importImage(await imageTar());
    // What the engine holds itself: all that it can give to anybody, in the bounding set, where nothing fails.
    const { sets } = readStatus(run('--privileged --user 1000', ...CAT));
    const found = capabilityEngineOf(engine.serverVersion(), sets.bounding);
    if (found === undefined && !engine.ofToday) throw new Error(`no rules for ${engine.serverVersion()}`);
    rules = found ?? { ...TODAYS_ENGINE, available: sets.bounding };
    // An older engine can't show what it doesn't name.
    if (rules.unavailable === 'passed-on')
      rules = { ...rules, available: sets.bounding | (~rules.known & EVERY_CAPABILITY) };
  });
  afterAll(() => engine.cleanUp());

  describe.skipIf(engine.missing !== undefined)(engine.missing ?? `with seed ${SEED}`, () => {
    it.each(lines)('%s', (text) => {
      const { capabilities, ...process } = predict(text, rules);
      const real = answered(run(text, ...CAT));
      const predicted = capabilities.kind === 'granted' ? { ...process, sets: capabilities.sets } : capabilities.kind;
      expect(real).toEqual(predicted);
    });

    const files = Object.entries(FILES);
    const options = [
      ...['-u 1000', '-u 0', '-u 1000 --security-opt no-new-privileges', '-u 0 --security-opt no-new-privileges'],
      ...['-u 1000 --cap-add NET_ADMIN', '-u 1000 --cap-drop ALL', '-u 0 --cap-drop ALL --cap-add NET_ADMIN'],
    ];
    const plain = files.filter(([, { setuid }]) => setuid === undefined).map(([name]) => name);
    it.each(plain.flatMap((file) => options.map((text) => [file, text] as const)))('the file %s, %s', (file, text) => {
      expectSameAfterExec(file, text, [`/${file}/cat`, '/proc/self/status']);
    });

    // The first process is looked at, by another one.
    const setuid = files.filter(([name]) => !plain.includes(name)).map(([name]) => name);
    describe.skipIf(INIT === undefined && process.env['GATE_TEST_REQUIRE_ALL'] !== '1')('with docker-init', () => {
      it.each(setuid.flatMap((file) => options.map((text) => [file, text] as const)))(
        'the file %s, %s',
        (file, text) => {
          expectSameAfterExec(file, text, [`/${file}/init`, '/plain/cat', '/proc/1/status']);
        },
      );
    });

    function expectSameAfterExec(file: string, text: string, command: readonly string[]): void {
      const { capabilities, uid, noNewPrivileges } = predict(text, rules);
      if (capabilities.kind !== 'granted') throw new Error(capabilities.kind);
      const after = afterExec({ uid, noNewPrivileges, sets: capabilities.start }, FILES[file] ?? {});
      const ended = run(text, ...command);
      if (after.kind === 'refused') {
        expect(namesOf(after.missing)).not.toEqual([]);
        expect(ended.status).not.toBe(0);
        expect(ended.stderr).toMatch(/operation not permitted/);
      } else {
        expect(ended.stderr).toBe('');
        const [, real, effective] = /^Uid:\s+(\d+)\s+(\d+)/m.exec(ended.stdout) ?? [];
        expect({ real, effective, sets: readStatus(ended).sets }).toEqual({
          ...{ real: `${uid}`, effective: `${after.effectiveUid}`, sets: after.sets },
        });
      }
    }
  });
});

it('more than sixty combinations are tried, of all outcomes', () => {
  expect(new Set(lines).size).toBeGreaterThan(60);
  const kinds = new Set(
    lines.map(
      (text) =>
        predict(text, {
          ...TODAYS_ENGINE,
          unavailable: 'passed-on',
          available: EVERY_CAPABILITY & ~maskOf('SYS_RESOURCE'),
        }).capabilities.kind,
    ),
  );
  expect(kinds).toEqual(new Set(['granted', 'refused', 'cannot-start']));
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES, EVERY_CAPABILITY, maskOf, namesOf } from '../../../src/linux/capabilities.ts';
import { type CapabilityEngine, capabilityEngineOf, TODAYS_ENGINE } from '../../../src/linux/capability-engine.ts';
import { type CapabilityRequest, containerCapabilities } from '../../../src/linux/container-capabilities.ts';

function engine(version: string, available = EVERY_CAPABILITY): CapabilityEngine {
  const found = capabilityEngineOf(version, available);
  if (found === undefined) throw new Error(`no engine ${version}`);
  return found;
}

/** A machine whose engine lacks one capability, as in a container or a small virtual machine. */
const WITHOUT_RESOURCE = EVERY_CAPABILITY & ~maskOf('SYS_RESOURCE');
const DEBIANS = engine('20.10.24+dfsg1');
const DEBIANS_LACKING = engine('20.10.24+dfsg1', WITHOUT_RESOURCE);
const TODAYS_LACKING = engine('29.8.2', WITHOUT_RESOURCE);
const BEFORE_FIX = engine('20.10.13');

/** `+X` adds, `-X` drops, `!` is privileged. */
function request(words: string): CapabilityRequest {
  const all = words.split(' ').filter((word) => word !== '');
  const after = (sign: string) => all.filter((word) => word.startsWith(sign)).map((word) => word.slice(1));
  return { privileged: all.includes('!'), add: after('+'), drop: after('-') };
}

function sets(words: string, uid = 0, of = DEBIANS) {
  const result = containerCapabilities(request(words), uid, of);
  if (result.kind !== 'granted') throw new Error(`not granted: ${JSON.stringify(result, (_, v) => `${v}`)}`);
  return result.sets;
}

const DEFAULT = namesOf(DEFAULT_CAPABILITIES);

describe('what the engine grants, row by row of its arithmetic', () => {
  it.each<[string, number, (readonly string[])?]>([
    ['', 14, DEFAULT],
    ['-ALL', 0, []],
    ['-all', 0, []],
    ['-ALL +NET_BIND_SERVICE', 1, ['NET_BIND_SERVICE']],
    ['+NET_BIND_SERVICE -ALL', 1, ['NET_BIND_SERVICE']],
    ['-ALL -CHOWN +CHOWN', 1, ['CHOWN']],
    ['+SYS_ADMIN -SYS_ADMIN', 15],
    ['+CHOWN -CHOWN', 14, DEFAULT],
    ['+NET_ADMIN -NET_RAW', 14],
    ['-ALL +ALL -SYS_RESOURCE', 37],
    ['+ALL -SYS_RESOURCE -SYS_ADMIN', 36],
    ['+ALL', 38],
    ['+ALL -ALL', 38],
    ['+ALL -CHOWN', 37],
    ['-SYS_ADMIN', 14, DEFAULT],
    ['-CHOWN', 13],
    ['-cap_chown -CHOWN -Chown', 13],
    ['+CHOWN', 14, DEFAULT],
    ['+SYS_ADMIN +sys_admin +CAP_SYS_ADMIN', 15],
    ['!', 38],
    ['! -ALL', 38],
    ['! -CHOWN +NET_ADMIN', 38],
  ])('%j: %i', (words, count, names) => {
    const { bounding } = sets(words);
    expect(namesOf(bounding)).toHaveLength(count);
    if (names !== undefined) expect(namesOf(bounding)).toEqual(names);
  });

  it('ALL is 38 up to Docker 20.10, and 41 today, or what the engine holds', () => {
    expect(sets('+ALL', 0, engine('29.8.2')).bounding).toBe(EVERY_CAPABILITY);
    expect(sets('+ALL', 0, TODAYS_LACKING).bounding).toBe(WITHOUT_RESOURCE);
    expect(sets('!', 0, TODAYS_LACKING).bounding).toBe(WITHOUT_RESOURCE);
    expect(namesOf(sets('+ALL').bounding).at(-1)).toBe('AUDIT_READ');
  });
});

describe('what is refused', () => {
  it.each([
    ['+CAP_ALL', DEBIANS, 'add', 'CAP_ALL'],
    ['-CAP_ALL', DEBIANS, 'drop', 'CAP_ALL'],
    ['+NET_ADMIN,SYS_ADMIN', DEBIANS, 'add', 'NET_ADMIN,SYS_ADMIN'],
    ['+CHOWN +NONSENSE', DEBIANS, 'add', 'NONSENSE'],
    ['-ALL -NONSENSE', DEBIANS, 'drop', 'NONSENSE'],
    ['! +NONSENSE', DEBIANS, 'add', 'NONSENSE'],
    ['+BPF', DEBIANS, 'add', 'BPF'],
    ['-PERFMON', DEBIANS, 'drop', 'PERFMON'],
    ['+SYS_RESOURCE', TODAYS_LACKING, 'add', 'SYS_RESOURCE'],
    ['-SYS_RESOURCE', TODAYS_LACKING, 'drop', 'SYS_RESOURCE'],
  ])('%j', (words, of, list, name) => {
    for (const uid of [0, 1000]) {
      expect(containerCapabilities(request(words), uid, of)).toMatchObject({ kind: 'refused', list, name });
    }
  });

  it.each([
    ['+BPF', TODAYS_ENGINE],
    ['-PERFMON', TODAYS_ENGINE],
    ['+CAP_NET_ADMIN', DEBIANS],
    ['-SYS_RESOURCE', DEBIANS_LACKING],
  ])('but not %j', (words, of) => {
    expect(containerCapabilities(request(words), 0, of).kind).toBe('granted');
  });

  it.each(['+SYS_RESOURCE', '+ALL', '!', '-ALL +SYS_RESOURCE'])(
    '%j starts on an older engine that lacks a capability, unless the process is root',
    (words) => {
      const missing = maskOf('SYS_RESOURCE');
      expect(containerCapabilities(request(words), 0, DEBIANS_LACKING)).toEqual({ kind: 'cannot-start', missing });
      expect(sets(words, 1000, DEBIANS_LACKING).bounding & missing).toBe(0n);
      expect(containerCapabilities(request(words), 0, DEBIANS).kind).toBe('granted');
    },
  );
});

describe('the five sets', () => {
  it('are all the same for root, but the inheritable and the ambient one', () => {
    const mask = DEFAULT_CAPABILITIES;
    const expected = { effective: mask, permitted: mask, inheritable: 0n, bounding: mask, ambient: 0n };
    expect(sets('', 0)).toEqual(expected);
    expect(sets('', 0, TODAYS_ENGINE)).toEqual(expected);
  });

  it.each([1, 1000, 65534])('leave uid %i with nothing but the bounding set', (uid) => {
    const expected = { effective: 0n, permitted: 0n, inheritable: 0n, ambient: 0n };
    expect(sets('', uid)).toEqual({ ...expected, bounding: DEFAULT_CAPABILITIES });
    expect(namesOf(sets('!', uid).bounding)).toHaveLength(38);
    expect(sets('-ALL', uid)).toEqual({ ...expected, bounding: 0n });
  });

  it('had an inheritable one before 20.10.14, for root and for others', () => {
    expect(sets('', 0, BEFORE_FIX).inheritable).toBe(DEFAULT_CAPABILITIES);
    expect(sets('', 1000, BEFORE_FIX).inheritable).toBe(DEFAULT_CAPABILITIES);
    expect(sets('-ALL', 0, BEFORE_FIX).inheritable).toBe(0n);
  });

  it('start from everything that was granted since 24.0, for others than root, too', () => {
    const start = (uid: number, of: CapabilityEngine) => {
      const result = containerCapabilities(request(''), uid, of);
      return result.kind === 'granted' ? result.start : undefined;
    };
    const mask = DEFAULT_CAPABILITIES;
    const all = { effective: mask, permitted: mask, inheritable: 0n, bounding: mask, ambient: 0n };
    for (const of of [DEBIANS, TODAYS_ENGINE]) expect(start(0, of)).toEqual(all);
    expect(start(1000, TODAYS_ENGINE)).toEqual(all);
    expect(start(1000, DEBIANS)).toEqual(sets('', 1000));
  });
});

describe('the rules of an engine', () => {
  const old = { unavailable: 'passed-on', inheritable: true, startsWithAll: false };
  const fixed = { unavailable: 'passed-on', inheritable: false, startsWithAll: false };
  const today = { unavailable: 'refused', inheritable: false, startsWithAll: true };
  it.each([
    ['17.03.2-ce', old],
    ['18.09.1', old],
    ['19.03.15', old],
    ['20.10.0', old],
    ['20.10', old],
    ['20.10.13', old],
    ['20.10.14', fixed],
    ['20.10.24+dfsg1', fixed],
    ['23.0.0', today],
    ['v28.0.4', today],
    ['29.8.2-rc.1', today],
  ])('%s', (version, rules) => {
    expect(capabilityEngineOf(version)).toMatchObject(rules);
  });

  it.each(['', 'dev', '1.13.1', '2.0.0-beta.24', 'library-import', '29', '99999999.0.0'])('%j: unknown', (version) => {
    expect(capabilityEngineOf(version)).toBeUndefined();
  });
});

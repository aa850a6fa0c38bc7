import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSystemCall, loadSeccomp } from '../../../src/linux/seccomp.ts';
import { readSeccompProfile } from '../../../src/linux/seccomp-reader.ts';
import { profileText, TODAY } from '../../builders/seccomp-profiles.ts';

describe('a profile that the engine takes', () => {
  it('is read whole, with the lines of its rules', () => {
    const text = `{
      "defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38,
      "archMap": [{ "architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"] },
                  { "architecture": "SCMP_ARCH_RISCV64", "subArchitectures": null }],
      "flags": ["SECCOMP_FILTER_FLAG_LOG"], "listenerPath": "/run/x", "listenerMetadata": "y",
      "syscalls": [
        { "name": "read", "action": "SCMP_ACT_ALLOW", "args": null, "comment": "", "includes": {}, "excludes": {} },
        { "names": ["clone", "\\u0061"], "action": "SCMP_ACT_KILL", "errnoRet": 7,
          "args": [{ "index": 5, "value": 18446744073709551615, "valueTwo": 0, "op": "SCMP_CMP_EQ" }],
          "includes": { "caps": ["CAP_KILL"], "arches": ["amd64"], "minKernel": "4.08" }, "excludes": { "minKernel": "" } }
      ]
    }`;
    const none = { caps: [], arches: [], minKernelEmpty: false };
    expect(readSeccompProfile(text)).toEqual({
      kind: 'profile',
      notes: [],
      profile: {
        defaultAction: 'SCMP_ACT_ERRNO',
        defaultErrnoRet: 38n,
        architectures: [],
        archMap: [
          { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86'] },
          { architecture: 'SCMP_ARCH_RISCV64', subArchitectures: [] },
        ],
        flags: ['SECCOMP_FILTER_FLAG_LOG'],
        listenerPath: '/run/x',
        rules: [
          {
            ...{ index: 0, line: 7, name: 'read', names: [], action: 'SCMP_ACT_ALLOW', args: [] },
            ...{ includes: none, excludes: none },
          },
          {
            ...{ index: 1, line: 8, name: '', names: ['clone', 'a'], action: 'SCMP_ACT_KILL', errnoRet: 7n },
            args: [{ index: 5n, value: 18446744073709551615n, valueTwo: 0n, op: 'SCMP_CMP_EQ' }],
            includes: {
              caps: ['CAP_KILL'],
              arches: ['amd64'],
              minKernel: { major: 4, minor: 8 },
              minKernelEmpty: false,
            },
            excludes: { caps: [], arches: [], minKernelEmpty: true },
          },
        ],
      },
    });
  });

  it.each(['null', '{}', ' {"syscalls":[]}\r\n', '{"defaultAction":null,"syscalls":null}'])(
    '%s says nothing',
    (text) => {
      expect(readSeccompProfile(text)).toMatchObject({ kind: 'profile', profile: { defaultAction: '', rules: [] } });
    },
  );

  it.each([
    ['{"defaultaction":"A"}', 'key-in-other-case', 'defaultaction'],
    ['{"DEFAULTACTION":"A"}', 'key-in-other-case', 'DEFAULTACTION'],
    // The long s folds into s.
    ['{"defaultAction":"A","\u017Fyscalls":[]}', 'key-in-other-case', '\u017Fyscalls'],
    ['{"defaultAction":"A","//":"a comment"}', 'unknown-key', '//'],
    ['{"defaultAction":"A","x":1,"x":2}', 'unknown-key', 'x'],
    ['{"defaultAction":"A","syscalls":[{"names":[],"action":"B","errno":1}]}', 'unknown-key', 'errno'],
  ])('%s is noted', (text, kind, key) => {
    const reading = readSeccompProfile(text);
    expect(reading).toMatchObject({ kind: 'profile', profile: { defaultAction: 'A' } });
    expect(reading.kind === 'profile' && reading.notes[0]).toEqual({ kind, key, line: 1 });
  });
});

describe('a file that is no profile', () => {
  const rule = (text: string) => `{"defaultAction":"SCMP_ACT_ALLOW",\n"syscalls":[\n${text}]}`;
  it.each([
    ['', 'ends in the middle', 1],
    ['\uFEFF{}', 'is not JSON', 1],
    ['{"syscalls":[],}', 'is not JSON', 1],
    ["{'syscalls':[]}", 'is not JSON', 1],
    ['{"defaultAction":"A\nB"}', 'is not JSON', 1],
    ['{"defaultAction":"\\x"}', 'is not JSON', 1],
    ['{"a":01}', 'is not JSON', 1],
    ['{}\n// end', 'goes on after its end', 2],
    ['{"a":', 'ends in the middle', 1],
    ['{"a":"b', 'is not JSON', 1],
    ['[]', 'a list as the file, not an object', 1],
    ['"SCMP_ACT_ALLOW"', 'text as the file, not an object', 1],
    ['7', 'a number as the file', 1],
    ['true', 'the word true as the file', 1],
    ['{"defaultAction":1}', 'a number as defaultAction of the file, not text', 1],
    ['{"syscalls":{}}', 'an object as syscalls of the file, not a list', 1],
    ['{"defaultAction":"A","defaultAction":"B"}', 'has defaultAction twice in the file', 1],
    ['{"defaultAction":"A",\n"DefaultAction":"B"}', 'has defaultAction twice in the file', 2],
    [rule('null'), 'has null as rule 1', 3],
    [rule('{"names":"read"}'), 'text as names of rule 1, not a list', 3],
    [rule('{"names":[1]}'), 'a number in names of rule 1, not text', 3],
    [rule('{"errnoRet":1.0}'), 'no whole number', 3],
    [rule('{"errnoRet":-1}'), 'no whole number', 3],
    [rule('{"errnoRet":18446744073709551616}'), 'no whole number', 3],
    [rule('{"errnoRet":"1"}'), 'text as errnoRet of rule 1, not a number', 3],
    [rule('{"args":[null]}'), 'has null in args of rule 1', 3],
    [rule('{"args":[{"value":1e3}]}'), 'no whole number', 3],
    [rule('{"includes":[]}'), 'a list as includes of rule 1, not an object', 3],
    [rule('{"includes":{"minKernel":4.8}}'), 'a number as minKernel', 3],
    [rule('{"includes":{"minKernel":"4.8.1"}}'), 'not of the form 4.8', 3],
    [rule('{"includes":{"minKernel":"0.0"}}'), 'not of the form 4.8', 3],
    [rule('{"includes":{"minKernel":"256.1"}}'), 'not of the form 4.8', 3],
    [rule('{"comment":1}'), 'a number as comment of rule 1, not text', 3],
    ['['.repeat(100_000), 'is nested more than 32 levels deep', 1],
    [`{"a":${'{"a":'.repeat(40)}`, 'is nested more than 32 levels deep', 1],
    [`${' '.repeat(10_000_000)}{}`, 'has 10000002 characters', undefined],
    [rule(Array(4097).fill('{}').join()), 'has more than 4096 rules', 1],
    [rule(`{"names":[${Array(16_385).fill('"a"').join()}]}`), 'has more than 16384 names', 1],
    [rule(`{"args":[${Array(65).fill('{}').join()}]}`), 'has more than 64 args', 3],
  ])('%.60j', (text, why, line) => {
    const reading = readSeccompProfile(text);
    expect(reading).toMatchObject({ kind: 'unreadable', why: expect.stringContaining(why) });
    expect(reading.kind === 'unreadable' && reading.line).toBe(line);
  });
});

describe('whatever the file', () => {
  it('nothing is thrown, and what JSON refuses is refused', () => {
    const pieces = fc.constantFrom(
      ...'{}[],:"\\ \n',
      'null',
      'true',
      '-1',
      '1e9',
      '"syscalls"',
      '"names"',
      '"defaultAction"',
      '"x"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const reading = readSeccompProfile(text);
        if (!isJson(text)) expect(reading.kind).toBe('unreadable');
      }),
      { numRuns: 3000 },
    );
  });

  it('a profile of any values is read or refused, and then every call has an answer', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'SCMP_ACT_ALLOW',
        'SCMP_ACT_ERRNO',
        'SCMP_ACT_NOTIFY',
        'SCMP_CMP_EQ',
        'read',
        'mkdir',
        'CAP_KILL',
        '',
      ),
      fc.constantFrom('SCMP_ARCH_X86', 'amd64', '__proto__', 'constructor', '4.8'),
      fc.string(),
    );
    const value: fc.Arbitrary<unknown> = fc.oneof(text, fc.array(text), fc.nat(), fc.constant(null), fc.jsonValue());
    const record = (...keys: string[]) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
    const texts = fc.array(text, { maxLength: 3 });
    const filter = fc.oneof(fc.record({ caps: texts, arches: texts }), record('caps', 'minKernel'));
    const arg = fc.oneof(fc.record({ index: fc.nat(7), value: fc.nat(), op: text }), record('index', 'op'));
    const rule = fc.record(
      {
        names: texts,
        name: text,
        action: text,
        errnoRet: fc.nat(),
        args: fc.array(arg),
        includes: filter,
        excludes: filter,
      },
      { requiredKeys: ['names', 'action'] },
    );
    const profile = fc.oneof(
      fc.record({ defaultAction: text, architectures: texts, syscalls: fc.array(rule, { maxLength: 4 }) }),
      record('defaultAction', 'defaultErrnoRet', 'archMap', 'flags', 'syscalls'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(profile, (file) => {
        const reading = readSeccompProfile(profileText(file));
        if (reading.kind === 'unreadable') return;
        const loaded = loadSeccomp(reading.profile, { architecture: 'arm64', capabilities: TODAY.capabilities });
        expect(decideSystemCall(loaded, { name: 'read' }).outcome).toMatch(/^[a-z]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

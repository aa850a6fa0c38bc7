import { Ajv } from 'ajv';
import fc from 'fast-check';
import { marked } from 'marked';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../../../scripts/docs.ts';
import { CHECKS } from '../../../src/checks/index.ts';
import { INHERITED, MODES, PRESETS } from '../../../src/model/policy.ts';
import { THRESHOLDS } from '../../../src/model/severity.ts';
import { readPolicyFile } from '../../../src/settings/policy-file.ts';
import { CHECK_KEYS, POLICY_KEY_NAMES } from '../../../src/settings/policy-schema.ts';
import { SCANNERS } from '../../../src/settings/values.ts';
import { read, repositoryFiles } from '../house/repository.ts';

const IDS = CHECKS.map(({ id }) => id);
const schema: unknown = JSON.parse(read('schema/policy.schema.json'));
if (typeof schema !== 'object' || schema === null) throw new Error('the schema is no object');
const validate = new Ajv({ strict: true, strictRequired: true, allErrors: true }).compile(schema);

/** What the two readers say of the text: an independent validator with the published schema, and the gate. */
function verdicts(text: string): { readonly editor: boolean; readonly gate: boolean; readonly why: string } {
  const { file, mistakes } = readPolicyFile(text, 'policy.yml', IDS);
  const editor = validate(parse(text, { schema: 'core' }));
  return { editor, gate: file !== undefined, why: JSON.stringify([validate.errors, mistakes]) };
}

interface Example {
  readonly page: string;
  readonly text: string;
}

/** Policies of the documentation: what an editor would take for one, and all YAML of docs/policy.md. */
const EXAMPLES: readonly Example[] = repositoryFiles('*.md', 'docs/policy.md')
  .filter((page) => !page.startsWith('test/'))
  .flatMap((page) =>
    marked
      .lexer(read(page))
      .flatMap((token) => (token.type === 'code' && token['lang'] === 'yaml' ? [String(token['text'])] : []))
      .filter((text) => page === 'docs/policy.md' || text.includes('yaml-language-server: $schema='))
      .map((text) => ({ page, text })),
  );

describe('the schema for editors', () => {
  it('is what npm run docs writes', () => {
    expect(generatedFiles().get('schema/policy.schema.json')).toBe(read('schema/policy.schema.json'));
  });

  it('is of a draft that editors know, has a name, and describes every key', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'urn:docker-security-gate:policy:1',
      title: expect.stringContaining('Policy'),
      additionalProperties: false,
    });
    const described = v.looseObject({ description: v.pipe(v.string(), v.regex(/^[A-Z].{10}/)) });
    const Schema = v.object({ properties: v.record(v.string(), described) });
    const { properties } = v.parse(Schema, schema);
    expect(Object.keys(properties)).toEqual([...POLICY_KEY_NAMES, 'checks']);
    expect(Object.keys(v.parse(Schema, properties['checks']).properties)).toEqual(IDS);
  });
});

describe('every example of the documentation', () => {
  it('there are some, and each has the line for editors or is short', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(5);
    expect(EXAMPLES.filter(({ text }) => text.includes('yaml-language-server')).length).toBeGreaterThanOrEqual(4);
  });

  it.each(EXAMPLES)('$page: $text', ({ text }) => {
    const { editor, gate, why } = verdicts(text);
    expect({ editor, gate }, why).toEqual({ editor: true, gate: true });
  });
});

describe('right documents', () => {
  it.each([
    'observe: true',
    'seccomp: {}',
    'seccomp: {must-deny: [mkdir, kill, uname]}',
    'seccomp: {must-deny: {web: [mkdir], db: [kill]}}',
    'seccomp: {must-deny: {constructor: [mkdir]}}',
    'seccomp: {must-deny: {}}',
    '{}',
    'version: 1',
    'version: 1.0',
    'preset: strict',
    'mode: warn',
    'fail-on: negligible',
    'inherited: block',
    'scanner: none',
    'scanner: [none]',
    'only-fixed: false',
    'only-fixed: True',
    'checks: {}',
    'checks: {user-not-root: {}}',
    'checks: {user-not-root: off}',
    'checks: {user-not-root: {severity: critical, fail-on: low, required: true}}',
  ])('%s', (text) => {
    const { editor, gate, why } = verdicts(text);
    expect({ editor, gate }, why).toEqual({ editor: true, gate: true });
  });
});

describe('wrong documents', () => {
  const WRONG = [
    'null',
    '[]',
    'strict',
    '3',
    'version: 2',
    'version: "1"',
    'version: 1.5',
    'version:',
    'preset: relaxed',
    'preset: Strict',
    'preset: [strict]',
    'mode: off',
    'mode: true',
    'fail-on: none',
    'fail-on: unknown',
    'fail-on: HIGH',
    'fail-on: 1',
    'fail-on: {severity: high}',
    'fail_on: high',
    'inherited: true',
    'inherited: hide',
    'scanner: grype',
    'scanner: [none, grype]',
    'scanner: []',
    'scanner: {name: none}',
    'only-fixed: yes',
    'only-fixed: "true"',
    'only-fixed: 1',
    'waivers: []',
    'observe: yes',
    'observe: [web]',
    'seccomp: off',
    'seccomp: [mkdir]',
    'seccomp: {must_deny: [mkdir]}',
    'seccomp: {must-deny: mkdir}',
    'seccomp: {must-deny: []}',
    'seccomp: {must-deny: [MKDIR]}',
    'seccomp: {must-deny: [1]}',
    'seccomp: {must-deny: ["mkdir "]}',
    'seccomp: {must-deny: {web: mkdir}}',
    'seccomp: {must-deny: {web: []}}',
    'seccomp: {must-deny: {constructor: [1]}}',
    'checks:',
    'checks: []',
    'checks: off',
    'checks: {no-such-check: off}',
    'checks: {User-Not-Root: off}',
    'checks: {user-not-root: on}',
    'checks: {user-not-root: false}',
    'checks: {user-not-root: null}',
    'checks: {user-not-root: [off]}',
    'checks: {user-not-root: low}',
    'checks: {user-not-root: {severity: unknown}}',
    'checks: {user-not-root: {severity: off}}',
    'checks: {user-not-root: {fail-on: none}}',
    'checks: {user-not-root: {required: false}}',
    'checks: {user-not-root: {required: "true"}}',
    'checks: {user-not-root: {off: true}}',
    'checks: {user-not-root: {mode: warn}}',
    'user-not-root: off',
    '__proto__: {}',
    'constructor: {}',
    'checks: {toString: off}',
  ];

  it.each(WRONG)('%s', (text) => {
    const { editor, gate, why } = verdicts(text);
    expect({ editor, gate }, why).toEqual({ editor: false, gate: false });
  });
});

describe('whatever the document', () => {
  const words = [...THRESHOLDS, ...PRESETS, ...MODES, ...INHERITED, ...SCANNERS];
  const scalar = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words, 'unknown', 'off', 'on', 'true', '') },
    fc.constantFrom(null, true, false, 0, 1, 2, 1.5),
    fc.string({ maxLength: 8 }),
  );
  const keys = fc.constantFrom(...POLICY_KEY_NAMES, 'checks');
  const ruleKeys = fc.constantFrom(...Object.keys(CHECK_KEYS));
  const ids = fc.constantFrom(...IDS);
  const level = fc.constantFrom(...THRESHOLDS);
  const rule = fc.record({ severity: level, 'fail-on': level, required: fc.constant(true) }, { requiredKeys: [] });
  const calls = fc.array(fc.constantFrom('mkdir', 'kill', '_llseek'), { minLength: 1, maxLength: 3 });
  const right = fc.record(
    {
      version: fc.constant(1),
      preset: fc.constantFrom(...PRESETS),
      mode: fc.constantFrom(...MODES),
      'fail-on': level,
      inherited: fc.constantFrom(...INHERITED),
      scanner: fc.constantFrom('none', ['none']),
      'only-fixed': fc.boolean(),
      observe: fc.boolean(),
      seccomp: fc.record(
        {
          'must-deny': fc.oneof(
            calls,
            fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), calls, { maxKeys: 3, noNullPrototype: true }),
          ),
        },
        { requiredKeys: [] },
      ),
      checks: fc.dictionary(ids, fc.oneof(rule, fc.constant('off')), { maxKeys: 4, noNullPrototype: true }),
    },
    { requiredKeys: [] },
  );
  const nested = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 2 }),
    fc.dictionary(fc.string({ maxLength: 8 }), scalar),
  );
  // Right but for one place, at each of the three levels; and anything.
  const document: fc.Arbitrary<unknown> = fc.oneof(
    right,
    fc.tuple(right, keys, nested).map(([all, key, value]) => ({ ...all, [key]: value })),
    fc.tuple(right, ids, nested).map(([all, id, value]) => ({ ...all, checks: { ...all.checks, [id]: value } })),
    fc
      .tuple(right, ids, ruleKeys, nested)
      .map(([all, id, key, value]) => ({ ...all, checks: { [id]: { [key]: value } } })),
    fc.tuple(right, fc.string({ maxLength: 8 }), nested).map(([all, key, value]) => ({ ...all, [key]: value })),
    nested,
  );

  it('the editor’s schema and the gate agree', () => {
    let taken = 0;
    fc.assert(
      fc.property(document, (content) => {
        // JSON is YAML 1.2; what JSON leaves unescaped and YAML can't hold is a matter of text, not of form.
        const text = JSON.stringify(content).replace(
          /[\u007f-\u009f\u2028\u2029\ufeff\ufffd-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        const { editor, gate, why } = verdicts(text);
        if (gate) taken += 1;
        expect(gate, `${text} ${why}`).toBe(editor);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});

import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv, type AnySchema } from 'ajv';
import type * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { GateError } from '../../../src/model/errors.ts';
import type { Report } from '../../../src/model/verdict.ts';
import { parseReport, renderJson } from '../../../src/reporters/json.ts';
import { ReportSchema } from '../../../src/reporters/report-schema.ts';
import { GOLDEN_NAMES, GOLDEN_REPORTS } from '../../builders/golden-reports.ts';
import { aReport, aReportWithManyFindings } from '../../builders/report.ts';

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

describe('the JSON report', () => {
  it('has the same type as the report that all reporters show', () => {
    expectTypeOf<DeepReadonly<v.InferOutput<typeof ReportSchema>>>().toEqualTypeOf<DeepReadonly<Report>>();
  });

  it.each(GOLDEN_NAMES)('%s: reads back as it was', (name) => {
    expect(parseReport(renderJson(GOLDEN_REPORTS[name]))).toEqual(GOLDEN_REPORTS[name]);
  });

  it.each(GOLDEN_NAMES)('%s: keeps to the JSON schema', (name) => {
    // Both speak JSON schema draft 7; their types differ in `undefined` only.
    const validate = new Ajv({ strict: false }).compile({ ...toJsonSchema(ReportSchema) } as AnySchema);
    expect(validate(JSON.parse(renderJson(GOLDEN_REPORTS[name])))).toBe(true);
    expect(validate({ ...aReport(), verdict: 'pass' })).toBe(false);
  });

  it('describes every field', () => {
    expect(undescribed(toJsonSchema(ReportSchema), '')).toEqual([]);
  });

  it('hides nothing and steers no terminal, and is the same text to a program', () => {
    const remark = 'a\u001b[31m\u009b1m\u007f\u202e\u200b\u2028\u{e0041}b';
    const json = renderJson(aReport({ remarks: [remark] }));
    expect(json).toMatch(/^[^\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$/u);
    expect(parseReport(json).remarks).toEqual([remark]);
  });

  it('replaces lone surrogates', () => {
    expect(parseReport(renderJson(aReport({ remarks: ['a\ud800b'] }))).remarks).toEqual(['a\ufffdb']);
  });

  it('cuts a text beyond 2,000 units with the number left out', () => {
    const remarks = ['x'.repeat(2_000), 'y'.repeat(100_000)];
    expect(parseReport(renderJson(aReport({ remarks }))).remarks).toEqual([
      'x'.repeat(2_000),
      `${'y'.repeat(2_000)}… (98000 more)`,
    ]);
  });

  it('keeps all of 10,000 findings with names of 100 KB', () => {
    const report = aReportWithManyFindings(10_000, { title: 'x'.repeat(100_000) });
    const { verdict } = parseReport(renderJson(report));
    expect(verdict.blocking.length + verdict.notBlocking.length).toBe(10_001);
  });
});

describe('parseReport', () => {
  const good = JSON.parse(renderJson(aReport())) as Record<string, unknown>;

  it.each([
    ['nothing', ''],
    ['not JSON', '{'],
    ['deep JSON', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
    ['another value', '[]'],
    ['an unknown field', JSON.stringify({ ...good, extra: 1 })],
    ['another version', JSON.stringify({ ...good, schemaVersion: 2 })],
    ['a missing field', JSON.stringify({ ...good, verdict: undefined })],
    ['an unknown verdict', JSON.stringify({ ...good, verdict: { ...(good['verdict'] as object), verdict: 'ok' } })],
    ['a hidden character in a key', JSON.stringify({ ...good, 'a\u202eb': 1 })],
  ])('refuses %s', (_name, text) => {
    expect(() => parseReport(text)).toThrow(GateError);
    expect(() => parseReport(text)).toThrow(/^INPUT-INVALID: [^\u202e]*$/);
  });
});

/** Paths of all fields of a JSON schema that have no description. */
function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, items, anyOf, oneOf } = schema as Record<string, unknown>;
  const fields = Object.entries((properties ?? {}) as Record<string, { description?: string }>);
  return [
    ...fields.flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${path}.${name}`] : []),
      ...undescribed(field, `${path}.${name}`),
    ]),
    ...undescribed(items, `${path}[]`),
    ...[anyOf, oneOf]
      .flatMap((options) => (Array.isArray(options) ? options : []))
      .flatMap((option) => undescribed(option, path)),
  ];
}

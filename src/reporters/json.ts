import * as v from 'valibot';
import { GateError } from '../model/errors.ts';
import type { Report } from '../model/verdict.ts';
import { visibleText } from '../model/visible-text.ts';
import { ReportSchema } from './report-schema.ts';

/** UTF-16 units kept of one string: a report with 10,000 findings must stay far below the longest string of V8. */
const LONGEST_TEXT = 2_000;
/** UTF-16 units of a report that is read. */
const LONGEST_REPORT = 256 * 1024 * 1024;

/**
 * The JSON report, in the form of schema/report.schema.json, ending in a line break. Texts stay as they were
 * found, but lone surrogates, which other programs refuse, become U+FFFD, and a text beyond 2,000 UTF-16
 * units is cut with the number of units left out. Whatever hides or steers a terminal is written as `\uXXXX`,
 * which is the same text to a program. Pure.
 */
export function renderJson(report: Report): string {
  const json = JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? sound(value) : value), 2);
  return `${json.replace(HIDDEN, escapeUnits)}\n`;
}

/** What JSON itself lets through (RFC 8259, 7): DEL, C1 controls, bidi and other format characters. */
const HIDDEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function sound(text: string): string {
  const left = text.length - LONGEST_TEXT;
  return left <= 0 ? text.toWellFormed() : `${text.slice(0, LONGEST_TEXT).toWellFormed()}… (${left} more)`;
}

/**
 * Reads a JSON report back. Unknown fields are refused: they belong to another version of the gate.
 * @throws GateError `INPUT-INVALID` for whatever is not a report of this form
 */
export function parseReport(text: string): Report {
  if (text.length > LONGEST_REPORT) throw notAReport(`it is larger than ${LONGEST_REPORT} characters`);
  const result = v.safeParse(ReportSchema, parseJson(text), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw notAReport(visibleText(`${v.getDotPath(issue) ?? 'the report'}: ${issue.message}`, 300));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw notAReport('it is not JSON', thrown);
  }
}

function notAReport(why: string, cause?: unknown): GateError {
  return new GateError(
    {
      code: 'INPUT-INVALID',
      what: `A file that was given as a JSON report of the gate is none: ${why}.`,
      means: 'Nothing of it is used. The verdict is NO VERDICT, not PASS.',
      todo: 'Give the file that `report-file` named, made by the same version of the gate.',
    },
    cause,
  );
}

/**
 * The fields of a value with commas in it (`--mount type=bind,"source=/a,b"`), as `encoding/csv` of Go reads a record:
 * a field in double quotes may hold commas and line ends, a doubled quote is one, and no quote stands in a plain field.
 * What comes after the first line that is not empty is not read.
 *
 * @returns undefined when it is no such record
 */
export function csvFields(value: string): readonly string[] | undefined {
  const text = value.replace(/\r\n/g, '\n').replace(/^\n+/, '');
  if (text === '') return undefined;
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = text.charAt(at) === '"' ? quotedField(text, at) : plainField(text, at);
    if (field === undefined) return undefined;
    fields.push(field.value);
    if (text.charAt(field.end) !== ',') return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  /** Where its comma or line end stands, or the end of the text. */
  readonly end: number;
}

function plainField(text: string, from: number): Field | undefined {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  const value = text.slice(from, end);
  if (value.includes('"')) return undefined;
  // A carriage return at the very end belongs to the line end.
  return { value: end === text.length && value.endsWith('\r') ? value.slice(0, -1) : value, end };
}

function quotedField(text: string, from: number): Field | undefined {
  let value = '';
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    const next = text.charAt(quote + 1);
    if (next === '' || next === ',' || next === '\n') return { value, end: quote + 1 };
    if (next !== '"') return undefined;
    value += '"';
    at = quote + 2;
  }
}

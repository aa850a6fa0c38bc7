import { expect, it } from 'vitest';
import { refuseAliases } from '../../../src/run/compose-aliases.ts';
import { readComposeYaml } from '../../../src/run/compose-yaml.ts';

/** `x0` is a list of `width` texts, and each of the next ones `width` times the one before. */
function lists(count: number, width: number): string {
  const lines = [`x0: &x0 [${'a,'.repeat(width)}]`];
  for (let at = 1; at < count; at++) lines.push(`x${at}: &x${at} [${`*x${at - 1},`.repeat(width)}]`);
  return `${lines.join('\n')}\n`;
}

async function mistakeOf(text: string): Promise<string | undefined> {
  const file = await readComposeYaml('compose.yml', text);
  if ('text' in file) throw new Error(file.text);
  const mistake = refuseAliases(file);
  return mistake && `${mistake.line}: ${mistake.text}`;
}

it.each([
  ['nine levels of nine', lists(9, 9), /^6: its aliases stand for more than 250000 values$/],
  ['many aliases of one long list', `a: &a [${'x,'.repeat(2_000)}]\nb: [${'*a,'.repeat(200)}]\n`, /^2: .* values$/],
  ['merge keys', `${lists(5, 9)}s:\n${`  - {<<: {k: *x4}}\n`.repeat(9)}`, /values$/],
  ['a list in itself', 'a: 1\nb: &b [*b]\n', /^2: a value stands in itself/],
  ['a mapping in itself', 'a: &a\n  b:\n    c: *a\n', /^2: a value stands in itself/],
  [
    'more merges than are looked through',
    `x: {<<: [${Array.from({ length: 60 }, (_, at) => `{k${at}: v}`).join()}]}\n`,
    /^1: more than 50 mappings are merged into one$/,
  ],
  [
    'more merges one in the other',
    `x0: &x0 {a: b}\n${Array.from({ length: 60 }, (_, at) => `x${at + 1}: &x${at + 1} {<<: *x${at}}\n`).join('')}`,
    /^51: more than 50 mappings are merged into one$/,
  ],
  ['a mapping merged into itself', 'a: &a {<<: *a}\n', /stands in itself/],
  [
    'lists in lists',
    `a: ${'- '.repeat(600)}x\n`.replace('a: ', 'a:\n  '),
    /^\d+: it is nested more than 500 levels deep$/,
  ],
])('aliases are too much: %s', async (_, text, mistake) => {
  expect(await mistakeOf(text)).toMatch(mistake);
});

it.each([
  ['none', 'services: {a: {image: a}}\n'],
  ['nothing at all', ''],
  ['some levels', lists(4, 9)],
  ['a long way', lists(600, 1)],
  ['some merges', `x: {<<: [${Array.from({ length: 49 }, (_, at) => `{k${at}: v}`).join()}]}\n`],
  [
    'one base of a thousand services',
    `x: &x {${Array.from({ length: 40 }, (_, at) => `k${at}: v`).join(', ')}}\nservices:\n${Array.from({ length: 1_000 }, (_, at) => `  s${at}: {<<: *x, image: i}\n`).join('')}`,
  ],
])('aliases are fine: %s', async (_, text) => {
  expect(await mistakeOf(text)).toBeUndefined();
});

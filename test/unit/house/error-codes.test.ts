import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/model/errors.ts';
import { headings } from './markdown-pages.ts';
import { read, repositoryFiles } from './repository.ts';

const page = read('docs/troubleshooting.md');
const CODE = /^[A-Z]+(?:-[A-Z]+)*$/;
const sections = headings(page).filter(({ depth, text }) => depth === 2 && CODE.test(text));
const tests = repositoryFiles('test/*.test.ts', 'test/*.ts').filter((path) => !path.startsWith('test/unit/house/'));
const tested = tests.map(read).join('\n');

describe('error codes', () => {
  it('are a list worth testing', () => {
    expect(ERROR_CODES.length).toBeGreaterThan(30);
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    expect(ERROR_CODES.filter((code) => !CODE.test(code))).toEqual([]);
    expect(tests.length).toBeGreaterThan(10);
  });

  it('have a section in docs/troubleshooting.md each, in the order of the list, and no other has one', () => {
    expect(sections.map(({ text }) => text)).toEqual([...ERROR_CODES]);
  });

  it.each(ERROR_CODES)('%s is explained: what it means, what to do', (code) => {
    const start = page.indexOf(`## ${code}\n`);
    const end = page.indexOf('\n## ', start + 1);
    const section = page.slice(start, end < 0 ? undefined : end);
    expect(section).toMatch(/\*\*What it means\.\*\* \S/);
    expect(section).toMatch(/\*\*What to do\.\*\* \S/);
  });

  it.each(ERROR_CODES)('%s is made to happen by a test', (code) => {
    // Not a part of a longer code: INPUT-INVALID is not named by INPUT-INVALID-TOO.
    expect(new RegExp(`(?<![A-Z-])${code}(?![A-Z-])`).test(tested)).toBe(true);
  });

  it('are raised somewhere in src, all of them', () => {
    const sources = repositoryFiles('src/*.ts').filter((path) => path !== 'src/model/errors.ts');
    const source = sources.map(read).join('\n');
    const errors = read('src/model/errors.ts').slice(read('src/model/errors.ts').indexOf('] as const'));
    expect(ERROR_CODES.filter((code) => !`${source}${errors}`.includes(`'${code}'`))).toEqual([]);
  });
});

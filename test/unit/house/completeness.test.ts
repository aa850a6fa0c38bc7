import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/checks/index.ts';
import { AREAS } from '../../../src/model/verdict.ts';
import { CHECK_IDS, PAGE_HEADINGS } from './check-ids.ts';
import { headings } from './markdown-pages.ts';
import { ROOT, read, repositoryFiles } from './repository.ts';

const FILE = /^src\/checks\/([a-z]+)\/([a-z0-9-]+)\.ts$/;

/** Whether an exported value is a check: it has an id and can be asked. */
function isCheck(value: unknown): value is { readonly id: string; readonly area: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'evaluate' in value && 'area' in value;
}

async function exportedChecks(path: string): Promise<{ path: string; id: string; area: string }[]> {
  const loaded: Record<string, unknown> = await import(/* @vite-ignore */ join(ROOT, path));
  return Object.values(loaded)
    .filter(isCheck)
    .map(({ id, area }) => ({ path, id, area }));
}

const files = repositoryFiles('src/checks/*/*.ts');
const exported = (await Promise.all(files.map(exportedChecks))).flat();
const ids = CHECKS.map(({ id }) => id);

describe('the list of checks', () => {
  it('holds every check that a file of src/checks exports, and no other', () => {
    expect(exported.length).toBeGreaterThanOrEqual(6);
    expect([...ids].sort()).toEqual(exported.map(({ id }) => id).sort());
  });

  it('has the frozen ids, each once', () => {
    expect([...ids].sort()).toEqual([...CHECK_IDS].sort());
  });

  it('reads in the order of the areas', () => {
    const areas = CHECKS.map(({ area }) => AREAS.indexOf(area));
    expect(areas).toEqual([...areas].sort((a, b) => a - b));
  });

  it.each(exported)('$id is named like its file and lies in its area', ({ path, id, area }) => {
    const [, folder, name] = FILE.exec(path) ?? [];
    expect([folder, name]).toEqual([area, id]);
  });

  it.each(CHECKS.map(({ id, title, needs }) => ({ id, title, needs })))('$id says what it is', ({ title, needs }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(needs.length).toBeGreaterThan(0);
  });
});

describe('every check', () => {
  it.each(CHECK_IDS)('%s has a test', (id) => {
    const [path] = repositoryFiles(`test/unit/checks/${id}.test.ts`);
    expect(path).toBeDefined();
    expect(read(path ?? '')).toMatch(/\bexpect\(/);
  });

  it.each(CHECK_IDS)('%s has a page with the fixed headings, none of them empty', (id) => {
    const page = read(`docs/checks/${id}.md`);
    expect(page.split('\n')[0]).toBe(`# ${id}`);
    expect(headings(page).flatMap(({ depth, text }) => (depth === 2 ? [text] : []))).toEqual(PAGE_HEADINGS);
    for (const section of page.split(/^## .*$/m).slice(1)) expect(section.trim()).not.toBe('');
  });

  it('is the only one with a page', () => {
    const pages = repositoryFiles('docs/checks/*.md').filter((path) => !path.endsWith('/README.md'));
    expect(pages).toEqual(CHECK_IDS.map((id) => `docs/checks/${id}.md`).sort());
  });
});

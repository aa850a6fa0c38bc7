import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, links } from './markdown-pages.ts';
import { read, repositoryFiles } from './repository.ts';

const pages = repositoryFiles('*.md').filter((path) => !path.startsWith('test/fixtures/'));
const files = new Set(repositoryFiles());

interface Target {
  readonly page: string;
  readonly link: string;
  /** Relative to the root; a folder has no slash at its end. */
  readonly path: string;
  readonly anchor: string;
}

function targets(page: string): Target[] {
  const relative = links(read(page)).filter((link) => !/^[a-z]+:/i.test(link));
  return relative.map((link) => {
    const [path = '', anchor = ''] = link.split('#');
    const resolved = path === '' ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
    return { page, link, path: resolved.replace(/\/$/, ''), anchor };
  });
}

const all = pages.flatMap(targets);

/** Why a link leads nowhere, or undefined. */
function objection({ page, link, path, anchor }: Target): string | undefined {
  const isFolder = [...files].some((file) => file.startsWith(`${path}/`));
  if (!files.has(path) && !isFolder) return `${page}: ${link} leads nowhere`;
  if (anchor !== '' && path.endsWith('.md') && !anchors(read(path)).has(anchor)) {
    return `${page}: ${link} has no such heading`;
  }
  return undefined;
}

describe('the pages', () => {
  it('are there', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']));
    expect(pages.length).toBeGreaterThan(20);
    expect(all.length).toBeGreaterThan(40);
  });

  it('have links that lead somewhere', () => {
    expect(all.flatMap((target) => objection(target) ?? [])).toEqual([]);
  });

  it('under docs/ are all reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      // A link to a folder shows the folder's README.
      const next = targets(page).map(({ path }) => (files.has(`${path}/README.md`) ? `${path}/README.md` : path));
      for (const path of next) if (path.endsWith('.md') && files.has(path)) reached.add(path);
    }
    const docs = pages.filter((page) => page.startsWith('docs/'));
    expect(docs.length).toBeGreaterThan(15);
    expect(docs.filter((page) => !reached.has(page))).toEqual([]);
  });

  it('link to the outside over https only', () => {
    const outside = pages.flatMap((page) => links(read(page)).map((link) => `${page}: ${link}`));
    expect(outside.filter((line) => / [a-z]+:/i.test(line) && !/ (?:https|mailto):/.test(line))).toEqual([]);
  });
});

describe('a link that leads nowhere is seen', () => {
  it.each([
    [{ page: 'README.md', link: 'docs/none.md', path: 'docs/none.md', anchor: '' }, true],
    [{ page: 'README.md', link: 'docs/architecture.md#none', path: 'docs/architecture.md', anchor: 'none' }, true],
    [{ page: 'README.md', link: 'docs', path: 'docs', anchor: '' }, false],
    [{ page: 'README.md', link: 'LICENSE', path: 'LICENSE', anchor: '' }, false],
  ])('%o: %s', (target, wrong) => {
    expect(objection(target) !== undefined).toBe(wrong);
  });
});

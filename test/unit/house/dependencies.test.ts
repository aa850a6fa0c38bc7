import { describe, expect, it } from 'vitest';
import { read } from './repository.ts';

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const manifest = mapping(JSON.parse(read('package.json')));
const lock = mapping(JSON.parse(read('package-lock.json')));
const locked = Object.entries(mapping(lock['packages'])).filter(([path]) => path !== '');

/** Why an entry of the lockfile can't be trusted, or undefined. */
function objection([path, value]: [string, unknown]): string | undefined {
  const { resolved, integrity, link, inBundle } = mapping(value);
  if (link !== undefined) return `${path} is a link`;
  // Where a package is fetched from is the machine's own business; that it is the right one is said by its digest.
  if (resolved !== undefined) return `${path} is bound to ${String(resolved)}`;
  // Packed inside another package, whose digest holds for it.
  if (inBundle === true && path.lastIndexOf('node_modules/') > 0) return undefined;
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(String(integrity))) return `${path} has no sha512`;
  return undefined;
}

describe('dependencies', () => {
  it('are exact versions', () => {
    const asked = { ...mapping(manifest['dependencies']), ...mapping(manifest['devDependencies']) };
    expect(Object.keys(asked).length).toBeGreaterThan(10);
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  it('are locked by digest, all of them', () => {
    expect(lock['lockfileVersion']).toBe(3);
    expect(locked.length).toBeGreaterThan(50);
    expect(locked.flatMap((entry) => objection(entry) ?? [])).toEqual([]);
  });

  it('at run time each have their line in the list of decisions', () => {
    const names = Object.keys(mapping(manifest['dependencies']));
    const page = read('docs/adr/0010-runtime-dependencies.md');
    const rows = [...page.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(names.sort());
  });

  it('may run an install script only by name, and only one does', () => {
    const allowed = Object.entries(mapping(manifest['allowScripts'])).filter(([, may]) => may === true);
    expect(allowed.map(([name]) => name)).toEqual(['node']);
  });

  const digest = `sha512-${'A'.repeat(86)}==`;
  it.each([
    ['a digest', { integrity: digest }, false],
    ['no digest', {}, true],
    ['no digest and the word that it is packed in nothing', { inBundle: true }, true],
    ['a weak digest', { integrity: 'sha1-AAAA' }, true],
    ['Git', { resolved: 'git+ssh://git@example.org/a.git#0123', integrity: digest }, true],
    ['a folder', { link: true, resolved: '../a' }, true],
  ])('%s in the lockfile', (_name, entry, wrong) => {
    expect(objection(['node_modules/a', entry]) !== undefined).toBe(wrong);
  });
});

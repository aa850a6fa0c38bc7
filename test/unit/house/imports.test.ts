import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computedImports, type Import, importsOf } from './imports-of.ts';
import { repositoryFiles } from './repository.ts';
import { LOADED_LATE, matches, ROOMS, roomOf } from './rooms.ts';

const files = repositoryFiles('src/*.ts');
const imports = await importsOf(files);

/** Why an import is against the table, or undefined. */
function objection({ importer, specifier, kind }: Import): string | undefined {
  const room = ROOMS[roomOf(importer)];
  if (room === undefined) return `${importer}: there is no room ${roomOf(importer)}`;
  const what = `${importer} → ${specifier} (${kind})`;
  if (!specifier.startsWith('.')) {
    if (/^node:|^[@a-z]/.test(specifier) && matches(specifier, room.modules)) return undefined;
    return what;
  }
  const target = posix.join(posix.dirname(importer), specifier);
  const targetRoom = roomOf(target);
  if (!files.includes(target)) return `${what}: there is no ${target}`;
  if (targetRoom === roomOf(importer) || room.rooms.includes(targetRoom)) return undefined;
  if (kind === 'type' && room.types?.includes(targetRoom)) return undefined;
  return what;
}

describe('who may import whom', () => {
  it('sees the whole of src', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(100);
    for (const kind of ['value', 'type', 'dynamic'] as const) {
      expect(imports.filter((found) => found.kind === kind).length, kind).toBeGreaterThan(1);
    }
    const silent = files.filter((file) => !imports.some(({ importer }) => importer === file));
    expect(silent.length).toBeLessThan(files.length / 3);
  });

  it('every import stands in the table', () => {
    expect(imports.flatMap((found) => objection(found) ?? [])).toEqual([]);
  });

  it('nothing is imported by a name that is put together', () => {
    expect(files.flatMap((file) => computedImports(file).map((text) => `${file}: ${text}`))).toEqual([]);
  });

  // A file that is itself only loaded when it is reached may import them at its head, which is what the entries must not.
  it('what a run does not need is not loaded at the start', () => {
    const start = ['src/action.ts', 'src/post.ts', 'src/cli.ts'].filter((entry) => files.includes(entry));
    expect(start).toHaveLength(3);
    const reached = new Set(start);
    for (const file of reached) {
      for (const { importer, specifier, kind } of imports) {
        if (importer !== file || kind !== 'value') continue;
        if (specifier.startsWith('.')) reached.add(posix.join(posix.dirname(file), specifier));
        else expect(matches(specifier, LOADED_LATE), `${file} → ${specifier}`).toBe(false);
      }
    }
    expect(reached.size).toBeGreaterThan(10);
  });
});

describe('the table itself', () => {
  const cases: [Import, boolean][] = [
    [{ importer: 'src/checks/user/user-not-root.ts', specifier: '../../model/check.ts', kind: 'value' }, true],
    [{ importer: 'src/checks/user/user-not-root.ts', specifier: '../../ports.ts', kind: 'type' }, false],
    [{ importer: 'src/policy/judge.ts', specifier: '../settings/schema.ts', kind: 'type' }, true],
    [{ importer: 'src/policy/judge.ts', specifier: '../settings/schema.ts', kind: 'value' }, false],
    [{ importer: 'src/gate.ts', specifier: './adapters/workspace.ts', kind: 'value' }, false],
    [{ importer: 'src/gate.ts', specifier: 'node:child_process', kind: 'value' }, false],
    [{ importer: 'src/adapters/process.ts', specifier: 'node:child_process', kind: 'value' }, true],
    [{ importer: 'src/adapters/github.ts', specifier: '@octokit/plugin-retry', kind: 'dynamic' }, true],
    [{ importer: 'src/cli.ts', specifier: '@actions/core', kind: 'dynamic' }, false],
    [{ importer: 'src/model/finding.ts', specifier: 'node:path', kind: 'type' }, false],
    [{ importer: 'src/helpers/x.ts', specifier: 'node:path', kind: 'value' }, false],
    [{ importer: 'src/model/finding.ts', specifier: './no-such-file.ts', kind: 'value' }, false],
  ];
  it.each(cases)('%o allowed: %s', (found, allowed) => {
    expect(objection(found) === undefined).toBe(allowed);
  });
});

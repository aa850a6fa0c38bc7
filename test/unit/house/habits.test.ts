import { describe, expect, it } from 'vitest';
import { read, repositoryFiles, withoutComments } from './repository.ts';

const sources = repositoryFiles('src/*.ts');
const all = repositoryFiles('src/*.ts', 'scripts/*.ts', 'test/*.ts');

/** Lines of the files, comments taken out, that a pattern is found in. */
function lines(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((path) => {
    const text = withoutComments(read(path)).split('\n');
    return text.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
  });
}

const ANY = /[:<,|&]\s*any\b(?!\s*\()|\bas any\b|\bany\[\]/;
const EMPTY_CATCH = /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}|\.catch\(\(\)\s*=>\s*\{\s*\}\)/;

/** One table or list each, without a line of logic, which is easier to read whole; their limits. */
const TABLES: Readonly<Record<string, number>> = {
  'src/settings/schema.ts': 400,
  'src/reporters/report-schema.ts': 300,
  'src/ports.ts': 340,
};

describe('the sources', () => {
  it('are seen', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(all.length).toBeGreaterThan(60);
  });

  it('have at most 220 lines a file', () => {
    const long = sources.map((path) => [path, read(path).split('\n').length - 1] as const);
    expect(long.filter(([path, count]) => count > (TABLES[path] ?? 220))).toEqual([]);
  });

  it('are named in kebab-case, and no folder or file is a drawer for odds and ends', () => {
    const names = all.flatMap((path) => path.split('/'));
    const drawers = /^(?:utils?|helpers?|common|lib|misc)(?:\.|$)/;
    expect(names.filter((name) => drawers.test(name))).toEqual([]);
    expect(all.filter((path) => !/^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*\/)*[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(path))).toEqual(
      [],
    );
  });

  it('say what a value is: no any', () => {
    expect(
      lines(
        all.filter((path) => !path.endsWith('habits.test.ts')),
        ANY,
      ),
    ).toEqual([]);
  });

  it('swallow no error', () => {
    expect(
      lines(
        all.filter((path) => !path.endsWith('habits.test.ts')),
        EMPTY_CATCH,
      ),
    ).toEqual([]);
    const open = sources.filter((path) => /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}/.test(withoutComments(read(path))));
    expect(open).toEqual([]);
  });

  it('have no default export', () => {
    expect(lines([...sources, ...repositoryFiles('scripts/*.ts')], /^export default\b|\bas default\b/)).toEqual([]);
  });

  it('touch no clock, chance, process or console in the rooms that only compute', () => {
    const pure = /^src\/(?:model|linux|trust|archive|sigstore|dockerfile|run|checks|policy|settings|scanners)\//;
    const rooms = sources.filter((path) => pure.test(path));
    expect(rooms.length).toBeGreaterThan(15);
    const effects = /\bprocess\.|\bconsole\.|\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(/;
    expect(lines(rooms, effects)).toEqual([]);
  });

  it.each([
    ['const a: any = 1', ANY, true],
    ['const a = b as any', ANY, true],
    ['Map<string, any>', ANY, true],
    ['expect.any(Number), any (b)', ANY, false],
    ['const company: string', ANY, false],
    ['} catch {}', EMPTY_CATCH, true],
    ['} catch (error) { }', EMPTY_CATCH, true],
    ['} catch (error) { throw error; }', EMPTY_CATCH, false],
    ['await x.catch(() => {})', EMPTY_CATCH, true],
  ])('%s', (line, pattern, found) => {
    expect(pattern.test(line)).toBe(found);
  });
});

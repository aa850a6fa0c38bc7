// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { readJsonForm } from '../../../src/dockerfile/json-form.ts';
import { platformArguments } from '../../../src/dockerfile/platform-arguments.ts';
import { type DockerfileReading, readDockerfile } from '../../../src/dockerfile/read-dockerfile.ts';
import type { DockerfileFacts } from '../../../src/model/dockerfile.ts';
import { dockerfileFixtures, type Fixture } from './fixtures.ts';

const fixtures = dockerfileFixtures();

function reading(fixture: Fixture): DockerfileReading {
  return readDockerfile(fixture.text, {
    path: 'Dockerfile',
    buildArgs: new Map(Object.entries(fixture.buildArgs ?? {})),
    platformArgs: platformArguments('linux/amd64'),
    ...(fixture.target === undefined ? {} : { target: fixture.target }),
    ...(fixture.baseEnv === undefined ? {} : { baseEnv: fixture.baseEnv }),
  });
}

/** The facts in the form that fixtures are written in. */
function summary(result: DockerfileReading): unknown {
  if ('problem' in result) return { problem: result.problem.code };
  const { stages, finalStage, lineage, user, externalBase, syntax } = result.facts;
  return {
    from: stages.map(({ base }) => base.expanded),
    finalStage,
    lineage,
    user: user === undefined ? null : userSummary(user),
    externalBase: externalBase.reference,
    scratch: externalBase.scratch,
    ...(syntax === undefined ? {} : { syntax }),
  };
}

function userSummary({ lines, ...rest }: NonNullable<DockerfileFacts['user']>): unknown {
  return { ...lines, ...rest };
}

function factsOf(text: string, buildArgs: Record<string, string> = {}): DockerfileFacts {
  const result = readDockerfile(text, { path: 'Dockerfile', buildArgs: new Map(Object.entries(buildArgs)) });
  if ('problem' in result) throw new Error(result.problem.what);
  return result.facts;
}

describe('a Dockerfile says what its author can read in it', () => {
  it.each(fixtures)('$name: $why', (fixture) => {
    expect(summary(reading(fixture))).toEqual(fixture.expected);
  });
});

const accepted = fixtures.filter(({ expected }) => !('problem' in expected));
const refused = fixtures.filter(({ expected }) => 'problem' in expected);

describe('BuildKit reads the same', () => {
  it('in enough fixtures to mean something', () => {
    expect(accepted.length).toBeGreaterThan(75);
    expect(refused.length).toBeGreaterThan(8);
  });

  it.each(accepted)('$name: instructions, lines and texts', (fixture) => {
    const result = reading(fixture);
    if ('problem' in result) throw new Error(result.problem.what);
    const { buildkit, text } = fixture;
    const ours = result.facts.stages.flatMap(({ instructions }) => instructions);
    const theirs = (buildkit.instructions ?? []).map(({ keyword, first, last, text: rest }) => ({
      keyword,
      lines: { first, last },
      text: rest,
    }));
    const globalArgs = theirs.findIndex(({ keyword }) => keyword === 'FROM');
    expect(ours).toMatchObject(theirs.slice(globalArgs));
    expect(result.facts.escape).toBe(buildkit.escape);
    expect(result.facts.syntax).toBe(buildkit.syntax);
    expect(result.facts.stages.at(-1)?.lines.last).toBeLessThanOrEqual(text.split('\n').length);
  });

  it.each(accepted)('$name: stages', (fixture) => {
    const result = reading(fixture);
    if ('problem' in result) throw new Error(result.problem.what);
    const ours = result.facts.stages.map(({ name, base }) => ({ name, base: base.raw }));
    expect(ours).toEqual((fixture.buildkit.stages ?? []).map(({ name, base }) => ({ name, base })));
  });

  it.each(accepted)('$name: the user of the image', (fixture) => {
    const result = reading(fixture);
    if ('problem' in result) throw new Error(result.problem.what);
    const { user, externalBase } = result.facts;
    expect(fixture.buildkit.convertError).toBeUndefined();
    expect(user?.expanded ?? (externalBase.scratch ? '' : '<base>')).toBe(fixture.buildkit.user ?? '');
  });

  it.each(refused)('$name: refused', ({ buildkit }) => {
    expect(buildkit.error ?? buildkit.stageError ?? buildkit.convertError).toBeDefined();
  });

  it('in the JSON form of arguments', () => {
    const fixture = fixtures.find(({ name }) => name === 'json-forms');
    const forms = (fixture?.buildkit.instructions ?? []).filter(({ keyword }) => /CMD|ENTRY|RUN|SHELL/.test(keyword));
    expect(forms).toHaveLength(5);
    for (const { text, exec } of forms) {
      expect(readJsonForm(text)).toEqual(exec === undefined ? { form: 'shell' } : { form: 'exec', words: exec });
    }
  });
});

describe('the facts of a Dockerfile', () => {
  it('hold each stage from its FROM to its last instruction', () => {
    const { stages } = factsOf('ARG A\nFROM scratch AS One\n\nRUN a \\\n b\n# c\nFROM --platform=linux/arm64 one\n');
    expect(stages.map(({ lines }) => lines)).toEqual([
      { first: 2, last: 5 },
      { first: 7, last: 7 },
    ]);
    expect(stages[0]).toMatchObject({ index: 0, name: 'one', base: { raw: 'scratch', scratch: true } });
    expect(stages[1]).toMatchObject({
      index: 1,
      base: { raw: 'one', stage: 0, scratch: false, platform: 'linux/arm64' },
    });
    expect(stages[1]).not.toHaveProperty('name');
  });

  it('point to the FROM of the external base', () => {
    const { externalBase } = factsOf('FROM debian:12 AS a\nFROM scratch\nFROM \\\n  a\n');
    expect(externalBase).toEqual({ reference: 'debian:12', scratch: false, lines: { first: 1, last: 1 } });
  });

  it('find a stage whose name is written with capitals, as the classic builder does', () => {
    expect(factsOf('FROM scratch AS base\nUSER app\nFROM BASE\n').lineage).toEqual([1, 0]);
  });

  it('leave a base open whose argument has no value', () => {
    expect(factsOf('ARG BASE\nFROM ${BASE}\n').externalBase).toMatchObject({ reference: '', scratch: false });
    expect(factsOf('ARG BASE\nFROM ${BASE}\n', { BASE: 'a:1' }).externalBase.reference).toBe('a:1');
  });

  it('name a variable as unset only where its missing value is in the result', () => {
    const user = (word: string) => factsOf(`FROM scratch\nENV SET=app\nUSER ${word}\n`).user;
    expect(user('${U}')).toMatchObject({ expanded: '', unset: ['U'] });
    expect(user('$U$U')).toMatchObject({ unset: ['U'] });
    expect(user('${U:-app}')).toMatchObject({ expanded: 'app', unset: [] });
    expect(user('${U:-$V}')).toMatchObject({ expanded: '', unset: ['V'] });
    expect(user('${SET:-$V}')).toMatchObject({ expanded: 'app', unset: [] });
    expect(user('${U:+app}')).toMatchObject({ expanded: '', unset: [] });
    expect(user('${U%x}')).toMatchObject({ expanded: '', unset: ['U'] });
  });

  it('tell the line of what cannot be read', () => {
    const result = readDockerfile('FROM scratch\n\nUSER "app\n', { path: 'Dockerfile', buildArgs: new Map() });
    expect(result).toMatchObject({
      problem: {
        code: 'DOCKERFILE-UNREADABLE',
        what: 'Dockerfile line 3: It has a double quote that is not closed.',
      },
    });
  });
});

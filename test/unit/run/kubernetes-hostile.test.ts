import { describe, expect, it } from 'vitest';
import { readKubernetes } from '../../../src/run/kubernetes.ts';
import { aPodManifest, mistakesOf } from '../../builders/kubernetes.ts';

const MIB = 1_048_576;
const told = (text: string) => mistakesOf(readKubernetes(text, 'm.yaml'));

describe('text that is no manifest', () => {
  it.each([
    [
      'a key twice',
      aPodManifest({ container: 'securityContext:\n  privileged: true\n  privileged: false' }),
      '11: The key privileged stands twice.',
    ],
    ['a key twice, once empty', aPodManifest({ pod: 'hostPID: true\nhostPID:' }), '7: The key hostPID stands twice.'],
    ['a key twice in another document', `a: 1\na: 2\n---\n${aPodManifest()}`, '2: The key a stands twice.'],
    [
      'a template',
      aPodManifest({ container: 'securityContext: {{ .Values.x }}' }),
      '9: Here stands a template that is not rendered: {{ … }}.',
    ],
    [
      'a template around',
      `{{- if .x }}\n${aPodManifest()}{{- end }}\n`,
      '1: Here stands a template that is not rendered: {{ … }}.',
    ],
    ['a tag', 'a: !!python/object:x 1\n', '1: This is no YAML: Unresolved tag: tag:yaml.org,2002:python/object:x.'],
    ['an alias to nothing', 'a: *b\n', '1: This alias (*name) leads nowhere.'],
    ['an alias to what comes later', 'a: *b\nb: &b 1\n', '1: This alias (*name) leads nowhere.'],
    ['an alias to another document', 'b: &b 1\n---\na: *b\n', '3: This alias (*name) leads nowhere.'],
    ['an alias to itself', 'a: &a [*a]\n', '1: It is nested more than 100 levels deep.'],
    ['what can’t be merged', 'a: {<<: 1}\n', '1: A merge key (<<) stands before what is no mapping.'],
    ['a key that is a list', '? [a]\n: b\n', '1: Here stands a key that is no plain word.'],
    ['a bracket that is open', '{"apiVersion": "v1"', '1: This is no YAML: Flow map must end with a }.'],
  ])('%s', (_, text, expected) => {
    expect(told(text)[0]).toBe(expected);
  });

  it('is nothing when it is empty, or all comment', () => {
    for (const text of ['', '# nothing\n', '---\n', '---\n---\n', 'null\n']) {
      expect(readKubernetes(text, 'm.yaml')).toEqual({ containers: [], errors: [], others: [] });
    }
  });

  it('has keys like any other in __proto__ and constructor', () => {
    const { containers } = readKubernetes(
      aPodManifest({ container: '__proto__: {privileged: true}\nconstructor: 1' }),
      'm.yaml',
    );
    expect(containers[0]?.settings).toMatchObject({
      privileged: { state: 'not-said' },
      unknown: [{ written: '__proto__' }, { written: 'constructor' }],
    });
  });

  it('tells a limited number of mistakes', () => {
    expect(told('a: 1\n'.repeat(5000))).toHaveLength(20);
  });
});

const BOMB = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  .concat(Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`)}]`))
  .join('\n');

describe('text of a size or shape that is meant to hurt is answered in time', () => {
  it.each([
    ['aliases of aliases', BOMB],
    ['brackets', '['.repeat(MIB)],
    ['braces', '{a: '.repeat(MIB / 4)],
    ['dashes', '- '.repeat(MIB / 2)],
    ['question marks', '? '.repeat(MIB / 2)],
    ['indentation', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['anchors', '&a '.repeat(MIB / 32)],
    ['aliases', '*a\n'.repeat(MIB / 32)],
    ['backslashes', `a: "${'\\q'.repeat(MIB)}"`],
    ['quotes', "' ".repeat(MIB / 64)],
    ['templates', '{{ a }}\n'.repeat(MIB / 64)],
    ['words', 'a: x\n'.repeat(MIB / 5)],
    ['documents', '---\n'.repeat(MIB / 32)],
    ['one word', 'x'.repeat(4 * MIB)],
  ])('%s', (_, text) => {
    const start = performance.now();
    const { containers } = readKubernetes(text, 'm.yaml');
    expect(containers).toEqual([]);
    expect(performance.now() - start).toBeLessThan(4500);
  });

  it('a thousand containers', () => {
    const start = performance.now();
    const { containers, errors } = readKubernetes(Array(1000).fill(aPodManifest()).join('---\n'), 'm.yaml');
    expect([containers.length, errors]).toEqual([1000, []]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

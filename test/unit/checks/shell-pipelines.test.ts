// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { shellPipelines } from '../../../src/checks/build/shell-pipelines.ts';

/** Words by blanks, commands of a pipeline by `|`, pipelines one a line. */
function shown(script: string): string[] {
  return shellPipelines(script).map((pipeline) => pipeline.map(({ words }) => words.join(' ')).join(' | '));
}

describe('shell pipelines', () => {
  it.each([
    ['a b', ['a b']],
    ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['a | b |& c', ['a | b | c']],
    ['a\nb', ['a', 'b']],
    ['a \\\nb', ['a b']],
    ["a 'b && c' d", ['a b && c d']],
    ['a "b; c" d', ['a b; c d']],
    ['a "b \\" c"', ['a b " c']],
    ["a 'it'\"'\"'s'", ["a it's"]],
    ['a\\ b c', ['a b c']],
    ['a # b && c\nd', ['a', 'd']],
    ['a b#c', ['a b#c']],
    ['a $(b | c) d', ['b | c', 'a $ d']],
    ['a "$(b; c)" d', ['b', 'c', 'a $ d']],
    ['a `b` c', ['b', 'a  c']],
    ['x=$(dpkg --print-architecture) && a', ['dpkg --print-architecture', 'x=$', 'a']],
    ['a ${B:-c; d} e', ['a ${B:-c; d} e']],
    ['a ${B:+${C}} e', ['a ${B:+${C}} e']],
    ['(a; b) && c', ['a', 'b', 'c']],
    ['bash <(a b)', ['a b', 'bash <']],
    ['a > /dev/null 2>&1 && b', ['a', 'b']],
    ['a 2>/dev/null b', ['a b']],
    ['a &> f; b', ['a', 'b']],
    ['a < f', ['a']],
    ['a <<< "b c" d', ['a d']],
    ['a <<EOF\nb && c\nEOF\nd', ['a', 'd']],
    ["a <<-'E' > f\n\tb\n\tE\nd", ['a', 'd']],
    ['case $x in a) b;; *) c;; esac', ['case $x in a', 'b', '*', 'c', 'esac']],
    ['', []],
    [' \n;;&', []],
  ])('%j', (script, expected) => {
    expect(shown(script)).toEqual(expected);
  });

  it.each(["'", '"', '`', '$(', '${', '(', ')', '\\', '<<', '<(', '|', '&', "a 'b", '"$('])(
    'survives what is not finished: %j',
    (script) => {
      expect(shown(`a\n${script}`)[0]).toBe('a');
    },
  );

  it('keeps empty words', () => {
    expect(
      shellPipelines('a "" b')
        .flat()
        .map(({ words }) => words),
    ).toEqual([['a', '', 'b']]);
  });

  it.each(['$(', '(', '`a ', '${', '"$(', 'a;', '<<a ', "'"])('takes its time in proportion: %j', (unit) => {
    const script = unit.repeat(Math.floor(500_000 / unit.length));
    const started = performance.now();
    shellPipelines(script);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['a "$(b)"', [['$(', 1, true]]],
    ['a `b`', [['$(', 1, true]]],
    [
      'a x$(b) " $(c)"',
      [
        ['$(', 1, false],
        ['$(', 2, true],
      ],
    ],
    ['x=$(a)', [['$(', 0, false]]],
    [
      'a <(b) >(c)',
      [
        ['<(', 1, true],
        ['>(', 2, true],
      ],
    ],
    ['a < <(b)', [['<(', undefined, true]]],
    ['a <<< "$(b)"', [['$(', undefined, true]]],
    ['(a; b) | c', [['(', 0, true]]],
    ["a '$(b)'", []],
  ])('knows the brackets of a command: %j', (script, expected) => {
    const [command] = shellPipelines(script).at(-1) ?? [];
    expect(command?.nested.map(({ kind, word, leads }) => [kind, word, leads])).toEqual(expected);
  });

  it('knows what is in them', () => {
    const [command] = shellPipelines('a "$(b | c; d)"').at(-1) ?? [];
    const inner = command?.nested[0]?.pipelines.map((pipeline) => pipeline.map(({ words }) => words.join(' ')));
    expect(inner).toEqual([['b', 'c'], ['d']]);
  });

  it.each([
    ['a > f', ['f'], []],
    ['a >> "/x y" 2>&1', ['/x y'], []],
    ['a 2> /dev/null >| f', ['/dev/null', 'f'], []],
    ['a &> f', ['f'], []],
    ['a >&2 < f', [], []],
    ['a <<EOF > f\nb\nc\nEOF\n', ['f'], ['b\nc\n']],
    ['a <<-\\EOF\n\tb\n\tEOF\n', [], ['b\n']],
    ['a <<E <<"F G"\nb\nE\nc\nF G', [], ['b\n', 'c\n']],
    ['a <<< "b c"', [], ['b c']],
  ])('knows where output goes and what input is: %j', (script, writes, inputs) => {
    expect(shellPipelines(script).flat()).toMatchObject([{ words: ['a'], writes, inputs }]);
  });
});

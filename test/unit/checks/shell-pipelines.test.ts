// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { shellPipelines } from '../../../src/checks/build/shell-pipelines.ts';

/** Words by blanks, commands of a pipeline by `|`, pipelines one a line. */
function shown(script: string): string[] {
  return shellPipelines(script).map((pipeline) => pipeline.map((command) => command.join(' ')).join(' | '));
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
    expect(shellPipelines('a "" b')).toEqual([[['a', '', 'b']]]);
  });

  it.each(['$(', '(', '`a ', '${', '"$(', 'a;', '<<a ', "'"])('takes its time in proportion: %j', (unit) => {
    const script = unit.repeat(Math.floor(500_000 / unit.length));
    const started = performance.now();
    shellPipelines(script);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

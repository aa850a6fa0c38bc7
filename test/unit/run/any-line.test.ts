// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDockerRun } from '../../../src/run/docker-run.ts';
import { RUN_FLAGS } from '../../../src/run/docker-run-flags.ts';

const OPTIONS = [...RUN_FLAGS.keys()].flatMap((name) => [`--${name} `, `--${name}=`]);
const PIECES = [
  ...[
    '-u',
    '-v/:/h ',
    '-itu ',
    '-- ',
    '-',
    '--',
    '=',
    ':',
    ',',
    '.',
    '/',
    'a',
    'ALL',
    'true',
    'container:',
    'type=bind',
  ],
  ...[
    ',src=/etc',
    ',dst=/x',
    'host',
    'img ',
    'docker run ',
    '80',
    '1-2',
    '0.5',
    'k',
    '[::1]',
    'seccomp=',
    'unconfined',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\\\n',
    '\r',
    '\\',
    "'",
    '"',
    '`',
    '$',
    '$X',
    '${',
    '}',
    '$(',
    ')',
    '(',
    '{',
    ',',
    '..',
    '~',
    '*',
  ],
  ...['#', ';', '&', '|', '<', '\0', '\u00a0', '😀', '\ud800', '\u202e', '__proto__', 'constructor'],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...OPTIONS)), { maxLength: 40 })
  .map((pieces) => pieces.join(''));
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }));

it('any line is read or refused, with words that it has', () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(anyText, (text) => {
      const start = performance.now();
      const run = readDockerRun(text);
      expect(performance.now() - start).toBeLessThan(1000);
      seen[run.kind] += 1;
      if (run.kind === 'refused') {
        expect(run.errors.length).toBeGreaterThan(0);
        for (const error of run.errors) {
          expect(error.word).toBeGreaterThan(0);
          expect(error.word).toBeLessThanOrEqual(text.length + 1);
          expect(error.text).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{5,200}$/u);
        }
      }
      // What was said and what is not known are told apart everywhere.
      const states = [...JSON.stringify(run).matchAll(/"state":"([^"]*)"/g)].map(([, state]) => state);
      expect(states.filter((state) => !['said', 'unknown', 'not-said'].includes(state ?? ''))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(100);
});

it('an expansion is never taken for what stands there as text', () => {
  const option = fc.constantFrom('--user', '--pid', '--memory', '--privileged', '--cap-add', '-v', '--security-opt');
  const expansion = fc.constantFrom('$X', '${X}', '$(x)', '`x`', '"$X"', '"a$(x)"', 'a$X', '$X:/y', "''$X");
  fc.assert(
    fc.property(option, expansion, (name, value) => {
      const joined = name.startsWith('--') ? `${name}=${value}` : `${name}${value}`;
      for (const line of [joined, ...(name === '--privileged' ? [] : [`${name} ${value}`])]) {
        const run = readDockerRun(line);
        expect(run.kind).toBe('read');
        expect(JSON.stringify(run), line).toContain('"state":"unknown"');
        expect(JSON.stringify(run), line).not.toContain('"state":"said"');
      }
    }),
  );
});

it.each(['-u ', '--cap-add ', '-v a:', '--mount a=', '-', '--', '-i', ' a', '--security-opt $', '-e '])(
  '%j again and again takes milliseconds',
  (piece) => {
    const start = performance.now();
    readDockerRun(piece.repeat(Math.floor(65_536 / piece.length)));
    expect(performance.now() - start).toBeLessThan(1000);
  },
);

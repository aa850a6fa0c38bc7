// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDockerfile } from '../../../src/dockerfile/read-dockerfile.ts';
import { expandWord } from '../../../src/dockerfile/words.ts';

const PIECES = [
  ...['FROM ', 'FROM scratch\n', ' AS a', 'USER ', 'ARG ', 'ENV ', 'ONBUILD ', 'RUN ', 'COPY ', 'CMD ', '--x=', '-- '],
  ...[
    '# escape=`\n',
    '#syntax=',
    '<<',
    '<<-',
    'EOF',
    '["a"]',
    '[',
    "'",
    '"',
    '\\',
    '`',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\\\n',
  ],
  ...[
    '$',
    '${',
    '}',
    '${A',
    ':-',
    '#',
    '##',
    '%',
    '/',
    '//',
    '*',
    '?',
    '=',
    'A',
    'b',
    '\ufeff',
    '\u00a0',
    '😀',
    '\ud800',
    '\0',
  ],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 500 }), fc.string({ maxLength: 500 }));

it('any text is read or refused, quickly, with facts that fit together', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.dictionary(fc.constantFrom('A', 'b'), anyText),
      fc.option(anyText),
      (text, args, target) => {
        const buildArgs = new Map(Object.entries(args));
        const start = performance.now();
        const result = readDockerfile(text, { path: 'Dockerfile', buildArgs, ...(target === null ? {} : { target }) });
        expect(performance.now() - start).toBeLessThan(2000);
        if ('problem' in result) {
          expect(['DOCKERFILE-UNREADABLE', 'LIMIT-EXCEEDED']).toContain(result.problem.code);
          return;
        }
        const { stages, finalStage, lineage, user } = result.facts;
        expect(lineage[0]).toBe(finalStage);
        expect(stages.map(({ index }) => index)).toEqual([...stages.keys()]);
        for (const at of lineage) expect(stages[at]).toBeDefined();
        if (user !== undefined) expect(lineage).toContain(user.stage);
        const lines = stages.flatMap(({ instructions }) =>
          instructions.map(({ lines: { first, last } }) => [first, last]),
        );
        expect(lines.flat()).toEqual(lines.flat().toSorted((a, b) => a - b));
        expect(lines.flat().at(-1) ?? 0).toBeLessThanOrEqual(text.split('\n').length);
      },
    ),
    { numRuns: 2000 },
  );
});

it('any word is expanded or refused', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.constantFrom('\\' as const, '`' as const), (word, value, sign) => {
      const { problem, unset } = expandWord(word, {
        escape: sign,
        lookUp: (name) => (name === 'A' ? value : undefined),
      });
      if (problem !== undefined) expect(['DOCKERFILE-UNREADABLE', 'LIMIT-EXCEEDED']).toContain(problem.code);
      expect(unset).not.toContain('A');
    }),
    { numRuns: 2000 },
  );
});

it('text without anything special is its own value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[$\\'"\ufeff]/.test(text));
      expect(expandWord(text, { escape: '\\', lookUp: () => 'x' })).toEqual({ value: text, unset: [] });
    }),
  );
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/dockerfile/limits.ts';
import { readDockerfile } from '../../../src/dockerfile/read-dockerfile.ts';

function read(text: string): string {
  const result = readDockerfile(text, { path: 'Dockerfile', buildArgs: new Map() });
  return 'problem' in result ? result.problem.code : 'read';
}

/** Milliseconds of the faster of two, so that a busy machine does not decide. */
function fastest(text: string): number {
  const times = [1, 2].map(() => {
    const start = performance.now();
    read(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

const nested = (depth: number) => `FROM scratch\nUSER ${'${A:-'.repeat(depth)}x${'}'.repeat(depth)}\n`;
const doubled = (times: number) => `FROM scratch\nENV A=x\n${'ENV A=$A$A\n'.repeat(times)}`;

describe('what is far beyond a Dockerfile written by people is refused, and what is near is read', () => {
  it('characters of the file', () => {
    const file = (lines: number) => `${`#${' '.repeat(1022)}\n`.repeat(lines)}FROM scratch\n`;
    expect([read(file(1023)), read(file(1024))]).toEqual(['read', 'LIMIT-EXCEEDED']);
  });

  it('instructions', () => {
    const file = (count: number) => `FROM scratch\n${'RUN a\n'.repeat(count - 1)}`;
    expect([read(file(LIMITS.instructions)), read(file(LIMITS.instructions + 1))]).toEqual(['read', 'LIMIT-EXCEEDED']);
  });

  it('characters of a line, as the builder', () => {
    const file = (length: number) => `FROM scratch\nRUN ${'a'.repeat(length - 4)}\n`;
    expect([read(file(65_535)), read(file(65_536))]).toEqual(['read', 'DOCKERFILE-UNREADABLE']);
  });

  it('depth of substitutions', () => {
    expect([read(nested(LIMITS.nesting)), read(nested(LIMITS.nesting + 1))]).toEqual(['read', 'LIMIT-EXCEEDED']);
    expect(read(nested(10_000))).toBe('LIMIT-EXCEEDED');
  });

  it('length of a value', () => {
    expect([read(doubled(17)), read(doubled(18))]).toEqual(['read', 'LIMIT-EXCEEDED']);
  });
});

describe('time grows with the text and no faster', () => {
  it('5,000 instructions with variables take well under a second', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => {
      return `RUN echo ${i}\nENV A${i}=\${A${i - 1}:-x}y\nCOPY a b\nUSER u\${A${i}##*x}\nLABEL a=b\n`;
    });
    expect(fastest(`FROM scratch\n${lines.join('')}`)).toBeLessThan(500);
  });

  const long = 'a'.repeat(60_000);
  it.each([
    ['patterns with many stars', `FROM scratch\nARG A=${long}\nUSER \${A//*a*a*a*a*a*b/x}\n`],
    ['suffixes', `FROM scratch\nARG A=${long}\nUSER \${A%%*a*a*a*a*b}\n`],
    ['large values, many times', `${doubled(16)}${'ENV B=${A%%*x*x*x*z}\n'.repeat(19_000)}`],
    [
      'stages upon stages',
      `FROM scratch AS s0\n${Array.from({ length: 9000 }, (_, i) => `FROM s${i} AS s${i + 1}\nENV A${i}=1\n`).join('')}`,
    ],
    ['blanks before a heredoc name', `FROM scratch\nRUN <<${' '.repeat(60_000)}<\n`],
    ['many heredocs', `FROM scratch\nRUN ${'<<A '.repeat(15_000)}\n${'A\n'.repeat(15_000)}`],
    ['open brackets', `FROM scratch\nRUN ${'['.repeat(60_000)}\n`],
    ['empty continuations', `FROM scratch\nRUN a ${'\\\n'.repeat(500_000)}`],
    ['empty lines', '\n'.repeat(1_000_000)],
  ])('%s', (_, text) => {
    expect(fastest(text)).toBeLessThan(3000);
  });
});

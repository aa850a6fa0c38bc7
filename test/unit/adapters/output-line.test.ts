import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLine, quotedLine, workflowCommand } from '../../../src/adapters/output-line.ts';
import { createRunnerLog } from '../../../src/adapters/runner-log.ts';
import { commandsIn, runnerLines } from '../../fakes/runner-commands.ts';

/** Text that tries to be a command, in both grammars, with what could hide it (threats T157–T159). */
const HOSTILE = [
  '::error::boo',
  '  ::set-output name=verdict::pass',
  '\u00a0\u2003::add-mask::PASS',
  '\u0085::warning::next line',
  '\u2028::error::line separator',
  '\ufeff::error::byte order mark',
  '\u200b::error::zero width',
  '\ufe0f::error::variation selector',
  '::stop-commands::x',
  'text ##[error]boo',
  '#\ufe0f#[error]boo',
  '##[set-env name=PATH]x',
  'one\r::error::two',
  'one\n::error::two',
  'one\r\n##[error]two',
  '\u001b[31m::error::red\u001b[0m',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '%0A::error::encoded',
  ':::error::',
];

describe('the runner sees no command in', () => {
  it.each(HOSTILE)('%j', (text) => {
    expect(commandsIn(text).length + runnerLines(text).length).toBeGreaterThan(0);
    for (const encode of [logLine, quotedLine]) {
      expect(commandsIn(`${encode(text)}\n`)).toEqual([]);
      expect(runnerLines(encode(text))).toHaveLength(1);
    }
  });

  it('the oracle would have seen one in most of them', () => {
    expect(HOSTILE.filter((text) => commandsIn(text).length > 0).length).toBeGreaterThanOrEqual(10);
  });

  it('anything at all', () => {
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom(...HOSTILE, '::', '##[', ']', ' ', '\r', '#', ':', '\ufe0f'),
        fc.string({ unit: 'binary' }),
      ),
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = pieces.join('');
        expect(commandsIn(`${logLine(text)}\n${quotedLine(text)}\n`)).toEqual([]);
        expect(runnerLines(logLine(text)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a command of ours', () => {
  it.each(HOSTILE)('carries %j as data and stays one command', (text) => {
    const commands = commandsIn(`${workflowCommand('error', text, { title: text })}\n`);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatchObject({ name: 'error', data: text });
    expect(commands[0]?.properties.get('title')).toBe(text);
  });
});

describe('the log on a runner', () => {
  function lines(use: (log: ReturnType<typeof createRunnerLog>) => void): string[] {
    const written: string[] = [];
    use(createRunnerLog((line) => written.push(line), false));
    return written;
  }

  it('keeps a tool of 100,000 lines to its start and its end, and says how many are left out', () => {
    const written = lines((log) => {
      const group = log.group('Build');
      for (let count = 1; count <= 100_000; count++) group.line(`line ${count}`);
      group.end('built');
    });
    expect(written.length).toBeLessThan(700);
    expect(written[1]).toBe('  │ line 1');
    expect(written).toContain('  │ … 99400 lines left out here');
    expect(written).toContain('  │ line 100000');
    expect(written.at(-1)).toBe('built');
  });

  it('a hostile problem is one annotation, its details are quoted', () => {
    const problem = {
      code: 'BUILD-FAILED',
      what: 'x\n::error::y',
      means: '##[error]z',
      todo: 'w',
      details: ['::set-output name=verdict::pass'],
    } as const;
    const commands = commandsIn(`${lines((log) => log.error(problem)).join('\n')}\n`);
    expect(commands.map(({ name }) => name)).toEqual(['error']);
    expect(commands[0]?.properties.get('title')).toBe('BUILD-FAILED');
  });
});

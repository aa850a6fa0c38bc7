import { describe, expect, it } from 'vitest';
import { isPipedDownload } from '../../../src/checks/build/piped-download.ts';
import { runCommands, runPipelines } from '../../../src/checks/build/run-commands.ts';
import type { DockerfileInstruction } from '../../../src/model/dockerfile.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function run(...lines: readonly string[]): DockerfileInstruction {
  const instruction = dockerfileOf(['FROM a:1', ...lines]).stages[0]?.instructions[1];
  if (instruction === undefined) throw new Error('no instruction');
  return instruction;
}

describe('the commands of a RUN', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['the shell form', ['RUN a b && c'], ['a b', 'c']],
    ['continuations and comments', ['RUN a \\', '# no', '  b && \\', '  c'], ['a b', 'c']],
    ['flags', ['RUN --mount=type=cache,target=/x a'], ['a']],
    ['the JSON form', ['RUN ["a", "b && c"]'], ['a b && c']],
    ['the JSON form with a shell', ['RUN ["/bin/bash", "-ec", "a && b"]'], ['/bin/bash -ec a && b', 'a', 'b']],
    ['a script in a script', ["RUN sh -c 'a; b'"], ['sh -c a; b', 'a', 'b']],
    ['a heredoc', ['RUN <<EOF', 'a', 'b', 'EOF'], ['a', 'b']],
    ['a heredoc for a shell', ['RUN bash -e <<EOF', 'a', 'EOF'], ['bash -e', 'a']],
    ['a heredoc with a line for a shell', ['RUN <<EOF', '#!/usr/bin/env bash', 'a', 'EOF'], ['a']],
    ['a heredoc for another program', ['RUN python3 <<EOF', 'apt-get update', 'EOF'], ['python3']],
    ['a heredoc with a line for another program', ['RUN <<EOF', '#!/usr/bin/env python3', 'a', 'EOF'], []],
    ['a heredoc that is a file', ['RUN cat <<EOF > /x', 'apt-get update', 'EOF'], ['cat']],
    [
      'what stands before the program',
      ['RUN set -e; A=b sudo -E env -i C=d a; if ! b; then c; fi'],
      ['set -e', 'a', 'b', 'c', 'fi'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(runCommands(run(...lines)).map(({ words }) => words.join(' '))).toEqual(expected);
  });
});

describe('what only starts a program', () => {
  it.each([
    ['sudo -u app -E -- a b', 'a b', ['sudo']],
    ['/usr/bin/sudo a', 'a', ['sudo']],
    ['sudo', '', ['sudo']],
    ['env -u X A=b nice -n 5 a', 'a', ['env', 'nice']],
    ['timeout -k 5 60 a', 'a', ['timeout']],
    ['gosu app a', 'a', ['gosu']],
    ['xargs -a list -n 1 a b', 'a b', ['xargs']],
    ['runuser -u app -- a', 'a', ['runuser']],
    ["runuser app -c 'a'", 'runuser app -c a', []],
    ['command a', 'a', ['command']],
    ['command -v sudo', 'command -v sudo', []],
    ['which sudo', 'which sudo', []],
  ])('%s: %j', (script, words, through) => {
    expect(runCommands(run(`RUN ${script}`))[0]).toMatchObject({
      words: words === '' ? [] : words.split(' '),
      through,
    });
  });
});

describe('a script in a script', () => {
  it.each([
    ["su - app -c 'a'", 'su - app -c a; a'],
    ["eval 'a; b'", 'eval a; b; a; b'],
    [`sh -c "sh -c 'sh -c a'"`, "sh -c sh -c 'sh -c a'; sh -c sh -c a; sh -c a; a"],
    ["echo 'a; b' | sh", 'echo a; b; sh; a; b'],
    ["sh <<< 'a'", 'sh; a'],
    ["sh x.sh -c 'a'", 'sh x.sh -c a'],
    ["python3 -c 'a'", 'python3 -c a'],
  ])('%s', (script, expected) => {
    const commands = runCommands(run(`RUN ${script}`));
    expect(commands.map(({ words }) => words.join(' ')).join('; ')).toBe(expected);
  });
});

describe('a download piped to an interpreter', () => {
  it.each([
    ['curl -fsSL https://x/y | sh', true],
    ['curl -fsSL https://x/y | sudo -E bash -', true],
    ['a && wget -qO- https://x/y | tee z | python3 -', true],
    ['bash -c "curl https://x | sh"', true],
    ['curl -fsSL https://x/y | tar xz', false],
    ['curl -fsSLo y https://x/y && sh y', false],
    ['echo "curl https://x | sh"', false],
    ['cat a | sh', false],
    ['curl https://x | gpg --dearmor -o k; sh a', false],
  ])('%s: %s', (script, expected) => {
    expect(runPipelines(run(`RUN ${script}`)).some(isPipedDownload)).toBe(expected);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../../../src/dockerfile/read-dockerfile.ts';

function read(...lines: readonly string[]) {
  const options = { path: 'Dockerfile', buildArgs: new Map([['GIVEN', 'given']]) };
  const reading = readDockerfile(`${lines.join('\n')}\n`, options);
  if ('problem' in reading) throw new Error(reading.problem.what);
  return reading.facts;
}

describe('COPY and ADD', () => {
  it('have sources and flags, expanded with what the variables are there', () => {
    const { transfers } = read(
      'ARG V=1',
      'FROM scratch AS a',
      'ARG V',
      'ENV U=https://example.com/$V',
      'FROM a',
      'ARG GIVEN=default',
      'ADD --checksum=sha256:$V --chmod=${MODE:-755} $U/x ${GIVEN} $NONE /to/',
      'ENV U=later',
    );
    expect(transfers).toEqual([
      {
        keyword: 'ADD',
        lines: { first: 7, last: 7 },
        stage: 1,
        sources: [
          { raw: '$U/x', expanded: 'https://example.com/1/x', unset: [] },
          { raw: '${GIVEN}', expanded: 'given', unset: [] },
          { raw: '$NONE', expanded: '', unset: ['NONE'] },
        ],
        checksum: { raw: 'sha256:$V', expanded: 'sha256:1', unset: [] },
        chmod: { raw: '${MODE:-755}', expanded: '755', unset: [] },
      },
    ]);
  });

  it('in the JSON form, from elsewhere, and with heredocs, which are no sources', () => {
    const { transfers, stages } = read(
      'FROM scratch',
      'COPY --from=busybox:1 ["a b", "c", "/to/"]',
      'COPY <<-ONE two /to/',
      '\tUSER root',
      '\tONE',
    );
    expect(transfers.map(({ from, sources }) => [from, sources.map(({ expanded }) => expanded)])).toEqual([
      ['busybox:1', ['a b', 'c']],
      [undefined, ['two']],
    ]);
    expect(stages[0]?.instructions[2]).toMatchObject({
      lines: { first: 3, last: 5 },
      heredocs: [{ name: 'ONE', tabs: true, body: '\tUSER root\n' }],
    });
  });

  it('stay unexpanded behind what cannot be expanded, in stages that are not built', () => {
    const { transfers } = read('FROM scratch', 'ENV A=${x', 'ADD $A /', 'FROM scratch', 'ADD b /');
    expect(transfers.map(({ sources }) => sources)).toEqual([
      [{ raw: '$A', unset: [] }],
      [{ raw: 'b', expanded: 'b', unset: [] }],
    ]);
  });
});

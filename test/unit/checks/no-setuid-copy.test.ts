// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { noSetuidCopy } from '../../../src/checks/build/no-setuid-copy.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return noSetuidCopy.evaluate({ dockerfile: dockerfileOf(['FROM a:1', ...lines]) });
}

describe('no-setuid-copy', () => {
  it.each<[string, string]>([
    ['COPY --chmod=4755 a /', 'fail'],
    ['COPY --chmod=02755 a /', 'fail'],
    ['ADD --chmod=6755 a /', 'fail'],
    ['COPY --chmod=u+s a /', 'fail'],
    ['COPY --chmod=+s a /', 'fail'],
    ['COPY --chmod=a=rx,g+s a /', 'fail'],
    ['COPY --chmod=u=rwxs,go=rx a /', 'fail'],
    ['COPY --chmod="4755" a /', 'fail'],
    ['COPY --chmod=1777 a /', 'pass'],
    ['COPY --chmod=0755 a /', 'pass'],
    ['COPY --chmod=755 a /', 'pass'],
    ['COPY --chmod=u=rwX,go=rX a /', 'pass'],
    ['COPY --chmod=g-s a /', 'pass'],
    ['COPY --chmod=${MODE:-4755} a /', 'fail'],
    ['COPY --chmod=${MODE:-755} a /', 'pass'],
    ['COPY --chmod=$MODE a /', 'undecided DOCKERFILE-UNREADABLE'],
    ['COPY a --chmod=4755 /', 'not-applicable'],
    ['COPY a /', 'not-applicable'],
    ['RUN chmod 4755 /a', 'not-applicable'],
  ])('%s: %s', (line, expected) => {
    expect(outcomeWord(judge(line))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['a stage that is copied from', ['COPY --chmod=4755 a /x', 'FROM a:1', 'COPY --from=0 /x /'], 'fail'],
    ['a stage that is not built', ['COPY --chmod=4755 a /x', 'FROM a:1'], 'not-applicable'],
    ['a variable', ['ARG MODE=4755', 'COPY --chmod=$MODE a /'], 'fail'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it.each([
    ['4750', '0750'],
    ['u+s', '0755'],
  ])('points to the line and says the mode without the bit: %s', (mode, plain) => {
    expect(onlyFinding(judge('USER 1', `COPY --chmod=${mode} tool /usr/bin/`))).toMatchObject({
      severity: 'high',
      fingerprint: 'no-setuid-copy:chmod:tool',
      seen: `COPY --chmod=${mode} tool in line 3`,
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
      fix: { text: `Leave the bit out: --chmod=${plain}.` },
    });
  });
});

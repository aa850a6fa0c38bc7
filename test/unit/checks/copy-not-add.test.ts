// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { copyNotAdd } from '../../../src/checks/build/copy-not-add.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return copyNotAdd.evaluate({ dockerfile: dockerfileOf(['FROM a:1 AS b', ...lines]) });
}

describe('copy-not-add', () => {
  it.each<[string, string]>([
    ['ADD . /app', 'fail'],
    ['ADD src/ /app/', 'fail'],
    ['ADD package.json /app/', 'fail'],
    ['ADD --chown=1:1 entrypoint.sh /', 'fail'],
    ['ADD ["a b.txt", "/"]', 'fail'],
    ['ADD target/*.jar /app.jar', 'fail'],
    ['ADD a.zip /', 'fail'],
    ['ADD a.gz /', 'fail'],
    ['ADD tarball /', 'fail'],
    ['ADD a.txt b.tar.gz /', 'fail'],
    ['ADD rootfs.tar /', 'pass'],
    ['ADD rootfs.tar.gz /', 'pass'],
    ['ADD ROOTFS.TAR.GZ /', 'pass'],
    ['ADD rootfs.tgz /', 'pass'],
    ['ADD rootfs.tar.bz2 /', 'pass'],
    ['ADD rootfs.tar.xz /', 'pass'],
    ['ADD rootfs.txz /', 'pass'],
    ['ADD rootfs.tar.zst /', 'pass'],
    ['ADD alpine-minirootfs-3.20.0-x86_64.tar.gz /', 'pass'],
    ['ADD ["rootfs.tar.xz", "/"]', 'pass'],
    ['ADD *.tar.gz /', 'pass'],
    ['ADD rootfs* /', 'pass'],
    ['ADD dist/*.gz /', 'pass'],
    ['ADD https://example.com/a.txt /', 'pass'],
    ['ADD https://github.com/x/y.git /', 'pass'],
    ['ADD a-${V}.tar.gz /', 'pass'],
    ['ADD a-${V}.txt /', 'fail'],
    ['ADD ${F:-a.txt} /', 'fail'],
    ['ADD ${F:-a.tgz} /', 'pass'],
    ['ADD $F /', 'undecided DOCKERFILE-UNREADABLE'],
    ['ADD build/$F /', 'undecided DOCKERFILE-UNREADABLE'],
    ['COPY a.txt /', 'not-applicable'],
  ])('%s: %s', (line, expected) => {
    expect(outcomeWord(judge(line))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['a variable that is a file', ['ARG F=a.jar', 'ADD $F /'], 'fail'],
    ['a variable that is an archive', ['ARG F=a.tar.xz', 'ADD $F /'], 'pass'],
    ['a heredoc', ['ADD <<EOF /x', 'a', 'EOF'], 'pass'],
    ['a stage that is copied from', ['ADD a /x', 'FROM a:1', 'COPY --from=b /x /'], 'fail'],
    ['a stage that is not built', ['ADD a /x', 'FROM a:1'], 'not-applicable'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('points to the line and says the line that replaces it', () => {
    expect(onlyFinding(judge('ADD --chown=app:app a.txt conf/ /srv/'))).toMatchObject({
      severity: 'low',
      fingerprint: 'copy-not-add:a.txt conf/',
      seen: 'ADD a.txt conf/ in line 2',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
      fix: { lines: ['COPY --chown=app:app a.txt conf/ /srv/'], placement: 'replace' },
    });
  });

  it.each([
    ['ADD a.txt b.tgz /', 'Take the files that are no archives into a COPY of their own.'],
    ['ADD --keep-git-dir=true a.txt /', 'Write COPY in place of ADD.'],
    ['ADD a.txt \\\n /', 'Write COPY in place of ADD.'],
  ])('says no line for %j', (line, text) => {
    const { fix } = onlyFinding(judge(...line.split('\n')));
    expect(fix).toEqual({ text });
  });
});

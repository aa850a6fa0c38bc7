// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { noRemoteAdd } from '../../../src/checks/build/no-remote-add.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const COMMIT = 'a'.repeat(40);
const URL = 'https://example.com/x.tar.gz';
const GIT = 'https://github.com/x/y.git';

function judge(...lines: readonly string[]) {
  return noRemoteAdd.evaluate({ dockerfile: dockerfileOf(['FROM a:1', ...lines]) });
}

describe('no-remote-add', () => {
  it.each<[string, readonly string[], string]>([
    ['a URL', [`ADD ${URL} /`], 'fail'],
    ['a URL, upper case', ['ADD HTTPS://example.com/x /'], 'fail'],
    ['http', ['ADD http://example.com/x /'], 'fail'],
    ['a URL in the JSON form', [`ADD ["${URL}", "/"]`], 'fail'],
    ['a URL behind a file', [`ADD a ${URL} /`], 'fail'],
    ['another flag', [`ADD --chown=1:1 ${URL} /`], 'fail'],
    ['a checksum', [`ADD --checksum=sha256:${'b'.repeat(64)} ${URL} /`], 'pass'],
    ['a checksum that is a variable', [`ADD --checksum=$SUM ${URL} /`], 'pass'],
    ['a repository', [`ADD ${GIT} /`], 'fail'],
    ['a branch', [`ADD ${GIT}#main /`], 'fail'],
    ['a tag', [`ADD ${GIT}#v1.2.3 /`], 'fail'],
    ['a short commit', [`ADD ${GIT}#${COMMIT.slice(1)} /`], 'fail'],
    ['a commit', [`ADD ${GIT}#${COMMIT} /`], 'pass'],
    ['a commit and a folder', [`ADD ${GIT}#${COMMIT}:docs /`], 'pass'],
    ['a commit in the query', [`ADD ${GIT}?ref=v1&commit=${COMMIT} /`], 'pass'],
    ['a repository over SSH', ['ADD git@github.com:x/y.git /'], 'fail'],
    ['a commit over SSH', [`ADD git@github.com:x/y.git#${COMMIT} /`], 'pass'],
    ['a commit as the checksum', [`ADD --checksum=${COMMIT} ${GIT}#v1 /`], 'pass'],
    ['a file', ['ADD x.tar.gz /'], 'pass'],
    ['a file with a host in its name', ['ADD github.com/x/y /'], 'pass'],
    ['the destination is no source', [`ADD a ${URL}`], 'pass'],
    ['COPY', ['COPY a /'], 'not-applicable'],
    ['a variable that is a URL', [`ARG U=${URL}`, 'ADD $U /'], 'fail'],
    ['a variable in a URL', ['ADD https://example.com/$V /'], 'fail'],
    ['a variable that is a file', ['ARG JAR_FILE=target/*.jar', 'ADD ${JAR_FILE} app.jar'], 'pass'],
    ['a default in place', ['ADD ${U:-a.tgz} /'], 'pass'],
    ['a variable without a value', ['ADD $U /'], 'undecided DOCKERFILE-UNREADABLE'],
    ['a variable without a value inside a name', ['ADD a$U /'], 'pass'],
    ['in a heredoc', ['COPY <<EOF /x', `ADD ${URL} /`, 'EOF'], 'not-applicable'],
    ['a stage that is not built', [`ADD ${URL} /`, 'FROM a:1'], 'not-applicable'],
    ['a stage that is copied from', [`ADD ${URL} /x`, 'FROM a:1', 'COPY --from=0 /x /'], 'fail'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('points to the line and says the cure, without passwords and tokens', () => {
    const found = onlyFinding(judge('ADD https://me:hunter2@example.com/a/x.tgz?token=s3cr3t /x'));
    expect(found).toMatchObject({
      severity: 'medium',
      fingerprint: 'no-remote-add:https://example.com/a/x.tgz?…',
      seen: 'ADD https://example.com/a/x.tgz?… in line 2',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
    });
    expect(found.fix?.text).toContain('ADD --checksum=sha256:<digest> https://example.com/a/x.tgz');
    expect(JSON.stringify(found)).not.toMatch(/hunter2|s3cr3t/);
  });

  it('cures a repository by its commit', () => {
    expect(onlyFinding(judge(`ADD ${GIT}#main /x`)).fix?.text).toContain(`ADD ${GIT}#<40 hex digits>.`);
  });
});

import { describe, expect, it } from 'vitest';
import { apkCacheNotKept } from '../../../src/checks/build/apk-cache-not-kept.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return apkCacheNotKept.evaluate({ dockerfile: dockerfileOf(['FROM a:1 AS b', ...lines]) });
}

describe('apk-cache-not-kept', () => {
  it.each<[string, string]>([
    ['apk add curl', 'fail'],
    ['apk -U add curl', 'fail'],
    ['apk add --update --virtual .deps gcc && make && apk del .deps', 'fail'],
    ['apk update && apk add --no-cache curl', 'fail'],
    ['apk upgrade', 'fail'],
    ['apk add --no-cache a && apk add b', 'fail'],
    ['apk add a && rm -rf /var/cache/misc', 'fail'],
    ['rm -rf /var/cache/apk/* && apk add a', 'fail'],
    ['apk add a && echo rm -rf /var/cache/apk/*', 'fail'],
    ['["apk", "add", "a"]', 'fail'],
    ['apk add --no-cache curl', 'pass'],
    ['apk --no-cache add curl', 'pass'],
    ['apk add curl --no-cache', 'pass'],
    ['apk add curl && rm -rf /var/cache/apk/*', 'pass'],
    ['apk update && apk add curl && rm -rf /var/cache/apk', 'pass'],
    ['apk add a && rm -rf /var/cache/apk/* && apk add b && rm -rf /var/cache/apk/*', 'pass'],
    ['apk add curl && rm -f /var/cache/apk/APKINDEX.*', 'pass'],
    ['apk add curl && rm -rf /tmp/* /var/cache/*', 'pass'],
    ['apk add curl && find /var/cache/apk -type f -delete', 'pass'],
    ['--mount=type=cache,target=/var/cache/apk apk add curl', 'pass'],
    ['--mount=type=cache,target=/etc/apk/cache apk add curl', 'pass'],
    ['--mount=type=cache,target=/var/cache/apt apk add curl', 'fail'],
    ['apk add -s curl', 'not-applicable'],
    ['apk del curl', 'not-applicable'],
    ['apk info', 'not-applicable'],
    ['echo apk add curl', 'not-applicable'],
    ['apt-get install -y apk add', 'not-applicable'],
  ])('RUN %s: %s', (run, expected) => {
    expect(outcomeWord(judge(`RUN ${run}`))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['removed in another RUN', ['RUN apk add a', 'RUN rm -rf /var/cache/apk/*'], 'fail'],
    ['in a stage below', ['RUN apk add a', 'FROM b', 'RUN a'], 'fail'],
    ['in a stage that is copied from', ['RUN apk add a', 'FROM a:1', 'COPY --from=b /x /'], 'not-applicable'],
    ['a heredoc', ['RUN <<EOF', 'apk add a', 'EOF'], 'fail'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('makes one finding a RUN, points to it and says the cure', () => {
    expect(onlyFinding(judge('RUN apk add -t .deps curl git && apk add x'))).toMatchObject({
      severity: 'low',
      fingerprint: 'apk-cache-not-kept:add curl',
      seen: 'apk add without --no-cache in line 2, and nothing behind it removes /var/cache/apk',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
      fix: { text: 'Write apk add --no-cache, which takes the newest index by itself and keeps nothing.' },
    });
    expect(onlyFinding(judge('RUN apk update')).fix?.text).toContain('Leave apk update out');
  });
});

import { describe, expect, it } from 'vitest';
import { aptListsRemoved } from '../../../src/checks/build/apt-lists-removed.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const INSTALL = 'apt-get update && apt-get install -y curl';

function judge(...lines: readonly string[]) {
  return aptListsRemoved.evaluate({ dockerfile: dockerfileOf(['FROM a:1 AS b', ...lines]) });
}

describe('apt-lists-removed', () => {
  it.each<[string, string]>([
    [INSTALL, 'fail'],
    ['apt update -y && apt install -y curl', 'fail'],
    ['sudo apt-get update && sudo apt-get install -y curl', 'fail'],
    ['apt-get -qq update; apt-get install curl; apt-get clean', 'fail'],
    [`rm -rf /var/lib/apt/lists/* && ${INSTALL}`, 'fail'],
    [`${INSTALL} && rm -rf /var/cache/apt/archives`, 'fail'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/partial`, 'fail'],
    [`${INSTALL} && echo rm -rf /var/lib/apt/lists/*`, 'fail'],
    [`${INSTALL} # && rm -rf /var/lib/apt/lists/*`, 'fail'],
    [`--mount=type=cache,target=/var/cache/apt ${INSTALL}`, 'fail'],
    [`--mount=type=secret,target=/var/lib/apt ${INSTALL}`, 'fail'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/*`, 'pass'],
    [`${INSTALL} && rm -r /var/lib/apt/lists`, 'pass'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/`, 'pass'],
    [`${INSTALL} && rm -rf "/var/lib/apt/lists/"*`, 'pass'],
    [`${INSTALL} && rm -rf /tmp/* /var/lib/apt/* && rm x`, 'pass'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/{apt,dpkg,cache,log} /tmp/*`, 'fail'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/{*,.??*}`, 'pass'],
    [`${INSTALL} && rm -rf /var/lib/{apt,dpkg,cache}`, 'pass'],
    [`${INSTALL} && rm -rf /var/lib/apt/lists/*_dists_*`, 'pass'],
    [`${INSTALL} && find /var/lib/apt/lists -type f -delete`, 'pass'],
    [`${INSTALL} && find /var/lib/apt/lists/ -type f -print`, 'fail'],
    [`${INSTALL} && apt-get dist-clean`, 'pass'],
    [`--mount=type=cache,target=/var/lib/apt,sharing=locked ${INSTALL}`, 'pass'],
    [`--mount=type=cache,sharing=locked,dst=/var/lib/apt/lists/ ${INSTALL}`, 'pass'],
    [`--mount=type=tmpfs,target=/var/lib/apt/lists ${INSTALL}`, 'pass'],
    [`--mount=type=cache,target=/var/lib/ap ${INSTALL}`, 'fail'],
    ['set -ex; if true; then apt-get update; rm -rf /var/lib/apt/lists/*; fi', 'pass'],
    ['["sh", "-c", "apt-get update"]', 'fail'],
    ['apt-get install -y curl', 'not-applicable'],
    ['apk update', 'not-applicable'],
    ['echo apt-get update', 'not-applicable'],
    ['apt-get update --print-uris', 'not-applicable'],
  ])('RUN %s: %s', (run, expected) => {
    expect(outcomeWord(judge(`RUN ${run}`))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['removed in another RUN', [`RUN ${INSTALL}`, 'RUN rm -rf /var/lib/apt/lists/*'], 'fail'],
    ['in a stage below', [`RUN ${INSTALL}`, 'FROM b', 'RUN a'], 'fail'],
    ['in a stage that is copied from', [`RUN ${INSTALL}`, 'FROM a:1', 'COPY --from=b /x /'], 'not-applicable'],
    ['a heredoc', ['RUN <<EOF', INSTALL, 'rm -rf /var/lib/apt/lists/*', 'EOF'], 'pass'],
    ['a heredoc that keeps them', ['RUN <<EOF', INSTALL, 'EOF'], 'fail'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('makes one finding a RUN, points to it and says the cure', () => {
    const result = judge(`RUN ${INSTALL}`, 'RUN apt-get update', `RUN ${INSTALL}`);
    expect(result.kind === 'judged' && result.findings).toMatchObject([
      {
        severity: 'low',
        fingerprint: 'apt-lists-removed:curl',
        seen: 'apt-get update in line 2, and nothing behind it in the same RUN removes /var/lib/apt/lists',
        location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
      },
      { fingerprint: 'apt-lists-removed:update' },
      { fingerprint: 'apt-lists-removed:curl#2' },
    ]);
    expect(onlyFinding(judge(`RUN ${INSTALL}`)).fix?.text).toContain('&& rm -rf /var/lib/apt/lists/*');
  });
});

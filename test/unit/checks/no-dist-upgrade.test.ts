import { describe, expect, it } from 'vitest';
import { noDistUpgrade } from '../../../src/checks/build/no-dist-upgrade.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return noDistUpgrade.evaluate({ dockerfile: dockerfileOf(['FROM a:1 AS b', ...lines]) });
}

describe('no-dist-upgrade', () => {
  it.each<[string, string]>([
    ['apt-get update && apt-get -y dist-upgrade', 'fail'],
    ['apt-get update && apt full-upgrade -y', 'fail'],
    ['aptitude -y full-upgrade', 'fail'],
    ['DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Options::=--force-confold -y dist-upgrade', 'fail'],
    ['["apt-get", "-y", "dist-upgrade"]', 'fail'],
    ['apt-get update && apt-get upgrade -y', 'pass'],
    ['apt-get -s dist-upgrade', 'pass'],
    ['apt-get install -y dist-upgrade', 'pass'],
    ['echo apt-get dist-upgrade', 'pass'],
    ['make # apt-get dist-upgrade', 'pass'],
  ])('RUN %s: %s', (run, expected) => {
    expect(outcomeWord(judge(`RUN ${run}`))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['a stage that is copied from', ['RUN apt-get dist-upgrade', 'FROM a:1', 'COPY --from=b /x /'], 'fail'],
    ['a stage that is not built', ['RUN apt-get dist-upgrade', 'FROM a:1', 'RUN a'], 'pass'],
    ['no RUN', ['COPY a /'], 'not-applicable'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('points to the line and says the cure', () => {
    const found = onlyFinding(judge('RUN a', 'RUN apt-get update && apt-get dist-upgrade -y'));
    expect(found).toMatchObject({
      severity: 'low',
      fingerprint: 'no-dist-upgrade:dist-upgrade',
      seen: 'apt-get dist-upgrade in line 3',
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
    });
    expect(found.fix?.text).toContain('apt-get upgrade -y in place of apt-get dist-upgrade');
  });
});

import { describe, expect, it } from 'vitest';
import { aptUpdateWithInstall } from '../../../src/checks/build/apt-update-with-install.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return aptUpdateWithInstall.evaluate({ dockerfile: dockerfileOf(['FROM a:1 AS b', ...lines]) });
}

describe('apt-update-with-install', () => {
  it.each<[string, string]>([
    ['apt-get update', 'fail'],
    ['apt update -y', 'fail'],
    ['sudo apt-get -qq update', 'fail'],
    ['apt-get update && apt-get clean && rm -rf /x', 'fail'],
    ['apt-get install -y a && apt-get update', 'fail'],
    ['sh -c "apt-get update"', 'fail'],
    ['echo "deb https://x $(lsb_release -cs) main" > /etc/apt/sources.list.d/x.list && apt-get update', 'fail'],
    ['apt-get update && sh -c "rm -rf /x"', 'fail'],
    ['apt-get update && apt-get install -y a', 'pass'],
    ['apt-get update && sudo apt install -y a', 'pass'],
    ['apt-get update && apt-get upgrade -y', 'pass'],
    ['apt-get update && apt-get build-dep -y a', 'pass'],
    ['apt-get update && xargs -a packages.txt apt-get install -y', 'pass'],
    ['apt-get update && ./install-packages.sh', 'pass'],
    ['apt-get update && npx playwright install --with-deps', 'pass'],
    ['sh -c "apt-get update && apt-get install -y a"', 'pass'],
    ['apt-get install -y a', 'not-applicable'],
    ['apk update', 'not-applicable'],
    ['echo apt-get update', 'not-applicable'],
  ])('RUN %s: %s', (run, expected) => {
    expect(outcomeWord(judge(`RUN ${run}`))).toBe(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['installed in another RUN', ['RUN apt-get update', 'RUN apt-get install -y a'], 'fail'],
    ['a stage that is copied from', ['RUN apt-get update', 'FROM a:1', 'COPY --from=b /x /'], 'fail'],
    ['a stage that is not built', ['RUN apt-get update', 'FROM a:1'], 'not-applicable'],
    ['a heredoc', ['RUN <<EOF', 'apt-get update', 'apt-get install -y a', 'EOF'], 'pass'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('points to the line and says the cure', () => {
    const found = onlyFinding(judge('RUN apt-get update', 'RUN apt-get install -y a'));
    expect(found).toMatchObject({
      severity: 'low',
      fingerprint: 'apt-update-with-install:update',
      seen: 'apt-get update in line 2, and nothing in the same RUN uses what it fetches',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
    });
    expect(found.fix?.text).toContain('RUN apt-get update && apt-get install -y');
  });
});

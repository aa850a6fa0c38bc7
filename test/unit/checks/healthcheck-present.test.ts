import { describe, expect, it } from 'vitest';
import { healthcheckPresent } from '../../../src/checks/contents/healthcheck-present.ts';
import type { ImageConfig } from '../../../src/model/evidence.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { OS_RELEASE, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const SERVICE = ['/app/server'];

function judge(config: Partial<ImageConfig>, lines?: readonly string[], osRelease: string = OS_RELEASE.alpine) {
  return healthcheckPresent.evaluate({
    'image-config': anImageConfig({ cmd: SERVICE, ...config }),
    'image-accounts': someAccounts({ osRelease }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

describe('healthcheck-present', () => {
  it.each<[readonly string[] | undefined, string]>([
    [['CMD-SHELL', 'wget -q -O /dev/null http://127.0.0.1/ || exit 1'], 'pass'],
    [['CMD', '/app/server', 'healthcheck'], 'pass'],
    [['NONE'], 'fail'],
    [[], 'fail'],
    [undefined, 'fail'],
  ])('%j: %s', (healthcheck, expected) => {
    expect(outcomeWord(judge(healthcheck === undefined ? {} : { healthcheck }))).toBe(expected);
  });

  it.each<[string, readonly string[], readonly string[], string]>([
    ['nothing', [], [], 'not-applicable'],
    ['a shell', [], ['/bin/sh'], 'not-applicable'],
    ['a shell by its name', [], ['bash'], 'not-applicable'],
    ['a login shell', ['/bin/bash', '-l'], [], 'not-applicable'],
    ['a program by a shell', ['/bin/sh', '-c'], ['server'], 'fail'],
    ['a script', ['sh', '/run.sh'], [], 'fail'],
    ['an entrypoint before a shell', ['/entrypoint.sh'], ['bash'], 'fail'],
    ['a program', [], ['nginx'], 'fail'],
  ])('starts %s: %j %j is %s', (_, entrypoint, cmd, expected) => {
    expect(outcomeWord(judge({ entrypoint, cmd }))).toBe(expected);
  });

  it('points below the last line of the stage', () => {
    const found = onlyFinding(judge({}, ['FROM a:1', 'COPY b /', 'CMD ["/app/server"]']));
    expect(found).toMatchObject({
      severity: 'low',
      seen: 'no HEALTHCHECK',
      fingerprint: 'healthcheck-present:missing',
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
      fix: { placement: 'append' },
    });
    expect(found.inheritedFrom).toBeUndefined();
  });

  it('points to the line that turns it off', () => {
    const found = onlyFinding(
      judge({ healthcheck: ['NONE'] }, ['FROM a:1', 'HEALTHCHECK NONE', 'CMD ["/app/server"]']),
    );
    expect(found).toMatchObject({ seen: 'HEALTHCHECK NONE', location: { lines: { first: 2 } } });
    expect(found.fix?.placement).toBe('replace');
    expect(found.detail).toContain('HEALTHCHECK in line 2 of Dockerfile sets it.');
  });

  it('says that the base image turns it off, and does not excuse it by that', () => {
    const found = onlyFinding(judge({ healthcheck: ['NONE'] }, ['FROM b:1', 'CMD ["/app/server"]']));
    expect(found.detail).toContain('base image b:1');
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.fix?.placement).toBe('append');
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'Alpine with an HTTP port',
      OS_RELEASE.alpine,
      ['9999/tcp', '8080/tcp'],
      ['CMD wget -q -O /dev/null http://127.0.0.1:8080/'],
    ],
    ['Alpine with another port', OS_RELEASE.alpine, ['5432/tcp'], ['CMD ["/path/to/program"']],
    ['Debian', OS_RELEASE.debian, ['8080/tcp'], ['CMD ["/path/to/program"']],
    ['distroless', OS_RELEASE.distroless, ['8080/tcp'], ['CMD ["/path/to/program"']],
  ])('is cured for %s', (_, osRelease, exposedPorts, [part = '']) => {
    expect(onlyFinding(judge({ exposedPorts }, undefined, osRelease)).fix?.lines?.join()).toContain(part);
  });

  it('needs neither accounts nor Dockerfile', () => {
    const result = healthcheckPresent.evaluate({ 'image-config': anImageConfig({ cmd: SERVICE }) });
    expect(onlyFinding(result).location).toBeUndefined();
  });
});

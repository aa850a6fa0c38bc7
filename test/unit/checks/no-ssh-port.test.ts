import { describe, expect, it } from 'vitest';
import { noSshPort } from '../../../src/checks/contents/no-ssh-port.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(exposedPorts: readonly string[], lines?: readonly string[], buildContexts: readonly string[] = []) {
  return noSshPort.evaluate({
    'image-config': anImageConfig({ exposedPorts }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines, { buildContexts }) }),
  });
}

describe('no-ssh-port', () => {
  it.each<[readonly string[], string]>([
    [['22/tcp'], 'fail'],
    [['22'], 'fail'],
    [['80/tcp', '22/tcp'], 'fail'],
    [['20-25/tcp'], 'fail'],
    [['22/TCP'], 'fail'],
    [['22/udp'], 'pass'],
    [['2222/tcp'], 'pass'],
    [['23-30/tcp'], 'pass'],
    [['122/tcp', '220/tcp'], 'pass'],
    [[], 'not-applicable'],
  ])('EXPOSE %j: %s', (ports, expected) => {
    expect(outcomeWord(judge(ports))).toBe(expected);
  });

  it.each<[string, readonly string[], string, number | undefined, string | undefined, readonly string[] | undefined]>([
    ['the line', ['FROM a:1', 'EXPOSE 22'], 'EXPOSE in line 2', 2, undefined, undefined],
    ['the line with more ports', ['FROM a:1', 'EXPOSE 80 22/tcp 443'], 'line 2', 2, undefined, ['EXPOSE 80 443']],
    ['a range', ['FROM a:1', 'EXPOSE 20-25'], 'EXPOSE in line 2', 2, undefined, undefined],
    ['the stage below', ['FROM a:1 AS x', 'EXPOSE 22', 'FROM x', 'EXPOSE 80'], 'line 2', 2, undefined, undefined],
    ['a variable', ['FROM a:1', 'EXPOSE $PORT'], 'as far as its variables', 2, undefined, undefined],
    ['the base image', ['FROM sshd:1', 'EXPOSE 80'], 'base image sshd:1 (FROM in line 1', 1, 'sshd:1', undefined],
    [
      'the base image, when another stage exposes it',
      ['FROM b AS x', 'EXPOSE 22', 'FROM a:1'],
      'a:1',
      3,
      'a:1',
      undefined,
    ],
    ['nobody, from scratch', ['FROM scratch', 'COPY a /'], 'No instruction of', 1, undefined, undefined],
  ])('says who brought it: %s', (_, lines, sentence, line, inheritedFrom, cure) => {
    const found = onlyFinding(judge(['22/tcp', '80/tcp'], lines));
    expect(found.detail).toContain(sentence);
    expect(found.location?.lines.first).toBe(line);
    expect(found.inheritedFrom).toBe(inheritedFrom);
    expect(found.fix?.lines).toEqual(cure);
  });

  it('excuses no build context that stands for a base image', () => {
    expect(onlyFinding(judge(['22/tcp'], ['FROM base'], ['base'])).inheritedFrom).toBeUndefined();
  });

  it('says the cure', () => {
    const own = onlyFinding(judge(['22/tcp'], ['FROM a:1', 'EXPOSE 22']));
    expect(own).toMatchObject({ severity: 'medium', fingerprint: 'no-ssh-port:tcp-22', seen: 'EXPOSE 22/tcp' });
    expect(own.fix?.text).toContain('Remove line 2');
    expect(onlyFinding(judge(['22/tcp'], ['FROM a:1'])).fix?.text).toContain('use a base image without an SSH server');
    expect(onlyFinding(judge(['22/tcp'])).fix?.text).toContain('Remove port 22');
  });

  it('needs no Dockerfile', () => {
    const found = onlyFinding(judge(['22/tcp']));
    expect(found.location).toBeUndefined();
    expect(found.inheritedFrom).toBeUndefined();
  });
});

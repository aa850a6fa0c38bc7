import { describe, expect, it } from 'vitest';
import { userVariableSet } from '../../../src/checks/user/user-variable-set.ts';
import type { UserInstruction } from '../../../src/model/dockerfile.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someDockerfileFacts } from '../../builders/dockerfile-facts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

const LINES = { first: 4, last: 4 };

/** USER `raw` in line 4, read as `expanded`, while the image says `user`. */
function judge(raw: string, expanded: string, unset: readonly string[] = [], user = expanded, os = 'linux') {
  const instruction: UserInstruction = { lines: LINES, stage: 0, raw, expanded, unset };
  return userVariableSet.evaluate({
    'image-config': anImageConfig({ user, os }),
    dockerfile: someDockerfileFacts(undefined, { user: instruction }),
  });
}

describe('user-variable-set', () => {
  it.each([
    ['$U', '', ['U'], 'fail'],
    ['$' + '{U}:1000', ':1000', ['U'], 'fail'],
    ['$' + '{U}$' + '{V}', '', ['U', 'V'], 'fail'],
    ['$U', '', [], 'fail'],
    ["'$U'", '$U', [], 'fail'],
    ['\\$' + '{U}', '$' + '{U}', [], 'fail'],
    ['$' + '{U:-1000}', '1000', [], 'pass'],
    ['$U', '20002:10001', [], 'pass'],
    ['app$' + '{SUFFIX}', 'app', ['SUFFIX'], 'pass'],
    ['app:$' + '{G}', 'app:', ['G'], 'pass'],
    ['app', 'app', [], 'pass'],
    ['""', '', [], 'pass'],
    ['machine$', 'machine$', [], 'pass'],
  ])('USER %s → %j (no value: %j): %s', (raw, expanded, unset, expected) => {
    expect(outcomeWord(judge(raw, expanded, unset))).toBe(expected);
  });

  it('names the variable, points to the line, and declares it in the stage', () => {
    const found = onlyFinding(judge('$' + '{APP_USER}', '', ['APP_USER']));
    expect(found).toMatchObject({ severity: 'high', location: { file: 'Dockerfile', lines: LINES } });
    expect(found.detail).toContain('APP_USER had no value in this stage');
    expect(found.seen).toBe('USER $' + '{APP_USER} → empty');
    expect(found.fix).toMatchObject({
      lines: ['ARG APP_USER=20002:10001', 'USER $' + '{APP_USER}'],
      placement: 'replace',
    });
  });

  it('writes no hostile name into the cure', () => {
    expect(onlyFinding(judge('$x', '', ['x\nRUN reboot'])).fix?.lines).toEqual(['USER 20002:10001']);
  });

  it('believes the image when the reading of the file differs', () => {
    expect(outcomeWord(judge('$U', '', ['U'], '20002'))).toBe('pass');
    expect(outcomeWord(judge('$U', '20002', [], ''))).toBe('fail');
  });

  it('does not apply without a USER instruction, nor to Windows', () => {
    const config = anImageConfig();
    expect(outcomeWord(userVariableSet.evaluate({ 'image-config': config, dockerfile: someDockerfileFacts() }))).toBe(
      'not-applicable',
    );
    expect(outcomeWord(judge('$U', '', ['U'], '', 'windows'))).toBe('not-applicable');
  });
});

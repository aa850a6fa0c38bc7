import { describe, expect, it } from 'vitest';
import { apparmorProfileParses } from '../../../src/checks/confinement/apparmor-profile-parses.ts';
import type { AppArmorProfileFile } from '../../../src/model/confinement.ts';
import { aProfile, aProfileFile, webEvidence } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';

const parser = 'apparmor_parser 3.0.8';
const judge = (syntax: AppArmorProfileFile['syntax'], text = aProfile()) =>
  apparmorProfileParses.evaluate(webEvidence(undefined, { 'apparmor-profiles': [aProfileFile(text, { syntax })] }));

describe('apparmor-profile-parses', () => {
  it.each<[string, AppArmorProfileFile['syntax'], string, string]>([
    ['the parser took it', { state: 'verified', parser }, aProfile(), 'pass'],
    [
      'the parser took what this reader does not understand',
      { state: 'verified', parser },
      aProfile('  new x,'),
      'pass',
    ],
    ['the parser refused it', { state: 'refused', parser, message: 'syntax error', line: 4 }, aProfile(), 'fail'],
    ['no parser', { state: 'not-verified', why: 'no parser' }, aProfile(), 'not-applicable'],
    [
      'no parser, and a line that this reader does not understand',
      { state: 'not-verified', why: 'no parser' },
      aProfile('  deny mount'),
      'undecided APPARMOR-UNDETERMINED',
    ],
    [
      'refused, and the profile is another',
      { state: 'refused', parser, message: 'no' },
      'profile x { }',
      'not-applicable',
    ],
  ])('%s: %#', (_, syntax, text, expected) => {
    expect(outcomeWord(judge(syntax, text))).toBe(expected);
  });

  it('says what the parser said, and where', () => {
    const message = 'AppArmor parser error at line 4: syntax error, unexpected TOK_CLOSE';
    expect(onlyFinding(judge({ state: 'refused', parser, message, line: 4 }))).toMatchObject({
      severity: 'high',
      seen: `apparmor/web:4: ${parser} says: ${message}`,
      location: { file: 'apparmor/web', lines: { first: 4, last: 4 } },
    });
    expect(onlyFinding(judge({ state: 'refused', parser, message })).location?.lines.first).toBe(3);
  });

  it('says that nobody looked, and why', () => {
    expect(judge({ state: 'not-verified', why: 'apparmor_parser is not installed' })).toEqual({
      kind: 'not-applicable',
      observed: 'apparmor/web: syntax not verified: apparmor_parser is not installed.',
    });
  });
});

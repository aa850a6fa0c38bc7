import { describe, expect, it } from 'vitest';
import { boundingOf, type GrantEvidence, type Granted, grantedTo } from '../../../src/checks/run/granted.ts';
import { DEFAULT_CAPABILITIES, EVERY_CAPABILITY, maskOf, namesOf } from '../../../src/linux/capabilities.ts';
import { ENGINE_DEFAULTS } from '../../../src/model/run-settings.ts';
import { outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

/** The words of docker run over an image of this user, on Debian's engine. */
function granted(options: string, imageUser = '', rest: Partial<GrantEvidence> = {}): Granted {
  return grantedTo({
    run: runArgs(options),
    config: anImageConfig({ user: imageUser }),
    accounts: someAccounts(),
    engineVersion: '20.10.24+dfsg1',
    ...rest,
  });
}

function word(answer: Granted): string {
  if (answer.kind === 'undecided') return outcomeWord(answer.result);
  if (answer.kind !== 'granted') return answer.kind;
  const { uid, gid, groups, userFrom } = answer;
  return `${uid}:${gid} +${groups?.join(',')} ${userFrom}`;
}

describe('who the process is', () => {
  it.each([
    ['', '', '0:0 + image'],
    ['', 'app', '1000:1000 +999 image'],
    ['--user 20002:10001', '', '20002:10001 + run'],
    ['--user 0', 'app', '0:0 + run'],
    ["--user ''", 'app', '1000:1000 +999 image'],
    ['--user app', '', '1000:1000 +999 run'],
    ['--user :5', 'app', '0:5 + run'],
    ['--user app --group-add 0', '', '1000:1000 +999,0 run'],
    ['--group-add docker', '5000', '5000:0 +999 image'],
    ['--user nosuch', 'app', 'refused'],
    ['', 'nosuch', 'refused'],
    ['--group-add nosuch', 'app', 'refused'],
    ['--group-add docker --group-add docker', 'app', 'refused'],
    ['--user -1', 'app', 'undecided USER-UNDETERMINED'],
    ['--user $WHO', 'app', 'undecided RUN-SETTING-UNKNOWN'],
    ['--group-add $GROUP', 'app', 'undecided RUN-SETTING-UNKNOWN'],
    ['$MORE', 'app', 'undecided RUN-SETTING-UNKNOWN'],
    ['--cap-add $CAP', 'app', 'undecided RUN-SETTING-UNKNOWN'],
    ['--privileged=$P', 'app', 'undecided RUN-SETTING-UNKNOWN'],
  ])('docker run %s over USER %j: %s', (options, user, expected) => {
    expect(word(granted(options, user))).toBe(expected);
  });

  it.each([
    ['--user 20002:10001', '20002:10001 + run'],
    ['--user 20002', '20002:undefined +undefined run'],
    ['--user :5', '0:5 + run'],
    ['--user 20002:10001 --group-add 5', '20002:10001 +undefined run'],
    ['--user app', 'undecided USER-UNDETERMINED'],
    ['', 'undecided USER-UNDETERMINED'],
  ])('docker run %s of an image that is not there: %s', (options, expected) => {
    expect(word(granted(options, '', { config: undefined, accounts: undefined }))).toBe(expected);
  });

  it('is nobody of Linux in a Windows container', () => {
    const answer = granted('', '', { config: anImageConfig({ os: 'windows' }) });
    expect(word(answer)).toBe('not-applicable');
  });
});

describe('what it is given', () => {
  const sets = (answer: Granted) => {
    if (answer.kind !== 'granted') throw new Error(word(answer));
    const { effective, permitted, bounding } = answer.sets;
    return [effective, permitted, bounding, answer.start.permitted];
  };
  const none = 0n;

  it('is the bounding set for root, and only the bounding set for others', () => {
    const all = DEFAULT_CAPABILITIES;
    expect(sets(granted(''))).toEqual([all, all, all, all]);
    expect(sets(granted('', 'app'))).toEqual([none, none, all, none]);
    expect(sets(granted('', 'app', { engineVersion: '29.0.1' }))).toEqual([none, none, all, all]);
    expect(sets(granted('--user 1000 --cap-drop ALL --cap-add NET_RAW'))).toEqual([
      none,
      none,
      maskOf('NET_RAW'),
      none,
    ]);
  });

  it('follows the engine’s version', () => {
    const bounding = (engineVersion?: string) => {
      const answer = boundingOf({ run: runArgs('--cap-add ALL'), engineVersion });
      if (answer.kind !== 'granted') throw new Error(answer.kind);
      return answer.bounding;
    };
    expect(namesOf(bounding('20.10.24'))).toHaveLength(38);
    expect(bounding('29.0.1')).toBe(EVERY_CAPABILITY);
    expect(bounding()).toBe(EVERY_CAPABILITY);
    expect(word(granted('', '', { engineVersion: '5.2.0' }))).toBe('undecided CAPABILITIES-UNDETERMINED');
    expect(word(granted('', '', { engineVersion: '' }))).toBe('undecided CAPABILITIES-UNDETERMINED');
  });

  it.each([
    ['--cap-add NONSENSE', 'The engine refuses to add the capability NONSENSE: there is no capability of this name.'],
    [
      '--cap-drop CAP_ALL',
      'The engine refuses to drop the capability CAP_ALL: all capabilities are written ALL, without CAP_.',
    ],
    ['--cap-add BPF', 'The engine refuses to add the capability BPF: this version of the engine does not know it.'],
  ])('docker run %s is refused, whoever the user is', (options, why) => {
    expect(granted(options)).toEqual({ kind: 'refused', why });
    expect(granted(options, 'app')).toEqual({ kind: 'refused', why });
  });

  it('reads compose services and defaults alike', () => {
    const run = aService({ capDrop: [said('ALL')], user: said('20002:10001') });
    expect(sets(granted('', '', { run }))).toEqual([none, none, none, none]);
    const open = aService({ capDrop: [said('ALL'), unknownSetting()] });
    expect(word(granted('', '', { run: open }))).toBe('undecided RUN-SETTING-UNKNOWN');
    expect(word(granted('', 'app', { run: ENGINE_DEFAULTS }))).toBe('1000:1000 +999 image');
  });
});

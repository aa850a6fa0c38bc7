import { describe, expect, it } from 'vitest';
import { commandSecrets } from '../../../src/checks/contents/command-secrets.ts';
import { readStep } from '../../../src/checks/contents/history-step.ts';
import { SECRET_FORMS } from '../../../src/checks/contents/secret-forms.ts';
import { secretIn } from '../../../src/checks/contents/secret-value.ts';
import { settingSecret } from '../../../src/checks/contents/setting-secret.ts';
import { TOKEN_SHAPES } from '../../../src/checks/contents/token-shapes.ts';
import { PUBLIC_IMAGES } from '../../builders/public-image-settings.ts';
import { KNOWN_FORMS, LOOK_ALIKES, NAMED_SECRETS, SECRETS } from '../../builders/secret-samples.ts';

const BODY = 'aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD3fG6';
const TOKEN = ['gh', 'p_', BODY].join('');

describe('secretIn', () => {
  it.each<[string, string, string | undefined]>([
    ['a token', TOKEN, 'GitHub token'],
    ['a token in a text', `x "${TOKEN}";`, 'GitHub token'],
    ['a token that is too short', TOKEN.slice(0, -1), undefined],
    ['the middle of a longer word', `x${TOKEN}`, undefined],
    ['a token that goes on', `${TOKEN}_x`, undefined],
    ['the second of two', `${TOKEN}_x ${TOKEN}`, 'GitHub token'],
    ['a prefix alone', ['gh', 'p_'].join(''), undefined],
  ])('takes %s for what it is', (_, value, kind) => {
    expect(secretIn('X', value)?.kind).toBe(kind);
  });

  it.each<[string, string, boolean]>([
    // A service starts with these and lets everybody in who tries them.
    ['DB_PASSWORD', 'changeme', true],
    ['DB_PASSWORD', 'password', true],
    ['DB_PASSWORD', '1234', true],
    ['DB_PASSWORD', '123', false],
    ['DB_PASSWORD', '5432', true],
    ['API_TOKEN', '5432', false],
    ['API_TOKEN', '1.2.3', false],
    ['API_TOKEN', 'v2', false],
    ['API_TOKEN', 'abc', true],
    ['API_TOKEN', 'your_token', false],
    ['API_TOKEN', 'replace-me', false],
    ['API_TOKEN', '"abcdef"', true],
    ['API_TOKEN', '""', false],
    ['API_TOKEN', '  ', false],
    ['API_TOKEN', '{{ token }}', false],
    ['API_TOKEN', '%TOKEN%', false],
    ['API_TOKEN', '$(cat /x)', false],
    ['API_TOKEN_FILE', BODY, false],
    ['API_TOKEN_2', BODY, true],
    ['PUBLIC_TOKEN', BODY, false],
    ['KEY', BODY, false],
    ['SORT_KEY', BODY, false],
    ['GPG_PRIVATE_KEY', BODY, false],
    ['X', BODY, false],
  ])('%s=%s: %s', (name, value, found) => {
    expect(secretIn(name, value) !== undefined).toBe(found);
  });

  it('knows every form by a sample, and each form says where it is written down', () => {
    const forms = [...TOKEN_SHAPES, ...SECRET_FORMS];
    const found = new Set(KNOWN_FORMS.map(([name, value]) => secretIn(name, value)?.kind));
    const without = forms.filter(({ kind }) => !found.has(kind)).map(({ kind }) => kind);
    expect(without).toEqual([]);
    expect(forms.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  });

  it('never holds the value', () => {
    expect(secretIn('API_TOKEN', BODY)).toEqual({ kind: 'token', source: 'name' });
    expect(JSON.stringify(secretIn('X', TOKEN))).not.toContain(BODY);
  });
});

describe('readStep', () => {
  it.each([
    ['/bin/sh -c #(nop)  ENV A=b', { keyword: 'ENV', buildArgs: [], text: 'A=b' }],
    ['/bin/bash -o pipefail -c #(nop)  ENV A=b', { keyword: 'ENV', buildArgs: [], text: 'A=b' }],
    ['ENV A=b', { keyword: 'ENV', buildArgs: [], text: 'A=b' }],
    ['/bin/sh -c make', { keyword: 'RUN', buildArgs: [], text: '/bin/sh -c make' }],
    ['RUN /bin/sh -c make # buildkit', { keyword: 'RUN', buildArgs: [], text: '/bin/sh -c make # buildkit' }],
    [
      '|2 A=b c D=e /bin/sh -c F=g make',
      {
        keyword: 'RUN',
        buildArgs: [
          { name: 'A', value: 'b c' },
          { name: 'D', value: 'e' },
        ],
        text: '/bin/sh -c F=g make',
      },
    ],
    ['RUN |1 A= /bin/sh -c x', { keyword: 'RUN', buildArgs: [{ name: 'A', value: '' }], text: '/bin/sh -c x' }],
    ['|2 A=b /bin/sh', { keyword: 'RUN', buildArgs: [{ name: 'A', value: 'b /bin/sh' }], text: 'A=b /bin/sh' }],
    ['|x', { keyword: 'RUN', buildArgs: [], text: '|x' }],
    ['', { keyword: 'RUN', buildArgs: [], text: '' }],
  ])('reads %s', (text, expected) => {
    expect(readStep(text)).toEqual(expected);
  });
});

describe('the table of samples', () => {
  it('has at least 60 of each, a public source for every one, and no secret twice', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(60);
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(60);
    const all = [...KNOWN_FORMS, ...NAMED_SECRETS, ...LOOK_ALIKES];
    expect(all.filter(([, , source]) => !isPublic(source)).map(([name]) => name)).toEqual([]);
    expect(PUBLIC_IMAGES.filter(({ source }) => !isPublic(source))).toEqual([]);
    const pairs = SECRETS.map(([name, value]) => `${name}=${value}`);
    expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([]);
  });
});

/** An address of https with a host that has a dot, and something after it. */
function isPublic(source: string): boolean {
  const { protocol, hostname, pathname } = new URL(source);
  return protocol === 'https:' && hostname.includes('.') && pathname.length > 1;
}

describe('hostile text', () => {
  /** Milliseconds of the fastest of three, so that a busy machine does not decide. */
  function fastest(text: string): number {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      secretIn('A_TOKEN', text);
      secretIn(text, 'abcdef');
      settingSecret('OPTIONS', `-x ${text}`);
      commandSecrets(text);
      readStep(`|9999 ${text}`);
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  it.each<[string, string]>([
    ['a prefix again and again', ['gh', 'p_'].join('')],
    ['the start of a key', '-----BEGIN '],
    ['the start of a key with blanks', `-----BEGIN PRIVATE KEY-----${' '.repeat(3000)}`],
    ['the start of a token', 'eyJ.'],
    ['addresses', 'a://b:'],
    ['at signs', '@:'],
    ['an address with at signs', 'a://@:'],
    ['semicolons', 'server=;password='],
    ['drivers', 'host=a a:b@tcp '],
    ['queries', 'a?b&c=d '],
    ['one long query', 'a?b&'],
    ['quotes', '"'],
    ['JSON', '"password":"'],
    ['slashes', '/'],
    ['path parts', 'a/'],
    ['digits and dots', '1.'],
    ['names', 'A_TOKEN='],
    ['pairs', 'A_TOKEN=abcdef '],
    ['place holders', 'your-'],
    ['brackets', '<'],
    ['base64', 'LS0tLS1CRUdJTi'],
    ['base64 of colons', 'Ojo6'],
    ['fingerprints', '0123456789ABCDEF'],
    ['programs', 'curl -u a:b https://localhost; '],
    ['options', 'mysql -p'],
    ['one program with many options', 'sshpass -p '],
    ['words', 'login password '],
    ['tokens in addresses', `https://${'a1'.repeat(12)}@h `],
  ])('is read in linear time: %s', (_, unit) => {
    const of = (length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    fastest(of(4096)); // compiled
    const once = fastest(of(65_536));
    // In time that grows with the square it would be 64 times; below a few milliseconds the clock decides.
    expect(fastest(of(8 * 65_536))).toBeLessThan(Math.max(once, 4) * 8 * 3);
    // Far below it on any machine: 64 KB are read in less than 50 ms here.
    expect(once).toBeLessThan(1000);
  });
});

import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { accountLines } from './account-lines.ts';
import { PASSWD_5, SHADOW_5 } from './references.ts';

const META = { id: 'no-empty-passwords', severity: 'high' } as const;
const PASSWD = '/etc/passwd';
const SHADOW = '/etc/shadow';
const MOST_FINDINGS = 20;

/** Nobody can become a user of the image without a password. */
export const noEmptyPasswords = defineCheck({
  ...META,
  title: 'No account of the image has an empty password',
  area: 'contents',
  needs: ['image-files'],
  uses: [],
  references: [SHADOW_5, PASSWD_5],
  evaluate: ({ 'image-files': { texts } }) => {
    const passwd = texts.get(PASSWD);
    const shadow = texts.get(SHADOW);
    if (passwd === undefined && shadow === undefined) {
      return { kind: 'not-applicable', observed: 'The image has neither /etc/passwd nor /etc/shadow.' };
    }
    const users = accountLines(passwd ?? '');
    const shells = new Map(users.map(({ name, shell }) => [name, shell]));
    // passwd(5): `x` says that the password is in shadow; an empty field asks for none.
    const open = [
      ...users.filter(({ password }) => password === '').map(({ name }) => ({ name, file: PASSWD })),
      ...accountLines(shadow ?? '')
        .filter(({ password, name }) => password === '' && shells.has(name))
        .map(({ name }) => ({ name, file: SHADOW })),
    ];
    const seen = open.length === 0 ? `${users.length} accounts, none without a password or lock` : openWords(open);
    // Those that somebody can log in to come first: what is told ends somewhere.
    const logins = open.filter(({ name }) => !NO_LOGIN.test(shells.get(name) ?? ''));
    const all = [...new Set([...logins, ...open])].slice(0, MOST_FINDINGS);
    return { kind: 'judged', seen, findings: all.map((one) => told(one, shells.get(one.name) ?? '')) };
  },
});

interface OpenAccount {
  readonly name: string;
  readonly file: string;
}

function openWords(open: readonly OpenAccount[]): string {
  return open
    .map(({ name, file }) => `${visibleText(name, 40)} in ${file}`)
    .slice(0, 5)
    .join('; ');
}

/** nologin(8) and false(1) let nobody in who logs in; su with a shell of its own does. */
const NO_LOGIN = /\/(?:nologin|false)$/;

function told({ name, file }: OpenAccount, shell: string): Finding {
  const shown = visibleText(name, 40);
  const plain = /^[a-z_][a-z0-9_-]*$/.test(name);
  return finding(META, {
    key: name,
    severity: NO_LOGIN.test(shell) ? 'low' : META.severity,
    title: `The account ${shown} has an empty password`,
    detail: `su, sshd and login let everybody become ${shown} who asks, from any process of the container.`,
    seen: `${shown} has an empty second field in ${file}`,
    fix: {
      text: 'Lock it:',
      ...(plain && { lines: [`RUN passwd -l ${name}`], placement: 'append' }),
    },
  });
}

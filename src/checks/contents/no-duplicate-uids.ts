import { defineCheck, finding } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { allUsers } from './account-lines.ts';
import { PASSWD_5 } from './references.ts';

const META = { id: 'no-duplicate-uids', severity: 'medium' } as const;

/** Every user id of the image has one name. */
export const noDuplicateUids = defineCheck({
  ...META,
  title: 'No two accounts of the image share a user id',
  area: 'contents',
  needs: ['image-files'],
  uses: [],
  references: [PASSWD_5],
  evaluate: ({ 'image-files': { texts } }) => {
    const passwd = texts.get('/etc/passwd');
    if (passwd === undefined) return { kind: 'not-applicable', observed: 'The image has no /etc/passwd.' };
    const users = allUsers(passwd);
    if ('refused' in users) {
      const what = `/etc/passwd of the image can't be read as the runtime reads it: ${users.refused}.`;
      const todo = 'Look at how the file came to that; account files have a few kilobytes.';
      return { kind: 'undecided', problem: { code: 'ACCOUNTS-UNREADABLE', what, means: NO_VERDICT, todo } };
    }
    const names = new Map<string, Set<string>>();
    for (const { name, uid } of users) {
      const id = `${uid.value}`;
      names.set(id, (names.get(id) ?? new Set()).add(name));
    }
    // root first: what is told ends somewhere.
    const shared = [...names]
      .filter(([, who]) => who.size > 1)
      .sort(([a], [b]) => Number(b === '0') - Number(a === '0'));
    const seen = shared
      .map(([uid, who]) => `uid ${uid}: ${shown(who)}`)
      .slice(0, 5)
      .join('; ');
    const findings = shared.slice(0, 20).map(([uid, who]) => told(uid, who));
    return {
      kind: 'judged',
      seen: seen === '' ? `${users.length} accounts, each with an id of its own` : seen,
      findings,
    };
  },
});

function shown(names: ReadonlySet<string>): string {
  return [...names]
    .slice(0, 5)
    .map((name) => visibleText(name, 40))
    .join(', ');
}

function told(uid: string, names: ReadonlySet<string>): Finding {
  const root = uid === '0';
  return finding(META, {
    key: uid,
    severity: root ? 'high' : META.severity,
    title: root ? 'root has a second name' : `Several accounts share the user id ${uid}`,
    detail: root
      ? 'Whoever runs as that name is root, which no rule about the name root sees.'
      : 'The kernel knows numbers only: what belongs to one of them belongs to the others.',
    seen: `uid ${uid}: ${shown(names)}`,
    fix: { text: 'Give each account an id of its own, or remove the ones that nobody needs.' },
  });
}

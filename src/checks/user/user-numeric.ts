import { readNumber } from '../../linux/account-files.ts';
import { type ResolvedUser, userPartOf } from '../../linux/users.ts';
import { defineCheck, finding } from '../../model/check.ts';
import type { Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type Situation, switchUser, unprivilegedUser } from './cure.ts';
import { decidingLine } from './deciding-line.ts';
import { describeUser, effectiveUser, notForLinux, undetermined } from './effective-user.ts';
import { OCI_CONFIG_USER, POD_SECURITY_RESTRICTED } from './references.ts';

const META = { id: 'user-numeric', severity: 'low' } as const;

/** The user is given as a number, which can be checked without the image's files. */
export const userNumeric = defineCheck({
  ...META,
  title: 'The user of the image is a number',
  area: 'user',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile'],
  references: [POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: ({ 'image-config': config, 'image-accounts': accounts, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== undefined) return other;
    const userPart = userPartOf(config.user);
    if (userPart === '') return { kind: 'not-applicable', observed: 'The image names no user.' };
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === 'out-of-range') return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (readNumber(userPart).reading === 'exact') return { kind: 'judged', seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const user = resolution.kind === 'resolved' ? resolution.user : undefined;
    const found = finding(META, {
      key: 'name',
      title: 'The user of the image is a name',
      detail:
        `Kubernetes can't tell who "${visibleText(userPart, 80)}" is: with runAsNonRoot it refuses the pod, ` +
        `and a name can come to mean another uid with a new base image. ${deciding.sentence}`,
      seen,
      ...(deciding.location === undefined ? {} : { location: deciding.location }),
      fix: cure({ accounts, dockerfile, rootNow: user?.uid === 0 }, user, userPart),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

function cure(situation: Situation, user: ResolvedUser | undefined, userPart: string): Fix {
  if (user === undefined) return unprivilegedUser(situation, userPart);
  if (user.uid === 0) return unprivilegedUser(situation);
  const lost = user.supplementary.map((group) => `${group.gid} (${visibleText(group.name, 40)})`).slice(0, 5);
  const note =
    lost.length === 0 ? '' : ` This leaves out the groups ${lost.join(', ')}: write USER ${user.uid} if it needs them.`;
  return switchUser(situation, user, `The same user and group as numbers.${note}${keepNumber(situation, user)}`);
}

/** A RUN that makes the user without saying its number: with another base image it may get another one. */
function keepNumber({ dockerfile }: Situation, { name, uid }: ResolvedUser): string {
  if (dockerfile === undefined || name === undefined || !/^[\w.-]{1,60}$/.test(name)) return '';
  const made = dockerfile.lineage
    .flatMap((index) => dockerfile.stages[index]?.instructions ?? [])
    .find(({ keyword, rest }) => {
      return keyword === 'RUN' && /\b(?:adduser|useradd)\b/.test(rest) && rest.split(/[\s"']+/).includes(name);
    });
  if (made === undefined || /(?:^|\s)(?:-u|--uid)\b/.test(made.rest)) return '';
  return ` Line ${made.lines.first} makes it with any free number: say there that it is ${uid} (-u, --uid).`;
}

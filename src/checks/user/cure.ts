import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageAccounts } from '../../model/evidence.ts';
import type { Fix } from '../../model/finding.ts';
import { existingAccount, newAccount } from './new-account.ts';

/** What a cure depends on. */
export interface Situation {
  readonly accounts: ImageAccounts;
  /** Absent when the image was not built here. */
  readonly dockerfile?: DockerfileFacts | undefined;
  /** The image runs as uid 0 now, and so do the RUN lines at the end of its last stage. */
  readonly rootNow: boolean;
}

/**
 * Lines that make the image run as a user without privileges: one that it has already, or a new one made by its
 * distribution's tools. The USER line is numeric, because Kubernetes can't check a name (`runAsNonRoot`), and
 * names the group, so that no further group comes along.
 *
 * @param wanted a name that the Dockerfile asks for and the image lacks: then that user is made
 */
export function unprivilegedUser(situation: Situation, wanted?: string): Fix {
  const existing = wanted === undefined ? existingAccount(situation.accounts) : undefined;
  if (existing !== undefined) {
    return switchUser(
      situation,
      existing,
      'The image has a user for this already; give it the files that it must write.',
    );
  }
  const account = newAccount(situation.accounts, wanted);
  return place(situation, [...account.lines, userInstruction(account)], account.sentence);
}

/** A USER line for ids that are known to be good. */
export function switchUser(
  situation: Situation,
  ids: { readonly uid: number; readonly gid: number },
  sentence: string,
): Fix {
  return place(situation, [userInstruction(ids)], sentence);
}

function userInstruction({ uid, gid }: { readonly uid: number; readonly gid: number }): string {
  return `USER ${uid}:${gid}`;
}

/**
 * A USER line of the last stage is replaced; but RUN lines after it that are root now must stay root, and then, as
 * where there is no such line, the cure goes to the end of the stage.
 */
function place({ dockerfile, rootNow }: Situation, cure: readonly string[], sentence: string): Fix {
  const makesUser = cure.some((line) => line.startsWith('RUN '));
  const asRoot = (needed: boolean): readonly string[] => (makesUser && needed ? ['USER 0', ...cure] : cure);
  if (dockerfile === undefined) {
    const text = `${sentence} Put this at the end of the Dockerfile that the image is built from.`;
    return { text, lines: asRoot(!rootNow), placement: 'append' };
  }
  const stage = dockerfile.stages[dockerfile.finalStage];
  const user = dockerfile.user;
  const instructions = stage?.instructions ?? [];
  const later = instructions.filter(({ lines }) => user !== undefined && lines.first > user.lines.last);
  const runsAsRootLater = rootNow && later.some(({ keyword }) => keyword === 'RUN');
  if (user !== undefined && user.stage === dockerfile.finalStage && !runsAsRootLater) {
    const earlierUser = instructions.some(({ keyword, lines }) => keyword === 'USER' && lines.last < user.lines.first);
    return { text: `${sentence} Replace the USER line.`, lines: asRoot(earlierUser), placement: 'replace' };
  }
  const last = instructions.at(-1)?.lines.last;
  const where = last === undefined ? '' : `, after line ${last}`;
  const why = runsAsRootLater ? ' (the RUN lines before it still need root)' : '';
  const text = `${sentence} Put this at the end of the stage that is built${where}${why}.`;
  return { text, lines: asRoot(!rootNow), placement: 'append' };
}

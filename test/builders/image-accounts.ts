import type { ImageAccounts, ImageTextFile } from '../../src/model/evidence.ts';

/** `/etc/passwd` with every trap of the table in docs/checks: a second root, a name of digits, a group root. */
export const PASSWD = `root:x:0:0:root:/root:/bin/sh
toor:x:0:0::/:/bin/sh
app:x:1000:1000::/home/app:/bin/sh
zapp:x:1001:0::/:/bin/sh
1234:x:0:0::/:/bin/sh
`;

export const GROUP = `root:x:0:
app:x:1000:
docker:x:999:app
`;

export const OS_RELEASE = {
  alpine: 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
  debian: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
  redhat: 'NAME="Rocky Linux"\nVERSION="9.4 (Blue Onyx)"\nID="rocky"\nID_LIKE="rhel centos fedora"\n',
  distroless: 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\n',
} as const;

/** Texts of the three files; `undefined` is a file that the image does not have. */
export interface AccountTexts {
  readonly passwd?: string | undefined;
  readonly group?: string | undefined;
  readonly osRelease?: string | undefined;
}

/** The account files of an Alpine image with the users of `PASSWD`. */
export function someAccounts(overrides: AccountTexts = {}): ImageAccounts {
  const texts = { passwd: PASSWD, group: GROUP, osRelease: OS_RELEASE.alpine, ...overrides };
  return { passwd: file(texts.passwd), group: file(texts.group), osRelease: file(texts.osRelease) };
}

/** What an image from scratch has. */
export function noAccounts(): ImageAccounts {
  return someAccounts({ passwd: undefined, group: undefined, osRelease: undefined });
}

function file(text: string | undefined): ImageTextFile {
  return text === undefined ? { state: 'absent' } : { state: 'present', text };
}

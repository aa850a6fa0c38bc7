import { isPlaceholder } from './placeholder.ts';

/** How a program is given a password by words of its own, as its manual page says. */
interface Use {
  /** Names of the program, without their folder. */
  readonly programs: RegExp;
  /** A word that must be among the three after it: `docker run -p` is about ports. */
  readonly needs?: string;
  /** Options whose next word it is. */
  readonly options?: readonly string[];
  /** What is one with its option: `-phunter2`. The first group is the password. */
  readonly attached?: RegExp;
  /** The password is what follows the first colon. */
  readonly afterColon?: true;
  /** How many words after it the password stands. */
  readonly verbs?: { readonly names: RegExp; readonly distance: number };
}

const USES: readonly Use[] = [
  {
    programs: /^curl$/,
    options: ['-u', '--user', '-U', '--proxy-user'],
    attached: /^(?:-u|--user=|--proxy-user=)([^:\s]+:.+)$/s,
    afterColon: true,
  },
  { programs: /^sshpass$/, options: ['-p'], attached: /^-p(.+)$/s },
  { programs: /^(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|az)$/, needs: 'login', options: ['-p'] },
  { programs: /^(?:dotnet|nuget(?:\.exe)?)$/, needs: 'nuget', options: ['-p'] },
  { programs: /^nuget(?:\.exe)?$/, options: ['-Password'] },
  { programs: /^redis-cli$/, options: ['-a'] },
  { programs: /^mongo(?:sh|dump|restore|import|export)?$/, options: ['-p'] },
  { programs: /^(?:mysql|mariadb)(?:-?(?:admin|dump|check|import))?$/, attached: /^-p([^=].*)$/s },
  { programs: /^(?:keytool|jarsigner)$/, options: ['-storepass', '-keypass', '-srcstorepass', '-deststorepass'] },
  { programs: /^ldap(?:add|modify|search|delete|passwd|whoami)$/, options: ['-w'] },
  { programs: /^openssl$/, attached: /^pass:(.+)$/s },
  { programs: /^rabbitmqctl$/, verbs: { names: /^(?:add_user|change_password)$/, distance: 2 } },
  { programs: /^composer$/, verbs: { names: /^http-basic\./, distance: 2 } },
];

/** A password as people write one; no variable, no pattern. */
const LITERAL = /^[A-Za-z0-9_+/=.@!%~:#,*^?-]{4,200}$/;

/**
 * Passwords among the words of one simple command, each with what to call it. What is meant for a service in the step
 * itself (`curl -u admin:admin http://localhost`) opens nothing elsewhere.
 */
export function programPasswords(words: readonly string[]): readonly { name: string; value: string }[] {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  if (words.some((word) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/.test(word))) return [];
  return USES.flatMap((use) => {
    const at = names.findIndex((name) => use.programs.test(name));
    if (at < 0 || (use.needs !== undefined && !words.slice(at, at + 4).includes(use.needs))) return [];
    const name = `password of ${names[at]}`;
    return given(use, words.slice(at + 1))
      .map((value) => (use.afterColon === true ? value.slice(value.indexOf(':') + 1 || value.length) : value))
      .filter(isPassword)
      .map((value) => ({ name, value }));
  });
}

function given({ options = [], attached, verbs }: Use, words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const one = attached?.exec(word)?.[1];
    if (one !== undefined) return [one];
    if (verbs?.names.test(word)) return [words[index + verbs.distance] ?? ''];
    // `-sSfu` ends in the option that takes the value.
    const last = /^-[A-Za-z]{2,8}$/.test(word) ? `-${word.at(-1)}` : word;
    const takes = options.includes(word) || (options.includes(last) && last === '-u');
    return takes ? [words[index + 1] ?? ''] : [];
  });
}

/** `changeit` is what Java's own list of public certificates is delivered with. */
function isPassword(value: string): boolean {
  return LITERAL.test(value) && value !== 'changeit' && !value.startsWith('-') && !isPlaceholder(value);
}

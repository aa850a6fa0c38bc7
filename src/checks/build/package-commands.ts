import { programOf } from './run-commands.ts';
import type { Command } from './shell-frames.ts';

/** A call of a package manager: `apt-get install -y curl`. */
export interface PackageCommand {
  /** `apt-get` and `apt` are both `apt`. */
  readonly family: 'apt' | 'apk' | 'rpm' | 'zypper' | 'pacman';
  /** The program as written, without its folder. */
  readonly program: string;
  /** `install`, `update`, `add`; `''` for none. */
  readonly action: string;
  /** What the action is applied to, mostly packages. */
  readonly operands: readonly string[];
  readonly flags: readonly string[];
}

interface Manager {
  readonly family: PackageCommand['family'];
  readonly programs: RegExp;
  /** The flags whose value is the next word, by the manual pages. */
  readonly values: RegExp;
}

const MANAGERS: readonly Manager[] = [
  {
    family: 'apt',
    programs: /^(?:apt-get|apt|aptitude)$/,
    values: /^(?:-[aoct]|--(?:option|config-file|target-release|default-release|host-architecture))$/,
  },
  {
    family: 'apk',
    programs: /^apk$/,
    values:
      /^(?:-[Xpt]|--(?:repository|root|virtual|arch|keys-dir|cache-dir|repositories-file|wait|cache-max-age|timeout))$/,
  },
  {
    family: 'rpm',
    programs: /^(?:dnf5?|yum|microdnf|tdnf)$/,
    values: /^(?:-[cxedR]|--(?:config|exclude|enablerepo|disablerepo|repo|repoid|setopt|installroot|releasever))$/,
  },
  {
    family: 'zypper',
    programs: /^zypper$/,
    values: /^(?:-[RDCcprt]|--(?:root|reposd-dir|cache-dir|config|repo|from|type))$/,
  },
  { family: 'pacman', programs: /^pacman$/, values: /^(?:-[br]|--(?:dbpath|root|config|cachedir))$/ },
];

/**
 * Reads a call of a package manager.
 *
 * @param command its program first
 * @returns undefined for any other program
 */
export function packageCommand(command: Command): PackageCommand | undefined {
  const program = programOf(command);
  const manager = MANAGERS.find(({ programs }) => programs.test(program));
  if (manager === undefined) return undefined;
  const { family, values } = manager;
  const flags: string[] = [];
  const others: string[] = [];
  const words = command.words.slice(1);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) others.push(word);
    else flags.push(word);
    if (values.test(word)) at += 1;
  }
  // The action of pacman is a flag: `pacman -Sy sudo`.
  if (family === 'pacman') {
    return { family, program, action: flags.find((flag) => /^-[A-Z]/.test(flag)) ?? '', operands: others, flags };
  }
  const [action = '', ...operands] = others;
  return { family, program, action, operands, flags };
}

const INSTALL: Readonly<Record<PackageCommand['family'], RegExp>> = {
  apt: /^(?:install|reinstall)$/,
  apk: /^add$/,
  rpm: /^(?:install|reinstall|in)$/,
  zypper: /^(?:install|in)$/,
  pacman: /^-S/,
};

const REMOVE: Readonly<Record<PackageCommand['family'], RegExp>> = {
  apt: /^(?:remove|purge|autoremove|autopurge)$/,
  apk: /^del$/,
  rpm: /^(?:remove|erase|rm)$/,
  zypper: /^(?:remove|rm)$/,
  pacman: /^-R/,
};

export function installs({ family, action }: PackageCommand): boolean {
  return INSTALL[family].test(action);
}

export function removes({ family, action }: PackageCommand): boolean {
  return REMOVE[family].test(action);
}

/** `--dry-run` and the like: nothing is done. */
export function onlyLooks({ flags }: PackageCommand): boolean {
  return flags.some((flag) => /^(?:-s|--(?:simulate|dry-run|just-print|no-act|recon|print-uris))$/.test(flag));
}

/** `sudo=1.9.15*`, `sudo:amd64`, `sudo/bookworm`, `sudo~=1.9` → `sudo`. */
export function packageName(operand: string): string {
  return operand.split(/[=<>~@:/]/, 1)[0] ?? operand;
}

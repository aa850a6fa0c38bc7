import type { DockerfileInstruction } from '../../model/dockerfile.ts';
import type { RunCommand } from './command-prefix.ts';
import { installs, onlyLooks, packageCommand, packageName, removes } from './package-commands.ts';
import { programOf } from './run-commands.ts';
import type { RunStep } from './run-steps.ts';

/** What a line has to do with sudo or doas. */
export interface SudoUse {
  readonly kind: 'installs' | 'configures' | 'uses';
  /** `sudo`, the file, or `sudo apt-get`. */
  readonly what: string;
}

const PACKAGES = /^(?:sudo(?:-ldap|-rs)?|(?:open)?doas(?:-sudo-shim)?)$/;
const STARTERS = ['sudo', 'doas'] as const;
/** Where the rules stand of who may become root. */
const RULES = /^\/etc\/(?:sudoers|sudoers\.d\/.+|doas\.conf|doas\.d\/.+)$/;

/**
 * What each step does, in the order of the list, the gravest first: it installs sudo, it changes its rules, or it
 * calls it. What is installed and removed again is not in the image.
 *
 * @param steps those of the image's own layers, in the order of the build
 */
export function sudoUses(steps: readonly RunStep[]): readonly { readonly step: RunStep; readonly use: SudoUse }[] {
  const left = leftInstalled(steps);
  return steps.flatMap((step) => {
    const installed = step.commands.map((command) => left.get(command)).find((name) => name !== undefined);
    const use: SudoUse | undefined =
      installed === undefined
        ? (configured(step.commands) ?? called(step.commands))
        : { kind: 'installs', what: installed };
    return use === undefined ? [] : [{ step, use }];
  });
}

/** The commands that install sudo, and the package's name, without those whose package is removed later. */
function leftInstalled(steps: readonly RunStep[]): ReadonlyMap<RunCommand, string> {
  const removed = new Set<string>();
  const left = new Map<RunCommand, string>();
  // From the end, so that what is removed later is known.
  for (const command of steps.flatMap(({ commands }) => commands).reverse()) {
    const call = packageCommand(command);
    if (call === undefined || onlyLooks(call)) continue;
    const names = call.operands.map(packageName);
    if (removes(call)) for (const name of names) removed.add(name);
    if (!installs(call)) continue;
    const name = names.find((operand) => PACKAGES.test(operand));
    // `apk add --virtual .deps sudo` goes with the name that stands for all of its packages.
    if (name !== undefined && ![name, ...virtualNames(command.words)].some((one) => removed.has(one))) {
      left.set(command, name);
    }
  }
  return left;
}

function virtualNames(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (word.startsWith('--virtual=')) return [word.slice('--virtual='.length)];
    return word === '-t' || word === '--virtual' ? (words[index + 1] ?? []) : [];
  });
}

/** `>> /etc/sudoers`, `tee /etc/sudoers.d/app`, `sed -i … /etc/sudoers`, `cp app /etc/sudoers.d/`. */
function configured(commands: readonly RunCommand[]): SudoUse | undefined {
  for (const command of commands) {
    const { words, writes } = command;
    const program = programOf(command);
    const changed = [
      ...writes,
      ...(/^(?:tee|visudo|dd)$/.test(program) ? words.slice(1).map((word) => word.replace(/^of=/, '')) : []),
      ...(isGrantBySed(program, words) ? words.slice(1) : []),
      ...(/^(?:cp|mv|ln|install)$/.test(program) ? words.slice(-1) : []),
    ];
    const file = changed.find((name) => RULES.test(name.endsWith('.d/') ? `${name}x` : name));
    if (file !== undefined) return { kind: 'configures', what: file };
  }
  return undefined;
}

/** `sed -i 's/^# %wheel ALL/%wheel ALL/'`: a rule, not only a comment sign before one. */
function isGrantBySed(program: string, words: readonly string[]): boolean {
  if (!/^g?sed$/.test(program) || !words.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word))) return false;
  return words.some((word) => /\bALL\b|NOPASSWD/.test(word));
}

function called(commands: readonly RunCommand[]): SudoUse | undefined {
  for (const command of commands) {
    const starter = STARTERS.find((name) => command.through.includes(name));
    if (starter !== undefined) return { kind: 'uses', what: `${starter} ${programOf(command)}`.trim() };
  }
  return undefined;
}

/** `COPY app /etc/sudoers.d/`: the file that it puts there. */
export function copiedRules({ keyword, rest, exec }: DockerfileInstruction): string | undefined {
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
  const target = (exec ?? rest.split(/\s+/)).at(-1) ?? '';
  const path = target.replace(/^"(.*)"$/, '$1');
  return RULES.test(path.endsWith('.d/') ? `${path}x` : path) ? path : undefined;
}

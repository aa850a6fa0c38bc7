import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Settings } from './settings/settings.ts';

/** The tree that a run of the command line is about. */
export interface LocalTree {
  /** Absolute. Paths are named from here. */
  readonly root: string;
  /** Absolute; no program may come from there. Absent: the tree is no checkout, it holds the person's home folder. */
  readonly untrusted?: string;
}

/**
 * On a laptop the paths come from the person who typed them. The tree is the repository around the context (the nearest
 * folder with a `.git`), or the context itself where there is none and it lies elsewhere. For an image that is given by
 * reference it is the working folder; for a compose project the first file's folder stands for the context.
 *
 * From `/` every program there is would lie in the tree: a folder that the home folder lies in counts as somebody's
 * checkout only when it is a repository and was named itself, not as what a project happens to lie in.
 */
export function findLocalTree({ subject }: Settings): LocalTree {
  const here = process.cwd();
  const root = rootFor(subject, here);
  return holdsHome(root) && !isRepository(root) ? { root } : { root, untrusted: root };
}

/** A project's folder is the one of its first file, as for Compose. */
function rootFor(subject: Settings['subject'], here: string): string {
  switch (subject.kind) {
    case 'reference':
      return here;
    case 'build':
      return rootOf(path.resolve(subject.context), here);
    case 'project':
      return rootOf(path.dirname(path.resolve(subject.composeFiles[0] ?? '.')), here);
  }
}

function rootOf(context: string, here: string): string {
  for (let folder = context; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isRepository(folder) && (folder === context || !holdsHome(folder))) return folder;
  }
  return holds(here, context) && (here === context || !holdsHome(here)) ? here : context;
}

function isRepository(folder: string): boolean {
  return existsSync(path.join(folder, '.git'));
}

function holdsHome(folder: string): boolean {
  const home = homedir();
  return holds(folder, home) || (existsSync(home) && holds(folder, realpathSync(home)));
}

function holds(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

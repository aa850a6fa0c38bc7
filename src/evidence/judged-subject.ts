import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Subject } from '../model/subject.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace, WorkspacePath } from '../ports.ts';
import type { BuildSettings, ReferenceSettings, Settings } from '../settings/settings.ts';
import { resolveBuildSources } from './build-sources.ts';

/** What this run judges, with its paths resolved. */
export type JudgedSubject =
  | {
      readonly kind: 'build';
      readonly subject: Subject;
      readonly settings: BuildSettings;
      readonly context: WorkspacePath;
      readonly file: WorkspacePath;
    }
  | { readonly kind: 'reference'; readonly subject: Subject; readonly settings: ReferenceSettings };

/**
 * Finds the context and the Dockerfile before anything is started.
 * @throws GateError `NOTHING-TO-CHECK`, `INPUT-INVALID` (a path that does not exist), `PATH-REFUSED`
 */
export async function findSubject(settings: Settings, workspace: Workspace): Promise<JudgedSubject> {
  const { subject } = settings;
  if (subject.kind === 'reference') {
    return { kind: 'reference', subject: { id: 'image', name: subject.reference }, settings: subject };
  }
  const context = await workspace.resolve(subject.context, 'folder');
  if (context === undefined) throw absent('context', subject.context);
  for (const source of subject.buildContexts) await checkBuildContext(source, workspace);
  const wanted = subject.file ?? `${subject.context}/Dockerfile`;
  const file = await workspace.resolve(wanted, 'file');
  if (file === undefined) {
    if (!subject.contextGiven) throw nothingToCheck();
    throw absent(subject.file === undefined ? 'Dockerfile' : 'file', wanted);
  }
  const sources = await resolveBuildSources(subject, workspace);
  return { kind: 'build', subject: { id: 'image', name: file.relative }, settings: sources, context, file };
}

/** A named context is a folder of the workspace or an image; anything else would fetch from an unnamed place. */
async function checkBuildContext(assignment: string, workspace: Workspace): Promise<void> {
  const source = assignment.slice(assignment.indexOf('=') + 1);
  if (/^docker-image:\/\/[^-]/.test(source)) return;
  const remote = /^[a-z][a-z0-9+.-]*:/i.test(source) || source.startsWith('git@');
  if (!remote && (await workspace.resolve(source, 'folder')) !== undefined) return;
  throw new GateError({
    code: 'INPUT-INVALID',
    what: `build-contexts has the source ${visibleText(source.replace(/\/\/[^/@]*@/, '//***@'), 120)}, which is neither a folder of the repository nor docker-image://….`,
    means: NO_VERDICT,
    todo: 'Correct build-contexts.',
  });
}

function absent(setting: string, given: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `${setting}: there is no ${visibleText(given, 120)} in the workspace.`,
    means: NO_VERDICT,
    todo: 'Correct context or file; on a runner, check the repository out before the gate.',
  });
}

function nothingToCheck(): GateError {
  return new GateError({
    code: 'NOTHING-TO-CHECK',
    what: 'There is no Dockerfile in the working folder, and neither context, file nor image was given.',
    means: NO_VERDICT,
    todo: 'Give context (a folder with a Dockerfile), file, or image; on a runner, check the repository out before the gate.',
  });
}

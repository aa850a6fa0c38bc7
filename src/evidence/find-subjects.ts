import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Compose, Workspace } from '../ports.ts';
import type { Settings } from '../settings/settings.ts';
import type { BuildSettings, ReferenceSettings } from '../settings/subject-settings.ts';
import { resolveBuildSources } from './build-sources.ts';
import type { JudgedSubject, JudgedSubjects } from './judged-subject.ts';

export interface SubjectPorts {
  readonly workspace: Workspace;
  readonly compose: Compose;
}

/**
 * Finds what is to be judged, and how it is run, before anything is started: the one image with its `run-args`, the
 * services of a compose project, the containers of Kubernetes manifests.
 *
 * @throws GateError `NOTHING-TO-CHECK`, `INPUT-INVALID`, `PATH-REFUSED`, `SERVICE-UNKNOWN`, `COMPOSE-MISSING`,
 * `COMPOSE-INVALID`, `KUBERNETES-INVALID`
 */
export async function findSubjects(settings: Settings, ports: SubjectPorts): Promise<JudgedSubjects> {
  const containers = await findContainers(settings, ports);
  const own = await findOwn(settings, containers !== undefined, ports);
  const subjects = [...(own?.subjects ?? []), ...(containers?.subjects ?? [])];
  const whole = own?.whole ?? containers?.whole;
  if (whole === undefined || subjects.length === 0) throw nothingToCheck();
  return {
    whole,
    subjects,
    ...(own?.services !== undefined && { services: own.services }),
    remarks: [...(own?.remarks ?? []), ...(containers?.remarks ?? [])],
  };
}

/** Loaded only when there are manifests. */
async function findContainers({ run }: Settings, ports: SubjectPorts): Promise<JudgedSubjects | undefined> {
  if (run.kubernetesFiles.length === 0) return undefined;
  const { findContainerSubjects } = await import('./container-subjects.ts');
  return findContainerSubjects(run.kubernetesFiles, ports.workspace);
}

/** What is judged beside the manifests; with them alone there may be nothing to build. */
async function findOwn(
  settings: Settings,
  hasManifests: boolean,
  ports: SubjectPorts,
): Promise<JudgedSubjects | undefined> {
  const { subject } = settings;
  if (subject.kind === 'project') {
    const { findServiceSubjects } = await import('./service-subjects.ts');
    return findServiceSubjects(subject, ports);
  }
  const run = await readRunArgs(settings.run.runArgs, hasManifests);
  const found =
    subject.kind === 'reference' ? namedImage(subject, run) : await findBuild(subject, run, ports.workspace);
  if (found === undefined && !hasManifests) throw nothingToCheck();
  return found && { whole: found.subject, subjects: [found], remarks: [] };
}

function namedImage(settings: ReferenceSettings, run: Evidence<RunSettings>): JudgedSubject {
  const subject = { id: 'image', name: settings.reference };
  return { kind: 'reference', subject, settings, onlyIfThere: false, run };
}

/** @returns undefined when there is no Dockerfile and nobody said that there is one */
async function findBuild(
  settings: BuildSettings,
  run: Evidence<RunSettings>,
  workspace: Workspace,
): Promise<JudgedSubject | undefined> {
  const context = await workspace.resolve(settings.context, 'folder');
  if (context === undefined) throw absent('context', settings.context);
  for (const source of settings.buildContexts) await checkBuildContext(source, workspace);
  const wanted = settings.file ?? `${settings.context}/Dockerfile`;
  const file = await workspace.resolve(wanted, 'file');
  if (file === undefined) {
    if (!settings.contextGiven) return undefined;
    throw absent(settings.file === undefined ? 'Dockerfile' : 'file', wanted);
  }
  const sources = await resolveBuildSources(settings, workspace);
  return { kind: 'build', subject: { id: 'image', name: file.relative }, settings: sources, context, file, run };
}

/**
 * What `run-args` says, by the engine's own grammar.
 * @throws GateError `INPUT-INVALID` with everything that is wrong; values are not repeated
 */
async function readRunArgs(given: string | undefined, hasManifests: boolean): Promise<Evidence<RunSettings>> {
  if (given === undefined) {
    if (hasManifests) return { state: 'absent', observed: 'How the image is run is said by the Kubernetes manifests.' };
    const source = { tool: 'the gate', subject: "the engine's defaults: nothing is declared" };
    return { state: 'known', value: ENGINE_DEFAULTS, source };
  }
  const { readDockerRun } = await import('../run/docker-run.ts');
  const answer = readDockerRun(given);
  if (answer.kind === 'read') {
    const source = { tool: "the gate's reader of docker run", subject: 'run-args' };
    return { state: 'known', value: answer.settings, source };
  }
  const errors = answer.errors.slice(0, 5).map(({ word, text }) => `word ${word}: ${visibleText(text, 160)}`);
  throw new GateError({
    code: 'INPUT-INVALID',
    what: `run-args can't be read as options of docker run: ${errors.join('; ')}.`,
    means: NO_VERDICT,
    todo: 'Write the options as the docker run command takes them, without the image.',
  });
}

/** A named context is a folder of the workspace or an image; anything else would fetch from an unnamed place. */
export async function checkBuildContext(assignment: string, workspace: Workspace): Promise<void> {
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
    what: 'There is no Dockerfile in the working folder, and neither context, file, image, compose-files nor kubernetes-files was given.',
    means: NO_VERDICT,
    todo: 'Give context (a folder with a Dockerfile), file, image, compose-files or kubernetes-files; on a runner, check the repository out before the gate.',
  });
}

import { GateError, NO_VERDICT, type Problem, toProblem } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace } from '../ports.ts';
import type { BuildSettings, ProjectSettings } from '../settings/subject-settings.ts';
import { type ComposeProject, type ProjectBuild, type ProjectService, readComposeProject } from './compose-project.ts';
import type { SubjectPorts } from './find-subjects.ts';
import { checkBuildContext } from './find-subjects.ts';
import type { JudgedSubject, JudgedSubjects } from './judged-subject.ts';

/**
 * The services of a compose project: each that has a `build` is built, of others the image is looked for in the engine.
 *
 * @throws GateError as `findSubjects`
 */
export async function findServiceSubjects(settings: ProjectSettings, ports: SubjectPorts): Promise<JudgedSubjects> {
  const project = await readComposeProject(settings.composeFiles, ports);
  const names = project.services.map(({ name }) => name);
  const strange = settings.services.find((name) => !names.includes(name));
  if (strange !== undefined) throw unknownService(strange, names);
  const wanted = project.services.filter(
    ({ name }) => settings.services.length === 0 || settings.services.includes(name),
  );
  if (wanted.length === 0) throw noService(settings.composeFiles);
  const subjects: JudgedSubject[] = [];
  for (const service of wanted) subjects.push(await toSubject(service, project, settings, ports.workspace));
  const whole = { id: 'project', name: settings.composeFiles.join(', ') };
  return { whole, subjects, services: names, remarks: project.remarks };
}

async function toSubject(
  service: ProjectService,
  project: ComposeProject,
  settings: ProjectSettings,
  workspace: Workspace,
): Promise<JudgedSubject> {
  const source = { tool: project.tool, subject: `service ${visibleText(service.name, 80)}` };
  const run: Evidence<RunSettings> = { state: 'known', value: service.settings, source };
  const base = { subject: { id: `service/${service.name}`, name: `service ${service.name}` }, run };
  if (service.build !== undefined) {
    const built = await findServiceBuild(service, service.build, settings, workspace).catch(toProblem);
    return 'code' in built ? { ...base, kind: 'no-image', problem: built } : { ...base, ...built };
  }
  if (service.image === undefined) return { ...base, kind: 'no-image', problem: noImage(service.name) };
  const { pull } = settings;
  return {
    ...base,
    kind: 'reference',
    settings: { kind: 'reference', reference: service.image, pull },
    onlyIfThere: !pull,
  };
}

/** @throws GateError when the gate can't build it, or its paths leave the workspace */
async function findServiceBuild(
  { name, platform }: ProjectService,
  build: ProjectBuild,
  settings: ProjectSettings,
  workspace: Workspace,
): Promise<Omit<Extract<JudgedSubject, { kind: 'build' }>, 'subject' | 'run'>> {
  const [unsupported] = build.unsupported;
  if (unsupported !== undefined) throw new GateError(notBuilt(name, unsupported));
  const context = await workspace.resolve(build.context, 'folder');
  if (context === undefined) throw new GateError(notThere(name, 'context', build.context));
  const file = await workspace.resolve(build.dockerfile, 'file');
  if (file === undefined) throw new GateError(notThere(name, 'Dockerfile', build.dockerfile));
  for (const source of build.additionalContexts) await checkBuildContext(source, workspace);
  const { pull, noCache, cacheFrom, cacheTo, builder } = settings;
  const own: BuildSettings = {
    kind: 'build',
    context: context.relative,
    contextGiven: true,
    file: file.relative,
    buildArgs: build.args,
    buildContexts: build.additionalContexts,
    secrets: [],
    labels: [],
    tags: [],
    ...{ pull, noCache, cacheFrom, cacheTo },
    ...(build.target !== undefined && { target: build.target }),
    ...(platform !== undefined && { platform }),
    ...(builder !== undefined && { builder }),
  };
  return { kind: 'build', settings: own, context, file };
}

function notBuilt(service: string, why: string): Problem {
  return {
    code: 'NOT-AVAILABLE-YET',
    what: `The service ${visibleText(service, 80)} has a build that the gate can't do: ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: 'Build the image before the gate and name it with image, or judge the service in a step of its own with context and run-args.',
  };
}

function notThere(service: string, what: string, given: string): Problem {
  return {
    code: 'INPUT-INVALID',
    what: `The service ${visibleText(service, 80)} names the ${what} ${visibleText(given, 120)}, which is not in the workspace.`,
    means: NO_VERDICT,
    todo: 'Correct the build section of the service; on a runner, check the repository out before the gate.',
  };
}

function noImage(service: string): Problem {
  return {
    code: 'COMPOSE-INVALID',
    what: `The service ${visibleText(service, 80)} has neither image nor build.`,
    means: NO_VERDICT,
    todo: 'Give the service an image or a build.',
  };
}

function unknownService(name: string, known: readonly string[]): GateError {
  const some = known
    .slice(0, 10)
    .map((service) => visibleText(service, 60))
    .join(', ');
  return new GateError({
    code: 'SERVICE-UNKNOWN',
    what: `services names ${visibleText(name, 80)}, and the compose project has no such service; it has ${some}${known.length > 10 ? ' and more' : ''}.`,
    means: NO_VERDICT,
    todo: 'Correct services.',
  });
}

function noService(files: readonly string[]): GateError {
  return new GateError({
    code: 'NOTHING-TO-CHECK',
    what: `The compose project of ${visibleText(files.join(', '), 160)} has no service.`,
    means: NO_VERDICT,
    todo: 'Give the compose files that hold the services.',
  });
}

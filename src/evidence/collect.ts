import type { ConfinementDemands, SeccompProfileFile } from '../model/confinement.ts';
import type {
  Evidence,
  EvidenceBundle,
  EvidenceKind,
  EvidenceMap,
  ImageConfig,
  JudgedImage,
} from '../model/evidence.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { AppArmorParser, LayoutFolder, Workspace } from '../ports.ts';
import { collectEngineSecurity } from './engine-security.ts';
import { type FindPorts, findImage, type InTurn } from './find-image.ts';
import { collectImageAccounts } from './image-accounts.ts';
import { collectImageConfig } from './image-config.ts';
import type { ImageContents } from './image-contents.ts';
import { collectImageEntrypoint } from './image-entrypoint.ts';
import { collectImageHistory } from './image-history.ts';
import type { JudgedSubject } from './judged-subject.ts';

export interface CollectPorts extends FindPorts {
  readonly workspace: Workspace;
  readonly apparmorParser: AppArmorParser;
  /** The environment that build arguments without a value are taken from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads the layers of an image; of one image once, whoever asks. */
export type ContentsReader = (
  image: JudgedImage,
  config: ImageConfig,
  layout?: LayoutFolder,
) => Promise<Evidence<ImageContents>>;

/** What is asked about one subject. */
export interface CollectRequest {
  readonly kinds: ReadonlySet<EvidenceKind>;
  readonly subject: JudgedSubject;
  readonly gateTag: string;
  readonly demands: ConfinementDemands;
  readonly inTurn: InTurn;
  readonly contents: ContentsReader;
}

/**
 * Collects what the plan asks for about one subject, each kind once: the Dockerfile and the profiles are read while the
 * image is built; what is in the image is read, and a container of it is asked, as soon as there is one. What can't be
 * had is a gap; nothing here rejects for that.
 */
export async function collectEvidence(request: CollectRequest, ports: CollectPorts): Promise<EvidenceBundle> {
  const { kinds, subject, demands } = request;
  const { run } = subject;
  const source = { tool: 'the gate', subject: 'the policy' };
  const settings = collectSettings(kinds, run, ports);
  const reading = kinds.has('dockerfile') ? readDockerfile(subject, ports) : Promise.resolve(undefined);
  const [dockerfile, fromImage, beside] = await Promise.all([
    reading,
    collectFromImage(request, settings, reading, ports),
    settings,
  ]);
  return {
    ...fromImage,
    ...beside,
    'run-settings': run,
    'confinement-demands': { state: 'known', value: demands, source },
    ...(dockerfile === undefined ? {} : { dockerfile }),
  };
}

type SettingKind = 'engine-security' | 'seccomp-profile' | 'apparmor-profiles';
type SettingEvidence = { readonly [K in SettingKind]?: Evidence<EvidenceMap[K]> };

/** What belongs to the run settings and needs no image. */
async function collectSettings(
  kinds: ReadonlySet<EvidenceKind>,
  run: Evidence<RunSettings>,
  { engine, workspace, apparmorParser }: CollectPorts,
): Promise<SettingEvidence> {
  const security = kinds.has('engine-security') ? collectEngineSecurity(engine) : undefined;
  if (run.state !== 'known') {
    const lacking = { 'seccomp-profile': run, 'apparmor-profiles': run };
    return { ...lacking, ...(security && { 'engine-security': await security }) };
  }
  const [{ collectSeccompProfile }, { collectAppArmorProfiles }] = await Promise.all([
    import('./seccomp-profile.ts'),
    import('./apparmor-profiles.ts'),
  ]);
  const [seccomp, apparmor, engineSecurity] = await Promise.all([
    collectSeccompProfile(run.value, workspace),
    collectAppArmorProfiles(run.value, workspace, apparmorParser),
    security,
  ]);
  return {
    'seccomp-profile': seccomp,
    'apparmor-profiles': apparmor,
    ...(engineSecurity && { 'engine-security': engineSecurity }),
  };
}

async function collectFromImage(
  request: CollectRequest,
  settings: Promise<SettingEvidence>,
  dockerfile: Promise<Evidence<EvidenceMap['dockerfile']> | undefined>,
  ports: CollectPorts,
): Promise<EvidenceBundle> {
  const { kinds } = request;
  const { image, inspected, layout } = await findImage(request, ports);
  if (image.state !== 'known' || inspected === undefined) return lost(image);
  const config = collectImageConfig(image.value, inspected);
  if (config.state !== 'known') return { ...lost(config), image };
  const [contents, accounts, entrypoint, history, confinement] = await Promise.all([
    kinds.has('image-files')
      ? readContents(request, image.value, config.value, { dockerfile, layout }, ports)
      : undefined,
    kinds.has('image-accounts') ? collectImageAccounts(ports.engine, image.value, config.value) : undefined,
    kinds.has('image-entrypoint') ? collectImageEntrypoint(ports.engine, image.value, config.value) : undefined,
    kinds.has('image-history') ? collectImageHistory(ports.engine, image.value) : undefined,
    kinds.has('confinement') ? prove(request, image.value, config.value, await settings, ports) : undefined,
  ]);
  return {
    image,
    'image-config': config,
    ...contents,
    ...(accounts === undefined ? {} : { 'image-accounts': accounts }),
    ...(entrypoint === undefined ? {} : { 'image-entrypoint': entrypoint }),
    ...(history === undefined ? {} : { 'image-history': history }),
    ...(confinement === undefined ? {} : { confinement }),
  };
}

/** Loaded only when there is an image to read. */
async function readContents(
  { subject, contents }: CollectRequest,
  image: JudgedImage,
  config: ImageConfig,
  {
    dockerfile,
    layout,
  }: {
    readonly dockerfile: Promise<Evidence<EvidenceMap['dockerfile']> | undefined>;
    readonly layout: LayoutFolder | undefined;
  },
  ports: CollectPorts,
): Promise<EvidenceBundle> {
  const { collectContents } = await import('./read-contents.ts');
  const labels = subject.kind === 'build' ? subject.settings.labels.length : 0;
  return collectContents(image, config, { dockerfile, labels }, ports.engine, () => contents(image, config, layout));
}

/** A container is started as the settings say; without knowing all of them there is nothing to start. */
async function prove(
  { subject, demands }: CollectRequest,
  image: JudgedImage,
  config: ImageConfig,
  settings: SettingEvidence,
  { engine, log, clock }: CollectPorts,
): Promise<Evidence<EvidenceMap['confinement']>> {
  const { run } = subject;
  if (run.state !== 'known') return run;
  const security = settings['engine-security'];
  if (security?.state !== 'known') return security ?? { state: 'absent', observed: 'The engine was not asked.' };
  const profile: Evidence<SeccompProfileFile> | undefined = settings['seccomp-profile'];
  if (profile?.state === 'gap') return profile;
  const { collectConfinement } = await import('./confinement.ts');
  const request = {
    ...{ image, config, demands, run: run.value, security: security.value },
    ...(profile?.state === 'known' && { seccompText: profile.value.text }),
  };
  const confinement = await collectConfinement(engine, request, clock);
  if (confinement.state === 'known') {
    const seconds = (confinement.value.durationMs / 1000).toFixed(1);
    log.info(`Asked a running container of ${visibleText(subject.subject.name, 80)} in ${seconds} s.`);
  }
  return confinement;
}

/** Without an image nothing of it can be known, for the same reason. */
function lost(reason: Evidence<unknown>): EvidenceBundle {
  if (reason.state === 'known') throw new Error('what is known is no reason for a gap');
  return {
    image: reason,
    'image-config': reason,
    'image-accounts': reason,
    'image-entrypoint': reason,
    'image-history': reason,
    'image-layers': reason,
    'image-files': reason,
    'image-packages': reason,
    confinement: reason,
  };
}

async function readDockerfile(
  subject: JudgedSubject,
  { workspace, environment }: CollectPorts,
): Promise<Evidence<EvidenceMap['dockerfile']>> {
  if (subject.kind === 'no-image') return { state: 'gap', problem: subject.problem };
  if (subject.kind === 'reference') {
    return { state: 'absent', observed: 'the image was not built by this run, so there is no Dockerfile to read' };
  }
  // Loaded only when there is a Dockerfile to read.
  const { collectDockerfile } = await import('./dockerfile.ts');
  const { target, buildArgs, buildContexts, platform } = subject.settings;
  return collectDockerfile(workspace, {
    file: subject.file,
    buildArgs,
    buildContexts,
    environment,
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
  });
}

import path from 'node:path';
import type { Evidence, EvidenceBundle, EvidenceKind, EvidenceMap } from '../model/evidence.ts';
import type { BuildRequest, Clock, Engine, InspectedImage, Log, LogGroup, Workspace } from '../ports.ts';
import { collectImage, type ImageRequest } from './built-image.ts';
import { collectImageAccounts } from './image-accounts.ts';
import { collectImageConfig } from './image-config.ts';
import { collectImageEntrypoint } from './image-entrypoint.ts';
import { collectImageHistory } from './image-history.ts';
import type { JudgedSubject } from './judged-subject.ts';

export interface CollectPorts {
  readonly engine: Engine;
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly log: Log;
  /** The environment that build arguments without a value are taken from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; the gate's own. */
  readonly temporaryFolder: string;
}

/** How long a build may take, milliseconds. A job's own limit may be shorter. */
const BUILD_TIMEOUT_MS = 2 * 60 * 60 * 1000;

/**
 * Collects what the plan asks for, each kind once: the Dockerfile is read while the image is built, what is in the
 * image is read as soon as there is one. What can't be had is a gap; nothing here rejects for that.
 */
export async function collectEvidence(
  kinds: ReadonlySet<EvidenceKind>,
  subject: JudgedSubject,
  gateTag: string,
  ports: CollectPorts,
): Promise<EvidenceBundle> {
  const [dockerfile, fromImage] = await Promise.all([
    kinds.has('dockerfile') ? readDockerfile(subject, ports) : undefined,
    collectFromImage(kinds, subject, gateTag, ports),
  ]);
  return { ...fromImage, ...(dockerfile === undefined ? {} : { dockerfile }) };
}

async function collectFromImage(
  kinds: ReadonlySet<EvidenceKind>,
  subject: JudgedSubject,
  gateTag: string,
  ports: CollectPorts,
): Promise<EvidenceBundle> {
  const { image, inspected } = await findImage(subject, gateTag, ports);
  if (image.state !== 'known' || inspected === undefined) return lost(image);
  const config = collectImageConfig(image.value, inspected);
  if (config.state !== 'known') return { ...lost(config), image };
  const [accounts, entrypoint, history] = await Promise.all([
    kinds.has('image-accounts') ? collectImageAccounts(ports.engine, image.value, config.value) : undefined,
    kinds.has('image-entrypoint') ? collectImageEntrypoint(ports.engine, image.value, config.value) : undefined,
    kinds.has('image-history') ? collectImageHistory(ports.engine, image.value) : undefined,
  ]);
  return {
    image,
    'image-config': config,
    ...(accounts === undefined ? {} : { 'image-accounts': accounts }),
    ...(entrypoint === undefined ? {} : { 'image-entrypoint': entrypoint }),
    ...(history === undefined ? {} : { 'image-history': history }),
  };
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
  };
}

async function findImage(
  subject: JudgedSubject,
  gateTag: string,
  ports: CollectPorts,
): Promise<{ image: Evidence<EvidenceMap['image']>; inspected?: InspectedImage }> {
  if (subject.kind === 'reference') {
    const { reference, pull } = subject.settings;
    const log = (): LogGroup => ports.log.group(`Pull ${reference}`);
    return collectImage(ports.engine, { kind: 'reference', reference, pull, log });
  }
  const group = ports.log.group(`Build ${subject.file.relative}`);
  const build = buildRequest(subject, gateTag, ports, group);
  const request: ImageRequest = {
    kind: 'build',
    build,
    context: subject.context.relative,
    dockerfile: subject.file.relative,
  };
  const started = ports.clock.ticks();
  const collected = await collectImage(ports.engine, request);
  const seconds = ((ports.clock.ticks() - started) / 1000).toFixed(1);
  group.end(
    collected.image.state === 'known'
      ? `Built ${collected.image.value.id} in ${seconds} s`
      : `Build of ${subject.file.relative} ended without an image after ${seconds} s`,
  );
  return collected;
}

function buildRequest(
  { settings, context, file }: JudgedSubject & { kind: 'build' },
  gateTag: string,
  ports: CollectPorts,
  log: LogGroup,
): BuildRequest {
  const { kind: _, contextGiven: __, tags: ___, context: ____, file: _____, ...rest } = settings;
  return {
    ...rest,
    context: context.absolute,
    file: file.absolute,
    gateTag,
    timeoutMs: BUILD_TIMEOUT_MS,
    log,
    logFile: path.join(ports.temporaryFolder, 'build.log'),
  };
}

async function readDockerfile(
  subject: JudgedSubject,
  { workspace, environment }: CollectPorts,
): Promise<Evidence<EvidenceMap['dockerfile']>> {
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

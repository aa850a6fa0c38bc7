import * as v from 'valibot';
import type { HistoryStep, ImageConfig } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import { manifestUnsupported } from './archive-problems.ts';
import { hasKeyInOtherCase, hasKeyTwice } from './json-keys.ts';

/** An object with named fields. One that Go would read other values from than we do is none of an image. */
function fields<const T extends v.ObjectEntries>(entries: T) {
  const names = Object.keys(entries);
  return v.pipe(
    v.unknown(),
    v.check((json) => !hasKeyInOtherCase(json, names)),
    v.object(entries),
  );
}

const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/));
const strings = v.nullish(v.array(v.string()));
const keys = v.nullish(v.record(v.string(), v.unknown()));

const Platform = fields({ os: v.string(), architecture: v.string(), variant: v.nullish(v.string()) });

/** OCI image-spec, descriptor.md; Docker's manifests have the same fields. */
const Descriptor = fields({
  mediaType: v.nullish(v.string()),
  digest,
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  urls: strings,
  platform: v.nullish(Platform),
  annotations: v.nullish(v.record(v.string(), v.unknown())),
});
export type Descriptor = v.InferOutput<typeof Descriptor>;

const Index = fields({ mediaType: v.nullish(v.string()), manifests: v.array(Descriptor) });

/** OCI image-spec, manifest.md; "Image Manifest Version 2, Schema 2" of Docker. */
const Manifest = fields({ mediaType: v.nullish(v.string()), config: Descriptor, layers: v.array(Descriptor) });
export type Manifest = v.InferOutput<typeof Manifest>;

/** What a blob of JSON is: one image, or a list of them. */
export type ManifestOrIndex =
  | { readonly kind: 'index'; readonly manifests: readonly Descriptor[] }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

const INDEXES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/**
 * Reads a manifest or an index. What could be both is neither (OCI image-spec, "mediaType"; CVE-2021-41190).
 *
 * @param stated the media type that its descriptor or the registry gave it, if any
 * @throws GateError `MANIFEST-UNSUPPORTED`
 */
export function readManifestOrIndex(bytes: Buffer, stated: string | undefined): ManifestOrIndex {
  const json = parse(bytes);
  const shape = v.safeParse(
    fields({
      schemaVersion: v.nullish(v.unknown()),
      mediaType: v.nullish(v.string()),
      manifests: v.nullish(v.unknown()),
      layers: v.nullish(v.unknown()),
    }),
    json,
  );
  if (!shape.success) throw manifestUnsupported('A manifest of the image is no JSON object, or an ambiguous one.');
  const { schemaVersion, mediaType, manifests, layers } = shape.output;
  if (schemaVersion === 1) {
    throw manifestUnsupported('The image has a manifest of schema 1, which Docker itself no longer reads.');
  }
  const type = mediaType ?? stated;
  if (mediaType && stated !== undefined && mediaType !== stated) throw ambiguous(`${mediaType} and ${stated}`);
  if ((manifests ?? undefined) !== undefined && (layers ?? undefined) !== undefined)
    throw ambiguous('an index and a manifest');
  const isIndex = type === undefined ? (manifests ?? undefined) !== undefined : INDEXES.includes(type);
  if (isIndex) return { kind: 'index', manifests: checked(Index, json, 'index').manifests };
  if (type !== undefined && !MANIFESTS.includes(type)) {
    throw manifestUnsupported(`The image has a manifest of the media type ${visibleText(type, 120)}.`);
  }
  return { kind: 'manifest', manifest: checked(Manifest, json, 'manifest') };
}

/** `manifest.json` of docker save: one entry an image. */
const SavedImages = v.array(fields({ Config: v.string(), RepoTags: strings, Layers: v.array(v.string()) }));
export type SavedImage = v.InferOutput<typeof SavedImages>[number];

/** @throws GateError `MANIFEST-UNSUPPORTED` */
export function readSavedImages(bytes: Buffer): readonly SavedImage[] {
  return checked(SavedImages, parse(bytes), 'manifest.json');
}

/** OCI image-spec, config.md, and what Docker adds (HealthCheck, OnBuild). Empty fields may be null. */
const Config = fields({
  os: v.string(),
  architecture: v.string(),
  variant: v.nullish(v.string()),
  created: v.nullish(v.string()),
  config: v.nullish(
    fields({
      User: v.nullish(v.string()),
      Env: strings,
      Entrypoint: strings,
      Cmd: strings,
      WorkingDir: v.nullish(v.string()),
      Labels: v.nullish(v.record(v.string(), v.string())),
      ExposedPorts: keys,
      Volumes: keys,
      OnBuild: strings,
      Healthcheck: v.nullish(fields({ Test: strings })),
    }),
  ),
  rootfs: fields({ diff_ids: v.array(digest) }),
  history: v.nullish(
    v.array(
      fields({
        created_by: v.nullish(v.string()),
        comment: v.nullish(v.string()),
        empty_layer: v.nullish(v.boolean()),
      }),
    ),
  ),
});

export interface ReadConfig {
  /** `size` is not in it: 0. */
  readonly config: ImageConfig;
  /** Oldest first. */
  readonly history: readonly HistoryStep[];
}

/** @throws GateError `MANIFEST-UNSUPPORTED` */
export function readConfig(bytes: Buffer): ReadConfig {
  const { os, architecture, variant, created, config, rootfs, history } = checked(
    Config,
    parse(bytes),
    'configuration',
  );
  return {
    config: {
      os,
      architecture,
      ...(variant && { variant }),
      user: config?.User ?? '',
      env: config?.Env ?? [],
      entrypoint: config?.Entrypoint ?? [],
      cmd: config?.Cmd ?? [],
      workingDir: config?.WorkingDir ?? '',
      labels: new Map(Object.entries(config?.Labels ?? {})),
      exposedPorts: Object.keys(config?.ExposedPorts ?? {}),
      volumes: Object.keys(config?.Volumes ?? {}),
      onBuild: config?.OnBuild ?? [],
      ...(config?.Healthcheck?.Test && { healthcheck: config.Healthcheck.Test }),
      diffIds: rootfs.diff_ids,
      size: 0,
      created: created ?? '',
    },
    history: (history ?? []).map((step) => ({
      createdBy: step.created_by ?? '',
      comment: step.comment ?? '',
      emptyLayer: step.empty_layer ?? false,
    })),
  };
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw manifestUnsupported(`A description in the image is no JSON (${visibleText(why, 120)}).`);
  }
  if (hasKeyTwice(text)) throw ambiguous('a name that is there twice');
  return json;
}

function checked<S extends v.GenericSchema>(schema: S, json: unknown, name: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = issue === undefined ? '' : (v.getDotPath(issue) ?? '');
  throw manifestUnsupported(`The image's ${name} lacks or misstates what makes an image (${visibleText(where, 80)}).`);
}

function ambiguous(what: string): Error {
  return manifestUnsupported(`A manifest of the image is ambiguous (${visibleText(what, 160)}).`);
}

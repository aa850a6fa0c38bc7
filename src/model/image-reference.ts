/**
 * The name of an image, in its full form. Grammar and limits: github.com/distribution/reference, reference.go
 * and normalize.go ("Grammar", "ParseNormalizedNamed").
 */
export interface ImageReference {
  /** Host, with its port if one was given: `docker.io`, `localhost:5000`, `[2001:db8::1]:5000`. */
  readonly registry: string;
  /** Path of the repository within the registry: `library/alpine`. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:<64 hex>`. */
  readonly digest?: string;
}

const DEFAULT_REGISTRY = 'docker.io';
/** Docker Hub's old name; normalize.go treats it as the same place. */
const LEGACY_REGISTRY = 'index.docker.io';

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]{2,45}\\])(?::[0-9]{1,5})?$`);
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
// Engines know further algorithms; only SHA-256 and SHA-512 are registered in the OCI image-spec (descriptor.md).
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/** 64 hex digits alone are an image's id for the engine, never a name (reference.go, anchoredIdentifier). */
const IDENTIFIER = /^[0-9a-f]{64}$/;
const MAX_NAME = 255;
const MAX_TEXT = 1024;

/** Whether the text is an image id as engines print it: `sha256:<64 hex>`. */
export function isImageId(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/**
 * Reads an image reference as people write it: `alpine` is `docker.io/library/alpine`. A missing tag stays missing
 * (the engine takes `latest`). Undefined for everything outside the grammar: options (`-x`), blanks, controls,
 * upper-case repositories, ids, names longer than 255 characters.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const named = at < 0 ? text : text.slice(0, at);
  // A colon after the last slash starts the tag; before it, a port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const name = colon < 0 ? named : named.slice(0, colon);
  if (IDENTIFIER.test(name)) return undefined;
  const { registry, path } = splitName(name);
  if (!REGISTRY.test(registry) || !path.split('/').every((component) => COMPONENT.test(component))) return undefined;
  if (registry.length + 1 + path.length > MAX_NAME) return undefined;
  return { registry, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** The full form: `docker.io/library/alpine:3.20@sha256:…`. */
export function renderImageReference(reference: ImageReference): string {
  const { registry, path, tag, digest } = reference;
  return `${registry}/${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** normalize.go, splitDockerDomain: the first part is a host if it looks like one. */
function splitName(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = !isHost || first === LEGACY_REGISTRY ? DEFAULT_REGISTRY : first;
  const path = isHost ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes('/') ? `library/${path}` : path };
}

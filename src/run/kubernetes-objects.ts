import { visibleText } from '../model/visible-text.ts';
import { kindOf } from './kubernetes-kinds.ts';
import { child, type Field, itemsOf, type ManifestFile, refuseField } from './manifest-fields.ts';
import { type ManifestNode, textOf } from './manifest-node.ts';
import type { PodSource } from './pod-containers.ts';

export interface FoundPods {
  readonly pods: PodSource[];
  /** Kinds of the objects that hold no pod, once for each object. Untrusted. */
  readonly others: string[];
}

/** The pods of one document, those of lists and of custom resources that embed a pod's template among them. */
export function findPods(node: ManifestNode, file: ManifestFile): FoundPods {
  const found: FoundPods = { pods: [], others: [] };
  object(found, { node, path: '', file }, undefined);
  return found;
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
}

/** @param listed what the object is where it does not say so itself */
function object(found: FoundPods, field: Field, listed: Named | undefined): void {
  const named = nameKind(field, listed);
  if (named === undefined) return;
  const { apiVersion, kind } = named;
  const known = kindOf(apiVersion, kind);
  if (known.kind === 'list') {
    const items = known.of === undefined ? undefined : { apiVersion, kind: known.of };
    for (const item of itemsOf(child(field, 'items'))) object(found, item, items);
  } else if (known.kind === 'workload') workload(found, field, kind, known.template);
  else if (known.kind === 'custom') custom(found, field, kind);
  else if (known.kind === 'other') found.others.push(kind);
  else if (known.kind === 'unknown') refuse(field, `there is no kind ${shown(kind)} in ${shown(apiVersion)}`);
  else refuse(field, `a ${shown(kind)} is rendered first: give what kubectl kustomize makes of it`);
}

/** @returns undefined when it is no object, which is told then */
function nameKind(field: Field, listed: Named | undefined): Named | undefined {
  if (field.node.kind !== 'mapping') {
    refuse(field, 'it is no Kubernetes object, but a single value or a list');
    return undefined;
  }
  const apiVersion = word(child(field, 'apiVersion')) ?? listed?.apiVersion;
  const kind = word(child(field, 'kind')) ?? listed?.kind;
  if (apiVersion !== undefined && kind !== undefined) return { apiVersion, kind };
  refuse(field, 'it has no apiVersion or no kind, and so is no Kubernetes object; only rendered manifests are read');
  return undefined;
}

function workload(found: FoundPods, field: Field, kind: string, way: readonly string[]): void {
  const metadata = child(field, 'metadata');
  const named = word(child(metadata, 'name')) ?? word(child(metadata, 'generateName'));
  if (named === undefined) refuse(field, `the ${shown(kind)} has no metadata.name, which is text`);
  const template = way.reduce<Field | undefined>((at, key) => child(at, key), field);
  const spec = child(template, 'spec');
  if (spec === undefined) refuse(field, `the ${shown(kind)} has no ${[...way, 'spec'].join('.')}`);
  if (template === undefined || spec === undefined) return;
  const claims = kind === 'StatefulSet' ? child(child(field, 'spec'), 'volumeClaimTemplates') : undefined;
  found.pods.push({ ...podSource(nameOf(field, kind), spec, template), claimTemplates: claims });
}

function custom(found: FoundPods, field: Field, kind: string): void {
  const templates = embeddedTemplates(field);
  if (templates.length === 0) found.others.push(kind);
  for (const template of templates) {
    const spec = child(template, 'spec');
    if (spec !== undefined) found.pods.push({ ...podSource(nameOf(field, kind), spec, template), isPart: true });
  }
}

function podSource(object: string, spec: Field, template: Field): PodSource {
  const annotations = child(child(template, 'metadata'), 'annotations');
  return { object, spec, annotations, claimTemplates: undefined, isPart: false };
}

/** `Deployment shop/web` */
function nameOf(field: Field, kind: string): string {
  const metadata = child(field, 'metadata');
  const namespace = word(child(metadata, 'namespace'));
  const name = word(child(metadata, 'name')) ?? `${word(child(metadata, 'generateName')) ?? ''}*`;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Mappings called a template (`template`, `podTemplate`) with containers that have an image, as those of workloads do. */
function embeddedTemplates(field: Field): readonly Field[] {
  const { node, path, file } = field;
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return itemsOf(field).flatMap(embeddedTemplates);
  return [...node.entries].flatMap(([key, value]) => {
    const own = { node: value, path: path === '' ? key : `${path}.${key}`, file };
    return /template$/i.test(key) && isPod(value) ? [own] : embeddedTemplates(own);
  });
}

function isPod(node: ManifestNode): boolean {
  const containers = at(at(node, 'spec'), 'containers');
  return containers?.kind === 'list' && containers.items.some((item) => at(item, 'image') !== undefined);
}

function at(node: ManifestNode | undefined, key: string): ManifestNode | undefined {
  return node?.kind === 'mapping' ? node.entries.get(key) : undefined;
}

function refuse(field: Field, what: string): void {
  refuseField(field.path === '' ? { ...field, path: 'the object' } : field, what);
}

function word(field: Field | undefined): string | undefined {
  return field === undefined ? undefined : textOf(field.node);
}

function shown(text: string): string {
  return visibleText(text, 60);
}

import { findPods } from './kubernetes-objects.ts';
import type { ManifestFile } from './manifest-fields.ts';
import type { ManifestMistake } from './manifest-node.ts';
import { readManifestYaml } from './manifest-yaml.ts';
import { type KubernetesContainer, readPod } from './pod-containers.ts';

export interface KubernetesManifest {
  /** In the order of the file; of a pod its init containers first. */
  readonly containers: readonly KubernetesContainer[];
  /** What is wrong, in the order in which it was found. Nothing that the file says counts then. */
  readonly errors: readonly ManifestMistake[];
  /** Kinds of the objects that hold no pod, once for each object. Untrusted. */
  readonly others: readonly string[];
}

/**
 * Reads rendered Kubernetes manifests, YAML of any number of documents or JSON: every container of every pod, of the
 * workloads of Kubernetes itself, and of custom resources that embed a pod's template. A value that is a template yet
 * is not known; what the API server would not take is an error. Never throws.
 *
 * @param text untrusted, of limited size: the caller has checked it
 * @param file workspace-relative, for the places
 */
export function readKubernetes(text: string, file: string): KubernetesManifest {
  const { documents, mistakes } = readManifestYaml(text);
  const manifest: ManifestFile = { name: file, mistakes: [...mistakes] };
  const found = documents.map((document) => findPods(document, manifest));
  const containers = found.flatMap(({ pods }) => pods.flatMap(readPod));
  return { containers, errors: manifest.mistakes, others: found.flatMap(({ others }) => others) };
}

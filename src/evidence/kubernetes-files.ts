import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace, WorkspacePath } from '../ports.ts';
import { readKubernetes } from '../run/kubernetes.ts';
import type { KubernetesContainer } from '../run/pod-containers.ts';

/** The manifests of a run, read. */
export interface KubernetesFiles {
  /** At least one, in the order of the files. */
  readonly containers: readonly KubernetesContainer[];
  /** What of them was not judged. Safe to show. */
  readonly remarks: readonly string[];
}

const MAX_FILES = 1000;
const MAX_BYTES_EACH = 4 * 1_048_576;
/** Of all files together: reading a megabyte takes about a second. */
const MAX_BYTES = 16 * 1_048_576;
const MAX_TOLD = 10;

/**
 * Reads Kubernetes manifests. Of a folder its `*.yaml`, `*.yml` and `*.json` are read, not those of folders in it; what
 * it links to as well, inside the workspace.
 *
 * @param files files and folders as given
 * @throws GateError `INPUT-INVALID`, `PATH-REFUSED`, `LIMIT-EXCEEDED`, `KUBERNETES-INVALID`
 */
export async function readKubernetesFiles(files: readonly string[], workspace: Workspace): Promise<KubernetesFiles> {
  const paths = await findFiles(files, workspace);
  const containers: KubernetesContainer[] = [];
  const others = new Map<string, number>();
  const wrong: string[] = [];
  let bytes = 0;
  for (const path of paths) {
    const text = await workspace.readText(path, MAX_BYTES_EACH);
    if (text === undefined) throw unreadable(path);
    bytes += Buffer.byteLength(text);
    if (bytes > MAX_BYTES) throw tooMuch(`The manifests have more than ${MAX_BYTES} bytes together.`);
    const manifest = readKubernetes(text, path.relative);
    containers.push(...manifest.containers);
    for (const kind of manifest.others) others.set(kind, (others.get(kind) ?? 0) + 1);
    wrong.push(...manifest.errors.map((error) => `${visibleText(path.relative, 120)}:${error.line}: ${error.text}`));
    // Enough to know that it is wrong; hostile files take their time.
    if (wrong.length >= MAX_TOLD) break;
  }
  if (wrong.length > 0) throw invalid(wrong);
  if (containers.length === 0) throw noContainers(paths, others);
  return { containers, remarks: remarksOn(others) };
}

async function findFiles(given: readonly string[], workspace: Workspace): Promise<readonly WorkspacePath[]> {
  const found = new Map<string, WorkspacePath>();
  for (const path of given) {
    const names = await namesIn(path, workspace);
    const wanted = names?.map((name) => `${path}/${name}`) ?? [path];
    for (const one of wanted) {
      const file = await workspace.resolve(one, 'file');
      if (file === undefined) throw notThere(one);
      found.set(file.absolute, file);
      if (found.size > MAX_FILES) throw tooMuch(`kubernetes-files leads to more than ${MAX_FILES} files.`);
    }
  }
  return [...found.values()];
}

/** The manifests in a folder, in the order of their names; undefined when it is no folder. */
async function namesIn(path: string, workspace: Workspace): Promise<readonly string[] | undefined> {
  const names = await workspace.names(path);
  return names?.filter((name) => /\.(?:ya?ml|json)$/i.test(name)).sort();
}

function remarksOn(others: ReadonlyMap<string, number>): readonly string[] {
  const total = [...others.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const objects = total === 1 ? '1 object of the manifests holds' : `${total} objects of the manifests hold`;
  return [`${objects} no container and ${total === 1 ? 'is' : 'are'} not judged: ${listed(others)}.`];
}

/** `Service 3, ConfigMap 2` */
function listed(others: ReadonlyMap<string, number>): string {
  const kinds = [...others].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${visibleText(kind, 60)} ${count}`);
  const more = kinds.length > MAX_TOLD ? ` and ${kinds.length - MAX_TOLD} further kinds` : '';
  return `${kinds.slice(0, MAX_TOLD).join(', ')}${more}`;
}

function invalid(wrong: readonly string[]): GateError {
  const [first] = wrong;
  const more = wrong.length === 1 ? '' : ` Further mistakes: ${wrong.length - 1}.`;
  return new GateError({
    code: 'KUBERNETES-INVALID',
    what: `The Kubernetes manifests can't be read: ${first ?? ''}${more}`,
    means: `How these containers are run is not known. ${NO_VERDICT}`,
    todo: 'Correct the manifests; of Helm charts and kustomizations give what helm template and kubectl kustomize make of them.',
    details: wrong.slice(0, MAX_TOLD),
  });
}

function noContainers(paths: readonly WorkspacePath[], others: ReadonlyMap<string, number>): GateError {
  const what =
    paths.length === 0
      ? 'kubernetes-files names folders without a manifest (*.yaml, *.yml, *.json).'
      : `No manifest of kubernetes-files holds a container${others.size === 0 ? '' : `; they hold ${listed(others)}`}.`;
  return new GateError({
    code: 'INPUT-INVALID',
    what,
    means: `There is nothing to judge in them. ${NO_VERDICT}`,
    todo: 'Give the files, or the folders, with the workloads; what lies in folders of a folder is given by itself.',
  });
}

function notThere(path: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `kubernetes-files: there is no ${visibleText(path, 120)} in the workspace.`,
    means: NO_VERDICT,
    todo: 'Correct kubernetes-files; on a runner, check the repository out before the gate.',
  });
}

function unreadable({ relative }: WorkspacePath): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `kubernetes-files: ${visibleText(relative, 120)} can't be read.`,
    means: NO_VERDICT,
    todo: 'Give the file the right to be read by the job.',
  });
}

function tooMuch(what: string): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what,
    means: `They were not read. ${NO_VERDICT}`,
    todo: 'Give the manifests of the workloads alone, or divide them over several steps.',
  });
}

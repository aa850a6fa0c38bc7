import { type ComposeFile, type ComposeNode, entryOf } from './compose-node.ts';

/** A path in a compose file that Compose itself opens while it makes its answer. */
export interface ComposeReference {
  /**
   * `include` and `extends`: read as compose files too. `folder`: where paths of an included file start. `variables`:
   * lines of text. `env_file`: the same, of a service, which a client of today can leave alone.
   */
  readonly kind: 'include' | 'extends' | 'folder' | 'variables' | 'env_file';
  /** As written. Untrusted. */
  readonly path: string;
  /** Of an `include`: where its paths start, when that is said. */
  readonly folder?: string;
  readonly line: number;
}

/**
 * Everything that a file leads Compose to read: `include`, `extends`, files with variables or labels. Wherever such a
 * key stands: that a part of the file is of no effect is for Compose to know.
 */
export function composeReferences({ documents }: ComposeFile): readonly ComposeReference[] {
  return documents.flatMap((document) => {
    const include = entryOf(document, 'include')?.node;
    return [...(include === undefined ? [] : included(include)), ...[...nodesBelow(document)].flatMap(ofMapping)];
  });
}

function included(node: ComposeNode): readonly ComposeReference[] {
  return (node.items ?? [node]).flatMap((item) => {
    if (item.text !== undefined) return ofTexts('include', item);
    const [path, files] = [entryOf(item, 'path')?.node, entryOf(item, 'env_file')?.node];
    const folder = entryOf(item, 'project_directory')?.node;
    const own = path === undefined ? [] : ofTexts('include', path);
    return [
      ...(folder === undefined ? [] : ofTexts('folder', folder)),
      ...own.map((reference) => (folder?.text === undefined ? reference : { ...reference, folder: folder.text })),
      ...(files === undefined ? [] : ofTexts('variables', files)),
    ];
  });
}

function ofMapping(node: ComposeNode): readonly ComposeReference[] {
  const base = node.entries?.get('extends')?.node;
  const file = base === undefined ? undefined : entryOf(base, 'file')?.node;
  const [variables, labels] = [node.entries?.get('env_file')?.node, node.entries?.get('label_file')?.node];
  return [
    ...(file === undefined ? [] : ofTexts('extends', file)),
    ...(variables === undefined ? [] : ofTexts('env_file', variables)),
    ...(labels === undefined ? [] : ofTexts('variables', labels)),
  ];
}

/** A path, or a list of such, or of mappings with one. */
function ofTexts(kind: ComposeReference['kind'], node: ComposeNode): readonly ComposeReference[] {
  return (node.items ?? [node]).flatMap((item) => {
    const path = item.text ?? entryOf(item, 'path')?.node.text;
    return path === undefined || path === '' ? [] : [{ kind, path, line: item.line }];
  });
}

function* nodesBelow(node: ComposeNode): Generator<ComposeNode> {
  const seen = new Set<ComposeNode>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    yield next;
    for (const item of next.items ?? []) open.push(item);
    for (const entry of next.entries?.values() ?? []) open.push(entry.node);
  }
}

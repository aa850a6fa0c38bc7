import { type ComposeFile, type ComposeNode, MAX_MERGES, mergedInto } from './compose-node.ts';
import type { ComposeMistake } from './compose-yaml.ts';

/** Values of a file once every alias is what it stands for. A project of a thousand services has 50,000. */
const MAX_VALUES = 250_000;
/** Levels, those that aliases add included: Compose goes down one after the other, and so is this done here. */
const MAX_LEVELS = 500;

/**
 * Whether a file is too much once its aliases are what they stand for: either Compose, of Go or of Python, would write
 * them all out before it refuses anything, in hours and gigabytes.
 */
export function refuseAliases({ path, documents }: ComposeFile): ComposeMistake | undefined {
  const sizes = new Map<ComposeNode, number>();
  const open = new Set<ComposeNode>();
  let fault: Omit<ComposeMistake, 'path'> | undefined;

  const sizeOf = (node: ComposeNode): number => {
    const known = sizes.get(node);
    if (known !== undefined || fault !== undefined) return known ?? 0;
    if (open.has(node)) fault = { line: node.line, text: 'a value stands in itself, by an alias' };
    if (open.size >= MAX_LEVELS) fault = { line: node.line, text: `it is nested more than ${MAX_LEVELS} levels deep` };
    if (node.entries?.has('<<') === true && mergedInto(node).length > MAX_MERGES) {
      fault = { line: node.line, text: `more than ${MAX_MERGES} mappings are merged into one` };
    }
    if (fault !== undefined) return 0;
    open.add(node);
    let size = 1;
    for (const item of node.items ?? []) size += sizeOf(item);
    for (const entry of node.entries?.values() ?? []) size += 1 + sizeOf(entry.node);
    open.delete(node);
    sizes.set(node, size);
    if (size > MAX_VALUES) fault ??= { line: node.line, text: `its aliases stand for more than ${MAX_VALUES} values` };
    return size;
  };

  for (const document of documents) sizeOf(document);
  return fault && { path, ...fault };
}

import {
  type FilePlace,
  NOT_SAID,
  type Said,
  type Setting,
  type Stated,
  type Undecided,
} from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import { integerOf, isTemplate, type ManifestMistake, type ManifestNode, textOf, truthOf } from './manifest-node.ts';

/** A value with the way to it. */
export interface Field {
  readonly node: ManifestNode;
  /** `spec.template.spec.containers[0]` */
  readonly path: string;
  readonly file: ManifestFile;
}

export interface ManifestFile {
  /** Workspace-relative. Untrusted. */
  readonly name: string;
  readonly mistakes: ManifestMistake[];
}

export function placeOf({ node, path, file }: Field): FilePlace {
  return { in: 'file', file: file.name, line: node.line, key: path };
}

/** Notes what is wrong with a field. @param what completes "spec.x is wrong: …" */
export function refuseField({ node, path, file }: Field, what: string): void {
  file.mistakes.push({ line: node.line, text: `${visibleText(path, 160)} is wrong: ${what}.` });
}

export function saidBy<T>(field: Field, value: T): Said<T> {
  return { state: 'said', value, at: placeOf(field) };
}

/** @param why completes "is not known: …" */
export function undecidedBy(field: Field, why: string): Undecided {
  const { node } = field;
  const written = node.kind === 'scalar' ? node.text : `a ${node.kind}`;
  return { state: 'unknown', written, why, at: placeOf(field) };
}

/** A value of a mapping; undefined when nothing is there. What is no mapping is a mistake. */
export function child(field: Field | undefined, key: string): Field | undefined {
  if (field === undefined || !isMapping(field)) return undefined;
  const node = field.node.entries.get(key);
  if (node === undefined) return undefined;
  return { node, path: field.path === '' ? key : `${field.path}.${key}`, file: field.file };
}

type MappingField = Field & { readonly node: Extract<ManifestNode, { kind: 'mapping' }> };

/** Whether it is a mapping; a mistake when it is not. */
export function isMapping(field: Field): field is MappingField {
  if (field.node.kind === 'mapping') return true;
  if (!isTemplated(field)) refuseField(field, 'a mapping is meant here');
  else refuseField(field, `it holds a template that is not rendered`);
  return false;
}

/** The entries of a list; none when nothing is there. What is no list is a mistake. */
export function itemsOf(field: Field | undefined): readonly Field[] {
  if (field === undefined) return [];
  const { node, path, file } = field;
  if (node.kind === 'list') return node.items.map((item, index) => ({ node: item, path: `${path}[${index}]`, file }));
  refuseField(field, isTemplated(field) ? 'it holds a template that is not rendered' : 'a list is meant here');
  return [];
}

/** The entries of a mapping whose keys are anybody's: annotations, limits. */
export function entriesOf(field: Field | undefined): readonly { readonly key: string; readonly field: Field }[] {
  if (field === undefined || !isMapping(field)) return [];
  return [...field.node.entries].map(([key, node]) => {
    return { key, field: { node, path: `${field.path}.${key}`, file: field.file } };
  });
}

export function flagOf(field: Field | undefined): Setting<boolean> {
  return settingOf(field, truthOf, 'neither true nor false');
}

export function wholeNumberOf(field: Field | undefined): Setting<number> {
  return settingOf(field, integerOf, 'it is no plain whole number');
}

export function wordOf(field: Field | undefined): Setting<string> {
  return settingOf(field, textOf, 'it is no text; a number or a truth value that is meant as text stands in quotes');
}

/** @returns undefined for what is wrong, which is told then */
export function statedWord(field: Field): Stated<string> | undefined {
  const word = wordOf(field);
  return word.state === 'not-said' ? undefined : word;
}

/** One of some words; any other is a mistake. */
export function choiceOf<T extends string>(field: Field | undefined, allowed: readonly T[]): Setting<T> {
  const pick = (node: ManifestNode): T | undefined => allowed.find((word) => word === textOf(node));
  return settingOf(field, pick, `it is none of ${allowed.join(', ')}`);
}

/** What is of the wrong type because somebody was to put the value in is not known; all else is a mistake. */
export function settingOf<T>(
  field: Field | undefined,
  read: (node: ManifestNode) => T | undefined,
  wrong: string,
): Setting<T> {
  if (field === undefined) return NOT_SAID;
  if (isTemplated(field)) return undecidedBy(field, 'holds a template that is not rendered');
  const value = read(field.node);
  if (value !== undefined) return saidBy(field, value);
  refuseField(field, wrong);
  return NOT_SAID;
}

export function isTemplated({ node }: Field): boolean {
  return node.kind === 'scalar' && isTemplate(node.text);
}

/** Of two places the one that counts: what the container says wins over its pod. */
export function firstSaid<T>(...settings: readonly Setting<T>[]): Setting<T> {
  return settings.find(({ state }) => state !== 'not-said') ?? NOT_SAID;
}

/** A setting, made of another one. */
export function mapSetting<T, U>(setting: Setting<T>, change: (value: T) => U): Setting<U> {
  return setting.state === 'said' ? { ...setting, value: change(setting.value) } : setting;
}

/** Keys that are none of those that are known here: nobody knows what they do. */
export function unknownKeys(field: Field | undefined, known: ReadonlySet<string>): readonly Undecided[] {
  if (field === undefined || field.node.kind !== 'mapping') return [];
  return entriesOf(field)
    .filter(({ key }) => !known.has(key))
    .map(({ key, field: own }) => {
      const why = 'is no field that the gate knows here';
      return { state: 'unknown', written: key, why, at: placeOf(own), unclassified: true };
    });
}

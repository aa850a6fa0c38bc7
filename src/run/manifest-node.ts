/** A value of a manifest with the line where it stands: of its key, where it has one, and of itself in a list. */
export type ManifestNode =
  | {
      readonly kind: 'mapping';
      readonly line: number;
      /** Keys are text; `__proto__` is one like any other. Empty values are left out. */
      readonly entries: ReadonlyMap<string, ManifestNode>;
    }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly ManifestNode[] }
  | {
      readonly kind: 'scalar';
      readonly line: number;
      /** Untrusted. */
      readonly text: string;
      /** Without quotes: then it may be a number, a truth value or nothing at all, instead of text. */
      readonly plain: boolean;
    };

/** Something that is wrong with a manifest. `text` is a sentence and safe to show. */
export interface ManifestMistake {
  readonly line: number;
  readonly text: string;
}

// What kubectl and the API server read with (sigs.k8s.io/yaml, goyaml.v2, resolve.go) follows YAML 1.1.
const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'];
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'];
const NOTHING = ['', '~', 'null', 'Null', 'NULL'];
const NUMBER = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+|\.inf|\.nan)$/i;

export function isNothing(node: ManifestNode): boolean {
  return node.kind === 'scalar' && node.plain && NOTHING.includes(node.text);
}

/** Undefined for what is no truth value. */
export function truthOf(node: ManifestNode): boolean | undefined {
  if (node.kind !== 'scalar' || !node.plain) return undefined;
  if (TRUE.includes(node.text)) return true;
  return FALSE.includes(node.text) ? false : undefined;
}

/** Undefined for what is no text, and for what would be a number or a truth value to the API server. */
export function textOf(node: ManifestNode): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (!node.plain) return node.text;
  return truthOf(node) !== undefined || isNothing(node) || NUMBER.test(node.text) ? undefined : node.text;
}

/** Undefined for what is no plain decimal number: of `010` readers of YAML make 8 or 10. */
export function integerOf(node: ManifestNode): number | undefined {
  if (node.kind !== 'scalar' || !node.plain || !/^(?:0|-?[1-9]\d{0,18})$/.test(node.text)) return undefined;
  const value = Number(node.text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether somebody was to put a value in first: Helm's templates, `envsubst`, Flux. */
export function isTemplate(text: string): boolean {
  return /\{\{|\$\{|<%/.test(text);
}

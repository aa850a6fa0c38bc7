import { type Fields, fieldsOf, switchText, textOf } from './compose-reading.ts';

/** How a service's image is built. Paths as Compose answers with them: absolute, or a remote source. */
export interface ComposeBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** `NAME=value` */
  readonly args: readonly string[];
  /** `name=source` */
  readonly additionalContexts: readonly string[];
  /** What the gate can't build with: `it needs secrets`. */
  readonly unsupported: readonly string[];
}

/** Keys that are read, or that change nothing about what the image holds. */
const BUILD_KEYS = [
  ...['additional_contexts', 'args', 'cache_from', 'cache_to', 'context', 'dockerfile', 'labels', 'no_cache'],
  ...['no_cache_filter', 'platforms', 'provenance', 'pull', 'sbom', 'shm_size', 'tags', 'target', 'ulimits'],
];

/** Reads `build`: a context alone, or a mapping. What it does not understand is not supported, and never left out. */
export function readComposeBuild(value: unknown): ComposeBuild {
  const text = textOf(value);
  const fields = text === undefined ? fieldsOf(value) : new Map<string, unknown>([['context', text]]);
  if (fields === undefined) return { ...EMPTY, unsupported: ['it is neither a path nor a mapping'] };
  const target = textOf(fields.get('target'));
  const [context, dockerfile] = [
    textOf(fields.get('context') ?? '.'),
    textOf(fields.get('dockerfile') ?? 'Dockerfile'),
  ];
  const [args, contexts] = [pairs(fields.get('args')), pairs(fields.get('additional_contexts'))];
  const wrong = [context, dockerfile, args, contexts].includes(undefined);
  return {
    context: context ?? '.',
    dockerfile: dockerfile ?? 'Dockerfile',
    ...(target !== undefined && target !== '' && { target }),
    args: args ?? [],
    additionalContexts: contexts ?? [],
    unsupported: [
      ...(wrong ? ['a part of it is of a kind that the gate does not know'] : []),
      ...unsupportedIn(fields),
    ],
  };
}

const EMPTY: ComposeBuild = {
  ...{ context: '.', dockerfile: 'Dockerfile', args: [], additionalContexts: [], unsupported: [] },
};

/** An argument without a value would take that of whoever runs Compose: it has none here. */
function pairs(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  const list = Array.isArray(value)
    ? value.map(textOf)
    : [...(fieldsOf(value) ?? [['', undefined]])].map(([name, field]) => {
        const text = switchText(field);
        return text === undefined ? undefined : `${name.replaceAll('$$', '$')}=${text}`;
      });
  const texts = list.filter((entry) => entry !== undefined);
  if (texts.length < list.length) return undefined;
  return texts.filter((entry) => entry.includes('='));
}

function unsupportedIn(fields: Fields): readonly string[] {
  const strange = [...fields.keys()].filter((key) => !BUILD_KEYS.includes(key) && !key.startsWith('x-'));
  return strange.flatMap((key) => {
    const value = fields.get(key);
    if (isNothing(value)) return [];
    // The default of builders, said aloud.
    if (key === 'network' && value === 'default') return [];
    return [`it has ${key}`];
  });
}

function isNothing(value: unknown): boolean {
  if (value === false || value === 'false' || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return fieldsOf(value)?.size === 0;
}

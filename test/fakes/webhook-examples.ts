import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Any JSON object. */
export type Json = Record<string, unknown>;

interface WebhookExamples {
  readonly name: string;
  readonly examples: readonly Json[];
}

let loaded: readonly WebhookExamples[] | undefined;

/**
 * A copy of a recorded event payload from the package `@octokit/webhooks-examples`.
 *
 * @param action the payload's `action`; the first example when not given
 */
export function webhookExample(name: string, action?: string): Json {
  // The package is one JSON file of trusted content; its own types describe it as an array of these.
  loaded ??= JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('@octokit/webhooks-examples'), 'utf8'),
  ) as readonly WebhookExamples[];
  const examples = loaded.find((entry) => entry.name === name)?.examples ?? [];
  const example = action === undefined ? examples[0] : examples.find((entry) => entry['action'] === action);
  if (example === undefined) throw new Error(`no example of ${name} ${action ?? ''}`);
  return structuredClone(example);
}

/** The base with the overrides on top; objects are merged, everything else is replaced. */
export function merge(base: Json, overrides: Json): Json {
  const result: Json = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const old = result[key];
    result[key] = isJson(old) && isJson(value) ? merge(old, value) : value;
  }
  return result;
}

/** The object at a key; an empty one if there is none. */
export function child(parent: Json, key: string): Json {
  const value = parent[key];
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

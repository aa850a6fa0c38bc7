import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/dockerfiles/', import.meta.url);

/** What a fixture says must come out, written by hand. */
export type Expected =
  | { readonly problem: string }
  | {
      readonly from: readonly string[];
      readonly finalStage: number;
      readonly lineage: readonly number[];
      readonly user: null | {
        readonly first: number;
        readonly last: number;
        readonly stage: number;
        readonly raw: string;
        readonly expanded: string;
        readonly unset: readonly string[];
      };
      readonly externalBase: string;
      readonly scratch: boolean;
      readonly syntax?: string;
    };

/** What BuildKit 0.34.2 said of the same file (test/fixtures/dockerfiles/oracle). A missing text is `''`. */
export interface BuildKitAnswer {
  readonly error?: string;
  readonly stageError?: string;
  readonly convertError?: string;
  readonly escape?: string;
  readonly syntax?: string;
  readonly instructions?: readonly {
    readonly keyword: string;
    readonly first: number;
    readonly last: number;
    readonly text: string;
    readonly exec?: readonly string[];
  }[];
  readonly stages?: readonly { readonly name?: string; readonly base: string }[];
  /** `<base>` is the user of every external image. */
  readonly user?: string;
}

export interface Fixture {
  readonly name: string;
  readonly why: string;
  readonly text: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly baseEnv?: readonly string[];
  readonly expected: Expected;
  readonly buildkit: BuildKitAnswer;
}

export function dockerfileFixtures(): readonly Fixture[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.Dockerfile'));
  return names.map((file) => {
    const name = file.slice(0, -'.Dockerfile'.length);
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return { name, text, ...JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) };
  });
}

export interface WordFixtures {
  /** `NAME=value` each. */
  readonly env: readonly string[];
  readonly words: readonly {
    readonly word: string;
    readonly escape: '\\' | '`';
    readonly buildkit: { readonly value?: string; readonly error?: string; readonly unset?: readonly string[] };
  }[];
}

export function wordFixtures(): WordFixtures {
  return JSON.parse(readFileSync(new URL('words.json', FOLDER), 'utf8'));
}

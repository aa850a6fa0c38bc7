import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A `docker` command that plays a client and its engine, for what a real one can't be made to do at will: hang, die,
 * lie, move a tag. It is a real program on PATH (POSIX systems): put `FakeDocker.bin` first.
 *
 * Without `answers` it plays a whole run of the gate: `version`, `buildx version`, `build` and `buildx build` (writes
 * id and metadata file, gives the tag), `pull`, `image inspect|tag|rm|ls|save`, `info`, `create`, `cp … -` and `cp - …` (a
 * tar stream), `commit`, `start --attach` (what the gate's own program would print), `rm`, `ps`, `container inspect`. Names and containers live in `state.json` of its folder, so they last over calls.
 *
 * Every call is one line of `calls.jsonl`: `{ "args": […], "env": {…}, "cwd": "…" }`.
 * An answer of the script goes before what it would do by itself; the first that fits is given.
 */
export interface FakeDockerScript {
  /** Version of the client; default `28.2.2`. */
  readonly client?: string;
  /** Version of the engine; default `28.2.2`. */
  readonly engine?: string;
  /** Version of the buildx plugin; null: a client without it. Default `v0.30.1`. */
  readonly buildx?: string | null;
  /** `SecurityOptions` of `docker info`; default seccomp and no AppArmor. */
  readonly security?: readonly string[];
  /** What a build makes. Default: an image of user 20002. */
  readonly built?: FakeImage;
  /** What the engine has from the start, by its name. */
  readonly images?: Readonly<Record<string, FakeImage>>;
  /** What a registry has, by its name. */
  readonly registry?: Readonly<Record<string, FakeImage>>;
  readonly answers?: readonly FakeAnswer[];
}

export interface FakeImage {
  /**
   * Its id, 64 hex digits without `sha256:`. Default: the digest of its configuration, as an engine has it. With another
   * one the engine hands out (`image save`) what has not the digest that it says.
   */
  readonly hex?: string;
  /** `Config` of the image, in the engine's spelling: `{ "User": "app" }`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Further or other top-level fields of its inspection; null takes one away. */
  readonly inspection?: Readonly<Record<string, unknown>>;
  /** Oldest step first; default one that makes no layer. */
  readonly history?: readonly { readonly createdBy: string; readonly size?: string }[];
  /** Files by their absolute path: text, `{ link }` to a target, `{ folder: true }`, or `{ bytes }` of a large one. */
  readonly files?: Readonly<Record<string, FakeFile>>;
}

/** An image that the engine has. */
export type KnownImage = FakeImage & { readonly hex: string };

export type FakeFile =
  | string
  | { readonly link: string }
  | { readonly folder: true }
  | { readonly device: true }
  | { readonly bytes: number };

export interface FakeAnswer {
  /** Fits a call whose arguments begin with these, in this order, others between them allowed. */
  readonly when: readonly string[];
  /** Only for these of the fitting calls, the first being 1. Default: all. */
  readonly calls?: readonly number[];
  readonly stdout?: string;
  /** `{container}` stands for the id of the container that `cp` was given. */
  readonly stderr?: string;
  /** Default 0. */
  readonly exitCode?: number;
  /** Dies by this signal. */
  readonly signal?: 'SIGKILL' | 'SIGTERM' | 'SIGSEGV';
  /** Never ends; `stubborn` ignores SIGTERM, and so does a grandchild. Their ids are in `pids`, one a line. */
  readonly hang?: 'obedient' | 'stubborn';
  /** Megabytes of log written to standard error, one line of 50 MB among them if there are more than 100. */
  readonly megabytes?: number;
  /** Of a build: what it writes to the id file; null writes none. The rest of the build happens. */
  readonly iid?: string | null;
  /** Of a build: what it writes to the metadata file. */
  readonly metadata?: unknown;
  /** After the answer this name leads to this image: somebody else moves a tag. `*` is the gate's own tag. */
  readonly retag?: { readonly name: string; readonly image: FakeImage };
  /** After its deeds above the call does what it would have done by itself. */
  readonly thenAsUsual?: boolean;
}

export interface FakeCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface FakeDocker {
  /** Folder of the `docker` program, for PATH. */
  readonly bin: string;
  /** Every call so far, in order. */
  readonly calls: () => Promise<readonly FakeCall[]>;
  /** Process ids of children that hang. */
  readonly pids: () => Promise<readonly number[]>;
  /** What is left in its engine. */
  readonly state: () => Promise<FakeState>;
}

export interface FakeState {
  /** Name to hex id. */
  readonly names: Readonly<Record<string, string>>;
  /** Every image that the engine has, by its hex id. */
  readonly images: Readonly<Record<string, KnownImage>>;
  readonly containers: readonly FakeContainer[];
}

export interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What `create` was given, its options only. */
  readonly options: readonly string[];
}

/** @param folder exists, empty, outside of any workspace */
export async function installFakeDocker(folder: string, script: FakeDockerScript = {}): Promise<FakeDocker> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const program = fileURLToPath(new URL('docker-program.ts', import.meta.url));
  const quoted = [process.execPath, program, folder].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  const docker = join(bin, 'docker');
  await writeFile(docker, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`);
  await chmod(docker, 0o755);
  await writeFile(join(folder, 'script.json'), JSON.stringify(script));
  const lines = async (name: string): Promise<readonly string[]> => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  };
  return {
    bin,
    calls: async () => (await lines('calls.jsonl')).map((line) => JSON.parse(line)),
    pids: async () => (await lines('pids')).map(Number),
    state: async () => JSON.parse((await lines('state.json'))[0] ?? '{"names":{},"images":{},"containers":[]}'),
  };
}

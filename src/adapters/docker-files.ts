import { posix } from 'node:path';
import { GateError, NO_VERDICT, type Problem } from '../model/errors.ts';
import type { ImageProgram, ImageTextFile } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, succeeded } from './docker-problems.ts';
import { readFirstEntry, type TarEntry } from './tar-entry.ts';

/** Longest text file that is read, in bytes. */
const MAX_FILE = 10 * 1024 * 1024;
/** Enough for the headers of any one entry, its PAX records included. */
const HEADERS = 256 * 1024;
/** path_resolution(7): the kernel gives up after 40 links. */
const MAX_LINKS = 40;

type Found = TarEntry | { readonly kind: 'absent' };

/** A container that is there to be read and never started. */
export interface ContainerReader {
  readonly read: (path: string) => Promise<ImageTextFile>;
  /** The first of the paths that is there; undefined when none is. What can't be read of it is in the answer. */
  readonly readProgram: (paths: readonly string[], limitBytes: number) => Promise<ImageProgram | undefined>;
}

/**
 * Reads files of a container as a program inside it would: links are followed within its root, `..` stops there.
 * The engine follows links among the parents of a path; a link at its end is followed here.
 *
 * @param id the container's full id, 64 hex digits
 */
export function containerReader(docker: DockerCommand, id: string): ContainerReader {
  const copy: Copy = async (path, maxFile, larger = 'refuse') => {
    const bytes = maxFile + HEADERS;
    const result = await docker(['cp', `${id}:${path}`, '-'], { keepBytes: bytes, enoughBytes: bytes });
    // Ended by us because of its size: what has come is read all the same.
    if (!succeeded(result) && !result.stoppedEarly) {
      const said = result.stderr.toString('utf8').trim();
      if (await saysAbsent(docker, said, id, path)) return { kind: 'absent' };
      const todo = 'Look at the path in the image: it must be a regular file or a link to one.';
      throw commandFailed(result, { code: 'IMAGE-UNREADABLE', what: `The engine could not read ${path}`, todo });
    }
    return await readFirstEntry(result.stdout, maxFile, path, larger);
  };
  return {
    read: (path) => readText(path, copy),
    readProgram: async (paths, limitBytes) => {
      for (const path of paths) {
        const found = await readProgram(path, limitBytes, copy);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Copies what stands at a path; of a file at most `maxFile` bytes, of a larger one nothing or the beginning. */
type Copy = (path: string, maxFile: number, larger?: 'refuse' | 'cut') => Promise<Found>;

async function readText(wanted: string, copy: Copy): Promise<ImageTextFile> {
  const found = await follow(wanted, (path) => copy(path, MAX_FILE), copy);
  if (found.kind === 'absent') return { state: 'absent' };
  if (found.kind === 'file') return { state: 'present', text: decode(found.content) };
  throw unreadable(wanted, `${wanted} is ${notAFile(found)}`);
}

async function readProgram(path: string, limitBytes: number, copy: Copy): Promise<ImageProgram | undefined> {
  try {
    const found = await follow(path, (target) => copy(target, limitBytes, 'cut'), copy);
    if (found.kind === 'absent') return undefined;
    if (found.kind !== 'file') return { state: 'no-text', path, why: notAFile(found) };
    // What has a zero byte is no text: every ELF program has one in its first 16 bytes.
    if (found.content.includes(0)) return { state: 'no-text', path, why: 'a binary program' };
    if (found.size > limitBytes) return { state: 'gap', path, problem: tooLong(path, found.size, limitBytes) };
    return { state: 'text', path, text: decode(found.content) };
  } catch (error) {
    if (error instanceof GateError && error.code !== 'CANCELLED') return { state: 'gap', path, problem: error.problem };
    throw error;
  }
}

function decode(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

function notAFile({ kind }: { readonly kind: 'folder' | 'other' }): string {
  return kind === 'folder' ? 'a folder' : 'no regular file';
}

/** What a path leads to, links at its end followed. */
async function follow(
  wanted: string,
  copyEnd: (path: string) => Promise<Found>,
  copy: Copy,
): Promise<Exclude<Found, { kind: 'link' }>> {
  const links = { left: MAX_LINKS, wanted };
  let path = wanted;
  for (;;) {
    const found = await copyEnd(path);
    if (found.kind !== 'link') return found;
    takeLink(links);
    const target = posix.isAbsolute(found.target) ? found.target : `${posix.dirname(path)}/${found.target}`;
    path = await withoutDots(target, copy, links);
  }
}

/**
 * The same path without `..`. The engine would take them away by their letters, which is wrong after a link
 * (`/etc/../x` where /etc is a link): so the part before the last `..` is walked link by link.
 */
async function withoutDots(path: string, copy: Copy, links: { left: number; wanted: string }): Promise<string> {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const last = parts.lastIndexOf('..');
  if (last < 0) return `/${parts.join('/')}`;
  const todo = parts.slice(0, last + 1);
  let real: string[] = [];
  for (let part = todo.shift(); part !== undefined; part = todo.shift()) {
    if (part === '..') {
      real.pop();
      continue;
    }
    const found = await copy(`/${[...real, part].join('/')}`, 0, 'cut');
    if (found.kind === 'link') {
      takeLink(links);
      if (posix.isAbsolute(found.target)) real = [];
      todo.unshift(...found.target.split('/').filter((name) => name !== '' && name !== '.'));
    } else if (found.kind === 'folder') {
      real.push(part);
    } else {
      throw unreadable(links.wanted, `${links.wanted} is a link through something that is no folder`);
    }
  }
  return `/${[...real, ...parts.slice(last + 1)].join('/')}`;
}

function takeLink(links: { left: number; wanted: string }): void {
  links.left -= 1;
  if (links.left < 0) throw unreadable(links.wanted, `${links.wanted} leads through more than ${MAX_LINKS} links`);
}

/**
 * Whether the engine said that the container has no such file, and nothing else. Clients before 23 say the same of a
 * missing file and a missing container, so there the container is asked for.
 */
async function saysAbsent(docker: DockerCommand, said: string, id: string, path: string): Promise<boolean> {
  if (said === `Error response from daemon: Could not find the file ${path} in container ${id}`) return true;
  if (said !== `Error: No such container:path: ${id}:${path}`) return false;
  const container = await docker(['container', 'inspect', '--format={{.Id}}', id]);
  return succeeded(container) && container.stdout.toString('utf8').trim() === id;
}

function unreadable(path: string, what: string): GateError {
  return new GateError({
    code: 'IMAGE-UNREADABLE',
    what: `In the image, ${visibleText(what, 300)}.`,
    means: NO_VERDICT,
    todo: `Make ${visibleText(path, 100)} a regular file, or a link to one, in the image.`,
  });
}

function tooLong(path: string, size: number, limit: number): Problem {
  return {
    code: 'LIMIT-EXCEEDED',
    what: `In the image, ${visibleText(path, 200)} has ${size} bytes; of a script the gate reads at most ${limit}.`,
    means: NO_VERDICT,
    todo: 'Start a shorter script, or set USER in the Dockerfile: then the script does not matter.',
  };
}

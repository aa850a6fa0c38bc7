import { posix } from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { ImageTextFile } from '../model/evidence.ts';
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
}

/**
 * Reads files of a container as a program inside it would: links are followed within its root, `..` stops there.
 * The engine follows links among the parents of a path; a link at its end is followed here.
 *
 * @param id the container's full id, 64 hex digits
 */
export function containerReader(docker: DockerCommand, id: string): ContainerReader {
  const copy = async (path: string, bytes: number): Promise<Found> => {
    const result = await docker(['cp', `${id}:${path}`, '-'], { keepBytes: bytes, enoughBytes: bytes });
    // Ended by us because of its size: what has come is read all the same.
    if (!succeeded(result) && !result.stoppedEarly) {
      const said = result.stderr.toString('utf8').trim();
      if (await saysAbsent(docker, said, id, path)) return { kind: 'absent' };
      const todo = 'Look at the path in the image: it must be a regular file or a link to one.';
      throw commandFailed(result, { code: 'IMAGE-UNREADABLE', what: `The engine could not read ${path}`, todo });
    }
    return await readFirstEntry(result.stdout, MAX_FILE, path);
  };
  return { read: (path) => readText(path, copy) };
}

type Copy = (path: string, bytes: number) => Promise<Found>;

async function readText(wanted: string, copy: Copy): Promise<ImageTextFile> {
  const links = { left: MAX_LINKS, wanted };
  let path = wanted;
  for (;;) {
    const found = await copy(path, MAX_FILE + HEADERS);
    switch (found.kind) {
      case 'absent':
        return { state: 'absent' };
      case 'file':
        return { state: 'present', text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(found.content) };
      case 'link':
        takeLink(links);
        path = await withoutDots(
          posix.isAbsolute(found.target) ? found.target : `${posix.dirname(path)}/${found.target}`,
          copy,
          links,
        );
        break;
      case 'folder':
      case 'other':
        throw unreadable(wanted, `${wanted} is ${found.kind === 'folder' ? 'a folder' : 'no regular file'}`);
    }
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
    const found = await copy(`/${[...real, part].join('/')}`, HEADERS);
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

import type { DockerfileInstruction } from '../model/dockerfile.ts';

/** A step of an image's history as builders write it. */
interface WrittenStep {
  readonly keyword: string;
  /** What follows it, blanks squeezed. */
  readonly text: string;
}

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s|$)/;

/** Before the mark of the classic builder there is the shell alone; anywhere else it is part of a command. */
const SHELL_LENGTH = 120;

/**
 * Whether an instruction can have made a step of the history: the same keyword, and for what makes layers the same command
 * or destination. Both builders write one step for every instruction but FROM (moby, builder/dockerfile/dispatchers.go;
 * BuildKit, frontend/dockerfile/dockerfile2llb/convert.go, commitToHistory).
 */
export function canHaveMade(instruction: DockerfileInstruction, createdBy: string): boolean {
  const step = writtenStep(createdBy);
  if (step.keyword !== instruction.keyword) return false;
  switch (instruction.keyword) {
    case 'RUN':
      return sameCommand(instruction, step.text);
    case 'ADD':
    case 'COPY':
      return sameDestination(instruction, step.text);
    default:
      return true;
  }
}

function writtenStep(createdBy: string): WrittenStep {
  const mark = createdBy.indexOf('#(nop) ');
  const written = (mark >= 0 && mark < SHELL_LENGTH ? createdBy.slice(mark + '#(nop) '.length) : createdBy).trim();
  const keyword = KEYWORD.exec(written)?.[1];
  const text = squeeze(keyword === undefined ? written : written.slice(keyword.length)).replace(/ # buildkit$/, '');
  // The classic builder writes the command of a RUN without its keyword.
  return { keyword: keyword ?? (mark >= 0 && mark < SHELL_LENGTH ? '' : 'RUN'), text };
}

/** The shell and the build arguments stand before the command. */
function sameCommand({ rest, exec, heredocs }: DockerfileInstruction, text: string): boolean {
  if (heredocs.length > 0) return heredocs.every(({ body }) => text.includes(squeeze(body)));
  const command = squeeze(exec === undefined ? rest : exec.join(' '));
  return text === command || text.endsWith(` ${command}`);
}

/** Sources are checksums with the classic builder; a destination may have variables, or be relative to WORKDIR. */
function sameDestination({ rest, exec }: DockerfileInstruction, text: string): boolean {
  const words = exec ?? squeeze(rest.split('\n')[0] ?? '').split(' ');
  const wanted = words.at(-1) ?? '';
  if (!wanted.startsWith('/') || /[$"'\\]/.test(wanted)) return true;
  const found = text.split(' ').at(-1) ?? '';
  return withoutSlash(found) === withoutSlash(wanted);
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function squeeze(text: string): string {
  return text.replace(/[\s\\]+/g, ' ').trim();
}

import { isImageId, parseImageReference } from '../model/image-reference.ts';
import { NOT_SAID, type RunMount, type RunSettings, type Setting, type Stated } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import { type RunLineError, type RunValue, takeFlags } from './docker-run-grammar.ts';
import { readLimits } from './run-limits.ts';
import { readMount, readVolume } from './run-mounts.ts';
import { readNamespaces } from './run-namespaces.ts';
import { readPort } from './run-ports.ts';
import {
  atWord,
  every,
  last,
  lastOfEach,
  type RunReading,
  readSwitch,
  readText,
  refuse,
  runReading,
  said,
  undecided,
} from './run-reading.ts';
import { readSecurityOptions } from './run-security.ts';
import { readDevice, readDeviceRule, readEnvName, readRestart, readSysctl, readTmpfs } from './run-values.ts';
import { type ShellWord, splitShellWords } from './shell-words.ts';

export type DockerRun =
  | {
      readonly kind: 'read';
      readonly settings: RunSettings;
      /** The first word after the options, when there is one. */
      readonly image: Setting<string>;
    }
  /** At least one; the engine would refuse the line, or it is not the line that its author had in mind. */
  | { readonly kind: 'refused'; readonly errors: readonly RunLineError[] };

/**
 * Reads how a container is run from the words of a `docker run` line: its options alone, with or without `docker run`
 * before them and an image and its command behind. Nothing is evaluated: what a shell would put in is not known, and
 * says so. What comes after the image belongs to the container, whatever it looks like.
 *
 * @param text untrusted, of any length
 */
export function readDockerRun(text: string): DockerRun {
  const split = splitShellWords(text);
  if ('error' in split) return { kind: 'refused', errors: [split.error] };
  const options = withoutCommandName(split.words);
  if ('error' in options) return { kind: 'refused', errors: [options.error] };
  const line = takeFlags(options.words);
  if ('error' in line) return { kind: 'refused', errors: [line.error] };
  const noImage = imageError(line.rest);
  const reading = runReading(line.given);
  if (noImage !== undefined) reading.errors.push(noImage);
  const settings = settingsOf(reading, line.rest.slice(1), line.undecided);
  if (reading.errors.length > 0) return { kind: 'refused', errors: reading.errors };
  const [image] = line.rest;
  return { kind: 'read', settings, image: image === undefined ? NOT_SAID : ofWord(image, image.text) };
}

type Words = { readonly words: readonly ShellWord[] } | { readonly error: RunLineError };

/** Takes `docker run` off, which people put before its options. */
function withoutCommandName(words: readonly ShellWord[]): Words {
  const [first, second, third] = words.map(({ text, unknownFrom }) => (unknownFrom === undefined ? text : undefined));
  if (first !== 'docker') return { words };
  const verb = second === 'container' ? third : second;
  if (verb === 'run' || verb === 'create') return { words: words.slice(second === 'container' ? 3 : 2) };
  return { error: { word: 1, text: 'docker is followed by neither run nor create; give the options of docker run.' } };
}

/** A command in the place of the image would hide all the options behind it: `sudo docker run --privileged web`. */
function imageError([image, ...command]: readonly ShellWord[]): RunLineError | undefined {
  if (image === undefined || image.unknownFrom !== undefined) return undefined;
  const { number: word, text } = image;
  const isId = isImageId(text) || /^[0-9a-f]{64}$/.test(text);
  if (!isId && parseImageReference(text) === undefined) {
    return { word, text: `${visibleText(text, 60)} is neither an option nor the name of an image.` };
  }
  const program = command.findIndex((next) => next.text === 'docker' || next.text.endsWith('/docker'));
  const verb = command[program + 1]?.text;
  const runs = program >= 0 && (verb === 'run' || verb === 'create' || verb === 'container');
  if (!runs && !/^(?:podman|nerdctl|run|create)$/.test(text)) return undefined;
  return { word, text: `It starts with ${visibleText(text, 60)}; give the options of docker run alone.` };
}

function settingsOf(reading: RunReading, command: readonly ShellWord[], undecidedWord?: ShellWord): RunSettings {
  refuseWhatDoesNotRun(reading);
  const texts = (name: string): readonly Stated<string>[] => every(reading, name, readText);
  return {
    source: { kind: 'run-args' },
    privileged: last(reading, 'privileged', readSwitch),
    capAdd: texts('cap-add'),
    capDrop: texts('cap-drop'),
    security: readSecurityOptions(reading),
    user: last(reading, 'user', readText),
    groupAdd: texts('group-add'),
    readOnly: last(reading, 'read-only', readSwitch),
    tmpfs: lastOfEach(every(reading, 'tmpfs', readTmpfs), ({ target }) => target),
    namespaces: readNamespaces(reading),
    mounts: mountsOf(reading),
    volumesFrom: texts('volumes-from'),
    devices: every(reading, 'device', readDevice),
    deviceCgroupRules: every(reading, 'device-cgroup-rule', readDeviceRule),
    gpus: texts('gpus'),
    limits: readLimits(reading),
    sysctls: lastOfEach(every(reading, 'sysctl', readSysctl), ({ name }) => name),
    ports: every(reading, 'publish', readPort),
    publishAll: last(reading, 'publish-all', readSwitch),
    restart: last(reading, 'restart', readRestart),
    runtime: last(reading, 'runtime', readText),
    env: namesOf(reading, 'env'),
    envFiles: texts('env-file'),
    annotations: namesOf(reading, 'annotation'),
    entrypoint: last(reading, 'entrypoint', (text) => ({ value: [text] })),
    command: commandOf(command),
    unknown: undecidedWord === undefined ? [] : [undecided({ word: undecidedWord.number, text: undecidedWord.text })],
  };
}

function refuseWhatDoesNotRun(reading: RunReading): void {
  const help = reading.given.get('help')?.[0];
  if (help !== undefined) refuse(reading, 'help', help, 'with it nothing is run');
  const remove = reading.given.get('rm')?.at(-1);
  const removes = last(reading, 'rm', readSwitch);
  const restart = last({ ...reading, errors: [] }, 'restart', readRestart);
  if (remove === undefined || removes.state !== 'said' || !removes.value) return;
  if (restart.state === 'said' && restart.value.policy !== 'no') {
    refuse(reading, 'rm', remove, 'it can’t be given together with --restart');
  }
}

function mountsOf(reading: RunReading): readonly Stated<RunMount>[] {
  const driver = last(reading, 'volume-driver', readText);
  const socket = last(reading, 'use-api-socket', readSwitch);
  const path = '/var/run/docker.sock';
  const mount: RunMount = { kind: 'bind', source: path, target: path, readOnly: false, propagation: '' };
  // docker/cli, container/create.go: the client mounts the engine's socket by itself.
  const ofSocket = socket.state === 'said' && socket.value ? [{ ...socket, value: mount }] : [];
  return [
    ...every(reading, 'volume', (text) => readVolume(text, driver.state !== 'not-said')),
    ...every(reading, 'mount', (text) => readMount(text, false)),
    ...(socket.state === 'unknown' ? [socket] : ofSocket),
  ];
}

/** The part before the equals sign, which is often known when the value is not. Values may be secrets. */
function namesOf(reading: RunReading, name: string): readonly Stated<string>[] {
  const shortened = (reading.given.get(name) ?? []).map((value): RunValue => {
    const { word, text, unknownFrom } = value;
    const [before = ''] = text.split('=', 1);
    return unknownFrom === undefined || unknownFrom > before.length
      ? { word, text: before }
      : { word, text: before, unknownFrom };
  });
  const names: RunReading = { given: new Map([[name, shortened]]), errors: reading.errors };
  return every(names, name, readEnvName);
}

function commandOf(words: readonly ShellWord[]): Setting<readonly string[]> {
  const [first] = words;
  if (first === undefined) return NOT_SAID;
  const unknown = words.find(({ unknownFrom }) => unknownFrom !== undefined);
  if (unknown !== undefined) return undecided({ word: unknown.number, text: unknown.text });
  return { state: 'said', value: words.map(({ text }) => text), at: atWord(first.number) };
}

function ofWord({ number, text, unknownFrom }: ShellWord, value: string): Setting<string> {
  return unknownFrom === undefined ? said(value, { word: number }) : undecided({ word: number, text });
}

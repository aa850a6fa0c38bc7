import { isAbsolute } from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { parseGateTag } from '../model/gate-tag.ts';
import { visibleText } from '../model/visible-text.ts';
import type { BuildRequest } from '../ports.ts';
import { mayInherit } from './child-environment.ts';

/**
 * What each option of a build may look like. Every value is one argument of its own, so nothing here can become
 * another option; the grammar is there to say early and clearly what the builder would say late or not at all.
 */
const BUILD_ARG = /^[A-Za-z_][A-Za-z0-9_.-]*(?:=[^\0]*)?$/;
const BUILD_CONTEXT = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*=[^\0\r\n-][^\0\r\n]*$/;
const LABEL = /^[^\s=\0-][^\s=\0]*(?:=[^\0]*)?$/;
const CACHE = /^[^\s\0-][^\0\r\n]*$/;
/** Dockerfile reference, FROM: stage names. */
const TARGET = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const PLATFORM = /^[a-z0-9]+(?:\/[a-z0-9_]+){0,2}$/i;
const BUILDER = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Names the first option outside of its grammar, lists by the number of the entry. Values are not shown: they may be
 * secrets in the wrong place.
 *
 * @throws GateError `INPUT-INVALID`
 */
export function refuseMalformed(request: BuildRequest): void {
  const { context, file, gateTag, target, platform, builder } = request;
  if (!isAbsolute(context) || !isAbsolute(file)) throw malformed('The build context or Dockerfile is no absolute path');
  if (parseGateTag(gateTag) === undefined) throw new Error(`not a gate tag: ${gateTag}`);
  refuseEntries('build-args', request.buildArgs, 'NAME=value or NAME', BUILD_ARG);
  refuseEntries('build-contexts', request.buildContexts, 'name=source', BUILD_CONTEXT);
  refuseEntries('labels', request.labels, 'name=value', LABEL);
  refuseEntries('cache-from', request.cacheFrom, 'an image or type=…', CACHE);
  refuseEntries('cache-to', request.cacheTo, 'type=…', CACHE);
  if (target !== undefined && !TARGET.test(target)) throw malformed('target is not the name of a stage');
  if (platform !== undefined && !PLATFORM.test(platform)) throw malformed('platforms is not one os/architecture');
  if (builder !== undefined && !BUILDER.test(builder)) throw malformed('builder is not the name of a builder');
  for (const [index, secret] of request.secrets.entries()) refuseSecret(index, secret);
}

/** The variables that a build asks for by name: of build arguments without a value, and of secrets. */
export function inheritedNames(request: BuildRequest): readonly string[] {
  const args = request.buildArgs.filter((arg) => !arg.includes('='));
  const secrets = request.secrets.map((secret) => secretFields(secret)?.get('env'));
  return [...new Set([...args, ...secrets.filter((name) => name !== undefined)])];
}

function refuseEntries(setting: string, entries: readonly string[], shape: string, grammar: RegExp): void {
  const bad = entries.findIndex((entry) => !grammar.test(entry));
  if (bad >= 0) throw malformed(`Line ${bad + 1} of ${setting} is not ${shape}`);
}

/** `id=NAME,env=VARIABLE` or `id=NAME,src=PATH`: docs.docker.com/reference/cli/docker/buildx/build, "--secret". */
function refuseSecret(index: number, secret: string): void {
  const line = `Line ${index + 1} of secrets`;
  const fields = secretFields(secret);
  const id = fields?.get('id') ?? '';
  const source = fields?.get('src') ?? fields?.get('source');
  const env = fields?.get('env');
  if (
    fields === undefined ||
    !/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(id) ||
    (source === undefined) === (env === undefined)
  ) {
    throw malformed(`${line} is not id=NAME,env=VARIABLE or id=NAME,src=PATH`);
  }
  if (source === '') throw malformed(`${line} names an empty path`);
  if (env !== undefined && !mayInherit(env)) {
    throw malformed(`${line} asks for the variable ${visibleText(env, 100)}, which no build is given`);
  }
}

/** The fields of a secret; undefined when one is unknown, given twice, or quoted as CSV allows. */
function secretFields(secret: string): ReadonlyMap<string, string> | undefined {
  if (/["\0\r\n]/.test(secret)) return undefined;
  const fields = new Map<string, string>();
  for (const part of secret.split(',')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    if (at < 0 || !['id', 'env', 'src', 'source', 'type'].includes(name) || fields.has(name)) return undefined;
    fields.set(name, part.slice(at + 1));
  }
  return fields;
}

function malformed(what: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `${what}.`,
    means: NO_VERDICT,
    todo: 'Correct the input; action.yml and --help say what each of them looks like.',
  });
}

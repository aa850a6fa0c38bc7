import * as v from 'valibot';
import type { EngineSecurity } from '../model/confinement.ts';
import type { DockerCommand } from './docker-command.ts';
import { parseJson } from './docker-describe.ts';
import { commandFailed, succeeded, unreadableAnswer } from './docker-problems.ts';

const text = v.pipe(v.string(), v.maxLength(400));
/** `docker info`: types/system Info of the engine's API. */
const Info = v.object({
  SecurityOptions: v.nullish(v.array(text), []),
  KernelVersion: text,
  DefaultRuntime: v.nullish(text, ''),
  Runtimes: v.nullish(v.record(text, v.unknown()), {}),
});

/** @throws GateError `DOCKER-UNAVAILABLE`, `TOOL-FAILED` (an answer that can't be read) */
export async function readEngineSecurity(docker: DockerCommand): Promise<EngineSecurity> {
  const result = await docker(['info', '--format={{json .}}'], { timeoutMs: 60_000 });
  if (!succeeded(result)) {
    throw commandFailed(result, {
      code: 'DOCKER-UNAVAILABLE',
      what: 'The engine could not say how it confines containers',
      todo: 'Make "docker info" work for the user that runs the job.',
    });
  }
  const parsed = v.safeParse(Info, parseJson(result.stdout.toString('utf8')));
  if (!parsed.success) throw unreadableAnswer('to "docker info"');
  const { SecurityOptions, KernelVersion, DefaultRuntime, Runtimes } = parsed.output;
  // Each is a list of key=value: `name=seccomp,profile=builtin` (moby, daemon/info.go).
  const options = new Map((SecurityOptions ?? []).map(nameAndRest));
  return {
    seccomp: options.has('seccomp'),
    seccompProfile: /^profile=(.*)$/.exec(options.get('seccomp') ?? '')?.[1] ?? '',
    apparmor: options.has('apparmor'),
    selinux: options.has('selinux'),
    rootless: options.has('rootless'),
    userNamespace: options.has('userns'),
    noNewPrivileges: options.has('no-new-privileges'),
    kernelVersion: KernelVersion,
    defaultRuntime: DefaultRuntime ?? '',
    runtimes: Object.keys(Runtimes ?? {}),
  };
}

function nameAndRest(option: string): readonly [string, string] {
  const [, name = option, rest = ''] = /^name=([^,]*)(?:,(.*))?$/.exec(option) ?? [];
  return [name, rest];
}

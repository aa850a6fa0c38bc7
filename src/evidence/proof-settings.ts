import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { ProofConfinement } from '../model/proof.ts';
import type { NamespaceName, RunSettings, Setting, Stated, Undecided } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';

export interface DeclaredConfinement {
  readonly confinement: ProofConfinement;
  /** What is declared and not done, in words. */
  readonly leftOut: readonly string[];
}

/**
 * What of the run settings a container of the proof gets: user, groups, capabilities, filters, a read-only root. What
 * gives something of the host is left out and listed: it is judged as it stands, and a pull request must not be able to
 * have it done on this machine.
 *
 * @param seccompText of the profile that they name
 * @throws GateError `RUN-SETTING-UNKNOWN`: what is not known can't be started
 */
export function declaredConfinement(run: RunSettings, seccompText: string | undefined): DeclaredConfinement {
  refuseUndecided(run);
  const user = saidValue(run.user);
  const noNewPrivileges = saidValue(run.security.noNewPrivileges);
  const apparmor = apparmorOf(run);
  const seccomp = seccompOf(run, seccompText);
  const confinement: ProofConfinement = {
    groupAdd: saidValues(run.groupAdd),
    capAdd: saidValues(run.capAdd),
    capDrop: saidValues(run.capDrop),
    readOnly: saidValue(run.readOnly) ?? false,
    ...(user !== undefined && user !== '' && { user }),
    ...(noNewPrivileges !== undefined && { noNewPrivileges }),
    ...(seccomp !== undefined && { seccomp }),
    ...(apparmor !== undefined && { apparmor }),
  };
  return { confinement, leftOut: leftOutOf(run) };
}

function saidValue<T>(setting: Setting<T>): T | undefined {
  return setting.state === 'said' ? setting.value : undefined;
}

function saidValues<T>(list: readonly Stated<T>[]): readonly T[] {
  return list.flatMap((entry) => (entry.state === 'said' ? [entry.value] : []));
}

function seccompOf({ security }: RunSettings, text: string | undefined): ProofConfinement['seccomp'] {
  const choice = saidValue(security.seccomp);
  if (choice?.kind === 'unconfined') return 'unconfined';
  if (choice?.kind !== 'profile') return undefined;
  // With the engine's own profile in its place another container would be asked.
  if (text === undefined) throw new Error('the text of the seccomp profile is missing');
  return { profile: text };
}

function apparmorOf({ security }: RunSettings): string | undefined {
  const choice = saidValue(security.apparmor);
  if (choice === undefined || choice.kind === 'default') return undefined;
  return choice.kind === 'profile' ? choice.name : 'unconfined';
}

/** What decides how the container is confined must be known, all of it. */
function refuseUndecided(run: RunSettings): void {
  const { user, security, readOnly, privileged } = run;
  const single: readonly Setting<unknown>[] = [
    ...[user, readOnly, privileged, security.noNewPrivileges, security.seccomp, security.apparmor],
  ];
  const all = [...single, ...run.capAdd, ...run.capDrop, ...run.groupAdd, ...run.unknown];
  const open = all.find((setting): setting is Undecided => setting.state === 'unknown');
  if (open === undefined) return;
  throw new GateError({
    code: 'RUN-SETTING-UNKNOWN',
    what: `A container can't be started as declared, because a setting is not known: ${visibleText(open.written, 80)} ${visibleText(open.why, 160)}.`,
    means: NO_VERDICT,
    todo: 'Write the value itself there, or give the variable a value that the gate can see.',
  });
}

function leftOutOf(run: RunSettings): readonly string[] {
  const some = (list: readonly unknown[], one: string, many: string) =>
    list.length === 0 ? [] : [list.length === 1 ? `1 ${one}` : `${list.length} ${many}`];
  const names: readonly NamespaceName[] = ['pid', 'network', 'ipc', 'uts', 'userns', 'cgroup'];
  const namespaces = names.flatMap((name) => {
    const said = saidValue(run.namespaces[name]);
    return said === undefined || said.kind === 'private' || said.kind === 'none'
      ? []
      : [`${name} namespace: ${said.kind}`];
  });
  const runtime = saidValue(run.runtime);
  const masked = saidValue(run.security.systemPaths) === 'unconfined' ? ['unmasked system paths'] : [];
  return [
    ...some(run.mounts, 'mount', 'mounts'),
    ...some(run.volumesFrom, 'set of volumes of another container', 'sets of volumes of other containers'),
    ...some([...run.devices, ...run.deviceCgroupRules, ...run.gpus], 'device', 'devices'),
    ...namespaces,
    ...(runtime === undefined || runtime === '' ? [] : [`runtime ${visibleText(runtime, 60)}`]),
    ...some(run.security.labels, 'SELinux label', 'SELinux labels'),
    ...some(run.security.other, 'further security option', 'further security options'),
    ...some(run.sysctls, 'kernel parameter', 'kernel parameters'),
    ...some(run.ports, 'published port', 'published ports'),
    ...(saidValue(run.publishAll) === true ? ['all exposed ports'] : []),
    ...some(run.envFiles, 'environment file', 'environment files'),
    ...some(run.annotations, 'annotation', 'annotations'),
    ...masked,
  ];
}

import {
  type AppArmorChoice,
  NOT_SAID,
  type SeccompChoice,
  type Setting,
  type Stated,
  type Undecided,
} from '../model/run-settings.ts';
import {
  child,
  choiceOf,
  type Field,
  flagOf,
  itemsOf,
  mapSetting,
  placeOf,
  refuseField,
  settingOf,
  statedWord,
  undecidedBy,
  unknownKeys,
  wordOf,
} from './manifest-fields.ts';
import { integerOf, textOf } from './manifest-node.ts';
import { POD_SECURITY_CONTEXT_FIELDS, SECURITY_CONTEXT_FIELDS } from './pod-fields.ts';

/** What a pod and a container can both say; of what both say the container's counts. */
export interface SharedSecurity {
  readonly user: Setting<number>;
  readonly group: Setting<number>;
  readonly nonRoot: Setting<boolean>;
  readonly seccomp: Setting<SeccompChoice>;
  readonly apparmor: Setting<AppArmorChoice>;
  /** SELinux: `type:spc_t`. */
  readonly labels: readonly Stated<string>[];
  readonly windowsUser: Setting<string>;
  /** Windows: the container is none, but processes of the host. */
  readonly hostProcess: Setting<boolean>;
  readonly unknown: readonly Undecided[];
}

export interface PodSecurity extends SharedSecurity {
  readonly groups: readonly Stated<number>[];
  readonly sysctls: readonly Stated<{ readonly name: string; readonly value: string }>[];
}

export interface ContainerSecurity extends SharedSecurity {
  readonly privileged: Setting<boolean>;
  readonly capAdd: readonly Stated<string>[];
  readonly capDrop: readonly Stated<string>[];
  readonly noNewPrivileges: Setting<boolean>;
  readonly readOnly: Setting<boolean>;
  readonly systemPaths: Setting<'masked' | 'unconfined'>;
}

/** @param context `securityContext` of a pod's spec */
export function readPodSecurity(context: Field | undefined): PodSecurity {
  const groups = [...itemsOf(child(context, 'supplementalGroups')), child(context, 'fsGroup')].flatMap((field) => {
    const id = idOf(field);
    return id.state === 'not-said' ? [] : [id];
  });
  const sysctls = itemsOf(child(context, 'sysctls')).flatMap(sysctlOf);
  return { ...readShared(context, POD_SECURITY_CONTEXT_FIELDS), groups, sysctls };
}

/** @param context `securityContext` of a container */
export function readContainerSecurity(context: Field | undefined): ContainerSecurity {
  const capabilities = child(context, 'capabilities');
  const names = (list: string): readonly Stated<string>[] =>
    itemsOf(child(capabilities, list)).flatMap((item) => statedWord(item) ?? []);
  const shared = readShared(context, SECURITY_CONTEXT_FIELDS);
  const privileged = flagOf(child(context, 'privileged'));
  const capAdd = names('add');
  const escalation = flagOf(child(context, 'allowPrivilegeEscalation'));
  const procMount = choiceOf(child(context, 'procMount'), ['Default', 'Unmasked']);
  return {
    ...shared,
    privileged,
    capAdd,
    capDrop: names('drop'),
    noNewPrivileges: noNewPrivilegesOf(escalation, privileged, capAdd),
    readOnly: flagOf(child(context, 'readOnlyRootFilesystem')),
    systemPaths: mapSetting(procMount, (value) => (value === 'Unmasked' ? 'unconfined' : 'masked')),
  };
}

/** Privileges can always be gained by who is privileged or has SYS_ADMIN (k8s.io/api, SecurityContext). */
function noNewPrivilegesOf(
  escalation: Setting<boolean>,
  privileged: Setting<boolean>,
  added: readonly Stated<string>[],
): Setting<boolean> {
  const noNew = mapSetting(escalation, (allowed) => !allowed);
  if (noNew.state !== 'said' || !noNew.value) return noNew;
  if (privileged.state === 'unknown') return privileged;
  if (privileged.state === 'said' && privileged.value) return { ...privileged, value: false };
  const admin = added.find((name) => name.state === 'said' && /^(?:cap_)?sys_admin$/i.test(name.value));
  return admin === undefined ? noNew : { state: 'said', value: false, at: admin.at };
}

function readShared(context: Field | undefined, known: ReadonlySet<string>): SharedSecurity {
  const windows = child(context, 'windowsOptions');
  const options = child(context, 'seLinuxOptions');
  const labels = ['user', 'role', 'type', 'level'].flatMap((part): Stated<string>[] => {
    const word = mapSetting(wordOf(child(options, part)), (value) => `${part}:${value}`);
    return word.state === 'not-said' ? [] : [word];
  });
  return {
    user: idOf(child(context, 'runAsUser')),
    group: idOf(child(context, 'runAsGroup')),
    nonRoot: flagOf(child(context, 'runAsNonRoot')),
    seccomp: seccompOf(child(context, 'seccompProfile')),
    apparmor: appArmorOf(child(context, 'appArmorProfile')),
    labels,
    windowsUser: wordOf(child(windows, 'runAsUserName')),
    hostProcess: flagOf(child(windows, 'hostProcess')),
    unknown: unknownKeys(context, known),
  };
}

/** A user or group: 0–2147483647 (k8s.io/apimachinery, util/validation). */
function idOf(field: Field | undefined): Setting<number> {
  const inRange = (value: number | undefined) =>
    value !== undefined && value >= 0 && value < 2 ** 31 ? value : undefined;
  return settingOf(field, (node) => inRange(integerOf(node)), 'it is no number from 0 to 2147483647');
}

function sysctlOf(field: Field): readonly Stated<{ readonly name: string; readonly value: string }>[] {
  const name = wordOf(child(field, 'name'));
  const value = wordOf(child(field, 'value'));
  if (name.state === 'unknown') return [name];
  if (name.state === 'not-said' || value.state === 'not-said') {
    refuseField(field, 'a parameter has a name and a value, both text');
    return [];
  }
  // Which one it is decides; a value that is not known yet changes nothing of that.
  return [{ ...name, value: { name: name.value, value: value.state === 'said' ? value.value : value.written } }];
}

const PROFILE_TYPES = ['RuntimeDefault', 'Localhost', 'Unconfined'] as const;

interface ProfileParts {
  readonly type: (typeof PROFILE_TYPES)[number];
  readonly local: string;
}

/** `type` and `localhostProfile`, which belongs to Localhost alone. */
function profileOf(field: Field | undefined): Setting<ProfileParts> {
  if (field === undefined) return NOT_SAID;
  const type = choiceOf(child(field, 'type'), PROFILE_TYPES);
  const local = wordOf(child(field, 'localhostProfile'));
  if (type.state === 'unknown') return type;
  if (local.state === 'unknown') return local;
  const name = local.state === 'said' ? local.value : '';
  if (type.state === 'not-said') {
    refuseField(field, 'it has no type that there is');
    return undecidedBy(field, 'has no type');
  }
  if ((type.value === 'Localhost') !== (name !== '')) {
    refuseField(field, 'a localhostProfile belongs to the type Localhost, and to no other');
  }
  const at = type.value === 'Localhost' && local.state === 'said' ? local.at : type.at;
  return { state: 'said', value: { type: type.value, local: name }, at };
}

function seccompOf(field: Field | undefined): Setting<SeccompChoice> {
  return mapSetting(profileOf(field), ({ type, local }): SeccompChoice => {
    if (type === 'Localhost') return { kind: 'profile', path: local };
    return { kind: type === 'Unconfined' ? 'unconfined' : 'default' };
  });
}

function appArmorOf(field: Field | undefined): Setting<AppArmorChoice> {
  return mapSetting(profileOf(field), ({ type, local }): AppArmorChoice => {
    if (type === 'Localhost') return { kind: 'profile', name: local };
    return { kind: type === 'Unconfined' ? 'unconfined' : 'default' };
  });
}

/** The annotation that said it before there was a field, which clusters still read (until 1.30 the only way). */
export function annotatedAppArmor(annotations: Field | undefined, container: string): Setting<AppArmorChoice> {
  const field = child(annotations, `container.apparmor.security.beta.kubernetes.io/${container}`);
  if (field === undefined) return NOT_SAID;
  const text = textOf(field.node);
  const at = placeOf(field);
  if (text === 'unconfined') return { state: 'said', value: { kind: 'unconfined' }, at };
  if (text === 'runtime/default') return { state: 'said', value: { kind: 'default' }, at };
  const name = text?.startsWith('localhost/') ? text.slice('localhost/'.length) : '';
  if (name !== '') return { state: 'said', value: { kind: 'profile', name }, at };
  return undecidedBy(field, 'is none of runtime/default, unconfined and localhost/NAME');
}

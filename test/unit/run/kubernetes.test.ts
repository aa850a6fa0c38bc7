import { describe, expect, it } from 'vitest';
import type { RunSettings } from '../../../src/model/run-settings.ts';
import { readKubernetes } from '../../../src/run/kubernetes.ts';
import { type PodLines, podSettings } from '../../builders/kubernetes.ts';

/** `true (line 7)`, `not-said`, `unknown: {{ x }}` */
function show(setting: { readonly state: string; readonly value?: unknown; readonly written?: string }): string {
  if (setting.state === 'not-said') return 'not-said';
  if (setting.state === 'unknown') return `unknown: ${setting.written}`;
  return typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value);
}

/** What `envsubst` and Flux put values in for. */
const ENVSUBST = '$'.concat('{VALUE}');

type Row = readonly [what: string, lines: PodLines, read: (run: RunSettings) => string, expected: string];

const context = (lines: string): PodLines => ({ container: `securityContext:\n${lines.replace(/^/gm, '  ')}` });
const podContext = (lines: string): PodLines => ({ pod: `securityContext:\n${lines.replace(/^/gm, '  ')}` });
const both = (pod: string, own: string): PodLines => ({ ...podContext(pod), ...context(own) });
const mounted = (volume: string, mount = ''): PodLines => ({
  pod: `volumes:\n  - name: v\n${volume.replace(/^(?=.)/gm, '    ')}`,
  container: `volumeMounts:\n  - name: v\n    mountPath: /data/\n${mount.replace(/^(?=.)/gm, '    ')}`,
});

const user = (run: RunSettings) => show(run.user);
const groups = (run: RunSettings) => run.groupAdd.map(show).join(' ');
const seccomp = (run: RunSettings) => show(run.security.seccomp);
const apparmor = (run: RunSettings) => show(run.security.apparmor);
const noNew = (run: RunSettings) => show(run.security.noNewPrivileges);
const mounts = (run: RunSettings) => run.mounts.map(show).join(' ');
const privileged = (run: RunSettings) => show(run.privileged);
const namespaces = ({ namespaces: all }: RunSettings) =>
  Object.entries(all)
    .filter(([, value]) => value.state !== 'not-said')
    .map(([name, value]) => `${name} ${show(value)}`)
    .join(' ');
const aMount = (kind: string, source: string, more: object = {}) =>
  JSON.stringify({ kind, source, target: '/data', readOnly: false, propagation: '', ...more });

const USERS: readonly Row[] = [
  ['nothing', {}, user, 'not-said'],
  ['of the pod', podContext('runAsUser: 1000'), user, '1000'],
  ['of the container', context('runAsUser: 1000'), user, '1000'],
  ['of both', both('runAsUser: 1000', 'runAsUser: 0'), user, '0'],
  ['with the pod’s group', both('runAsGroup: 2000', 'runAsUser: 1000'), user, '1000:2000'],
  ['with groups of both', both('runAsUser: 1\nrunAsGroup: 2', 'runAsGroup: 3'), user, '1:3'],
  ['a group alone leaves the user to the image', podContext('runAsGroup: 0'), user, 'not-said'],
  ['a group alone is one of the groups', podContext('runAsGroup: 0'), groups, '0'],
  ['groups', podContext('supplementalGroups: [5, 6]\nfsGroup: 6'), groups, '5 6'],
  ['a template', context(`runAsUser: ${ENVSUBST}`), user, `unknown: ${ENVSUBST}`],
  ['a template in quotes', context('runAsUser: "{{ .Values.uid }}"'), user, 'unknown: {{ .Values.uid }}'],
  ['a group that is a template', context(`runAsUser: 1\nrunAsGroup: ${ENVSUBST}`), user, `unknown: ${ENVSUBST}`],
  ['Windows', context('windowsOptions: {runAsUserName: ContainerUser}'), user, 'ContainerUser'],
  ['no root', podContext('runAsNonRoot: true'), (run) => show(run.refusesRoot ?? { state: '-' }), 'true'],
  [
    'no root, as the container says',
    both('runAsNonRoot: true', 'runAsNonRoot: false'),
    (run) => show(run.refusesRoot ?? { state: '-' }),
    'false',
  ],
];

const SECURITY: readonly Row[] = [
  ['privileged', context('privileged: true'), privileged, 'true'],
  ['privileged in the words of YAML 1.1', context('privileged: yes'), privileged, 'true'],
  ['not privileged', context('privileged: off'), privileged, 'false'],
  ['null', context('privileged: null'), privileged, 'not-said'],
  ['a process of the host', podContext('windowsOptions: {hostProcess: true}'), privileged, 'true'],
  [
    'a process of the host no more',
    both('windowsOptions: {hostProcess: true}', 'windowsOptions: {hostProcess: false}'),
    privileged,
    'not-said',
  ],
  [
    'capabilities',
    context('capabilities: {add: [SYS_TIME, NET_ADMIN], drop: [ALL]}'),
    (run) => [...run.capAdd, ...run.capDrop].map(show).join(' '),
    'SYS_TIME NET_ADMIN ALL',
  ],
  ['escalation', context('allowPrivilegeEscalation: true'), noNew, 'false'],
  ['no escalation', context('allowPrivilegeEscalation: false'), noNew, 'true'],
  ['no escalation, but privileged', context('allowPrivilegeEscalation: false\nprivileged: true'), noNew, 'false'],
  [
    'no escalation, but SYS_ADMIN',
    context('allowPrivilegeEscalation: false\ncapabilities: {add: [SYS_ADMIN]}'),
    noNew,
    'false',
  ],
  [
    'no escalation, with another capability',
    context('allowPrivilegeEscalation: false\ncapabilities: {add: [CHOWN]}'),
    noNew,
    'true',
  ],
  ['read-only', context('readOnlyRootFilesystem: true'), (run) => show(run.readOnly), 'true'],
  ['proc unmasked', context('procMount: Unmasked'), (run) => show(run.security.systemPaths), 'unconfined'],
  ['proc masked', context('procMount: Default'), (run) => show(run.security.systemPaths), 'masked'],
  ['seccomp', podContext('seccompProfile: {type: RuntimeDefault}'), seccomp, '{"kind":"default"}'],
  [
    'no seccomp',
    both('seccompProfile: {type: RuntimeDefault}', 'seccompProfile: {type: Unconfined}'),
    seccomp,
    '{"kind":"unconfined"}',
  ],
  [
    'a profile',
    context('seccompProfile: {type: Localhost, localhostProfile: p/a.json}'),
    seccomp,
    '{"kind":"profile","path":"p/a.json"}',
  ],
  ['nothing of seccomp', {}, seccomp, 'not-said'],
  [
    'AppArmor',
    context('appArmorProfile: {type: Localhost, localhostProfile: web}'),
    apparmor,
    '{"kind":"profile","name":"web"}',
  ],
  ['no AppArmor', podContext('appArmorProfile: {type: Unconfined}'), apparmor, '{"kind":"unconfined"}'],
  [
    'AppArmor by annotation',
    { annotations: 'container.apparmor.security.beta.kubernetes.io/app: localhost/web' },
    apparmor,
    '{"kind":"profile","name":"web"}',
  ],
  [
    'no AppArmor by annotation',
    { annotations: 'container.apparmor.security.beta.kubernetes.io/app: unconfined' },
    apparmor,
    '{"kind":"unconfined"}',
  ],
  [
    'another container’s annotation',
    { annotations: 'container.apparmor.security.beta.kubernetes.io/other: unconfined' },
    apparmor,
    'not-said',
  ],
  [
    'a strange annotation',
    { annotations: 'container.apparmor.security.beta.kubernetes.io/app: none' },
    apparmor,
    'unknown: none',
  ],
  [
    'SELinux',
    podContext('seLinuxOptions: {type: spc_t, level: s0}'),
    (run) => run.security.labels.map(show).join(' '),
    'type:spc_t level:s0',
  ],
];

const NAMESPACES: readonly Row[] = [
  ['none', {}, namespaces, ''],
  [
    'the host’s',
    { pod: 'hostPID: true\nhostNetwork: true\nhostIPC: true\nhostUsers: true' },
    namespaces,
    'pid {"kind":"host"} network {"kind":"host"} ipc {"kind":"host"} userns {"kind":"host"}',
  ],
  [
    'its own',
    { pod: 'hostPID: false\nhostUsers: false' },
    namespaces,
    'pid {"kind":"private"} userns {"kind":"private"}',
  ],
  [
    'the pod’s',
    { pod: 'shareProcessNamespace: true' },
    namespaces,
    'pid {"kind":"other","name":"the other containers of the pod"}',
  ],
  ['not the pod’s', { pod: 'shareProcessNamespace: false' }, namespaces, ''],
  ['the host’s wins', { pod: 'shareProcessNamespace: true\nhostPID: true' }, namespaces, 'pid {"kind":"host"}'],
  ['a template', { pod: `hostPID: ${ENVSUBST}` }, namespaces, `pid unknown: ${ENVSUBST}`],
];

const MOUNTS: readonly Row[] = [
  ['a path', mounted('hostPath: {path: /var/run/../run/}'), mounts, aMount('bind', '/var/run')],
  [
    'a path below a path',
    mounted('hostPath: {path: /var/run}', 'subPath: docker.sock'),
    mounts,
    aMount('bind', '/var/run/docker.sock'),
  ],
  [
    'what a variable leads to below a path',
    mounted('hostPath: {path: /var/log}', 'subPathExpr: $(POD)'),
    mounts,
    aMount('bind', '/var/log'),
  ],
  [
    'read-only',
    mounted('hostPath: {path: /etc}', 'readOnly: true'),
    mounts,
    aMount('bind', '/etc', { readOnly: true }),
  ],
  [
    'shared',
    mounted('hostPath: {path: /mnt}', 'mountPropagation: Bidirectional'),
    mounts,
    aMount('bind', '/mnt', { propagation: 'rshared' }),
  ],
  [
    'followed',
    mounted('hostPath: {path: /mnt}', 'mountPropagation: HostToContainer'),
    mounts,
    aMount('bind', '/mnt', { propagation: 'rslave' }),
  ],
  [
    'a claim',
    mounted('persistentVolumeClaim: {claimName: data, readOnly: true}'),
    mounts,
    aMount('volume', 'data', { readOnly: true }),
  ],
  ['memory', mounted('emptyDir: {medium: Memory}'), mounts, aMount('tmpfs', '')],
  ['an empty folder', mounted('emptyDir: {}'), mounts, aMount('other', 'emptyDir')],
  ['a volume without anything', mounted(''), mounts, aMount('other', 'emptyDir')],
  ['a secret', mounted('secret: {secretName: s}'), mounts, aMount('other', 'secret')],
  ['a driver', mounted('csi: {driver: d}'), mounts, aMount('other', 'csi')],
  ['an image', mounted('image: {reference: "a:1"}'), mounts, aMount('image', 'a:1', { readOnly: true })],
  [
    'a path that is a template',
    mounted('hostPath: {path: "{{ .Values.path }}"}'),
    mounts,
    'unknown: {{ .Values.path }}',
  ],
  ['a volume that nobody knows', mounted('newThing: {}'), mounts, 'unknown: a mapping'],
  [
    'a volume that is not there',
    { container: 'volumeMounts: [{name: x, mountPath: /x}]' },
    mounts,
    'unknown: a mapping',
  ],
  [
    'a claim as a device',
    {
      pod: 'volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]',
      container: 'volumeDevices: [{name: v, devicePath: /data}]',
    },
    mounts,
    aMount('volume', 'c'),
  ],
  ['a volume that is not mounted', { pod: 'volumes: [{name: v, hostPath: {path: /}}]' }, mounts, ''],
];

const REST: readonly Row[] = [
  [
    'limits',
    { container: 'resources: {limits: {cpu: 500m, memory: 1.5Gi}}' },
    ({ limits }) => `${show(limits.cpus)} ${show(limits.memory)} ${show(limits.pids)}`,
    '0.5 1610612736 not-said',
  ],
  [
    'limits that are numbers',
    { container: 'resources: {limits: {cpu: 2, memory: 1e9}}' },
    ({ limits }) => `${show(limits.cpus)} ${show(limits.memory)}`,
    '2 1000000000',
  ],
  [
    'limits of the pod',
    { pod: 'resources: {limits: {memory: 1Gi}}' },
    ({ limits }) => show(limits.memory),
    '1073741824',
  ],
  [
    'requests are no limits',
    { container: 'resources: {requests: {memory: 1Gi}}' },
    ({ limits }) => show(limits.memory),
    'not-said',
  ],
  [
    'a port of the node',
    { container: 'ports: [{containerPort: 80, hostPort: 8080, protocol: UDP, hostIP: 127.0.0.1}]' },
    ({ ports }) => ports.map(show).join(' '),
    '{"hostAddress":"127.0.0.1","hostPort":"8080","containerPort":"80","protocol":"udp"}',
  ],
  [
    'ports of the container',
    { container: 'ports: [{containerPort: 80}, {containerPort: 81, hostPort: 0}]' },
    ({ ports }) => ports.map(show).join(' '),
    '',
  ],
  [
    'sysctls',
    podContext('sysctls: [{name: net.core.somaxconn, value: "1024"}]'),
    ({ sysctls }) => sysctls.map(show).join(' '),
    '{"name":"net.core.somaxconn","value":"1024"}',
  ],
  ['a runtime', { pod: 'runtimeClassName: gvisor' }, ({ runtime }) => show(runtime), 'gvisor'],
  ['restarts', { pod: 'restartPolicy: OnFailure' }, ({ restart }) => show(restart), '{"policy":"on-failure"}'],
  [
    'a command',
    { container: 'command: [sh, -c]\nargs: ["echo {{ x }} $(HOME)"]' },
    ({ entrypoint, command }) => `${show(entrypoint)} ${show(command)}`,
    '["sh","-c"] ["echo {{ x }} $(HOME)"]',
  ],
  [
    'variables',
    { container: 'env: [{name: A, value: secret}]\nenvFrom: [{secretRef: {name: s}}, {configMapRef: {name: c}}]' },
    (run) => [...run.env, ...run.envFiles].map(show).join(', '),
    'A, secret s, configMap c',
  ],
  [
    'a key that nobody knows',
    { container: 'privileged: true' },
    ({ unknown }) => unknown.map(show).join(' '),
    'unknown: privileged',
  ],
  [
    'keys that nobody knows',
    both('x: 1', 'readOnlyRootFileSystem: true'),
    ({ unknown }) => unknown.map(show).join(' '),
    'unknown: x unknown: readOnlyRootFileSystem',
  ],
  ['nothing strange', both('runAsUser: 1', 'privileged: false'), ({ unknown }) => unknown.map(show).join(' '), ''],
];

describe('a container of a pod', () => {
  it.each(USERS)('user: %s', (_, lines, read, expected) => expect(read(podSettings(lines))).toBe(expected));
  it.each(SECURITY)('security: %s', (_, lines, read, expected) => expect(read(podSettings(lines))).toBe(expected));
  it.each(NAMESPACES)('namespaces: %s', (_, lines, read, expected) => expect(read(podSettings(lines))).toBe(expected));
  it.each(MOUNTS)('mounts: %s', (_, lines, read, expected) => expect(read(podSettings(lines))).toBe(expected));
  it.each(REST)('%s', (_, lines, read, expected) => expect(read(podSettings(lines))).toBe(expected));

  it('points at the line that says it, of the pod or of the container', () => {
    const run = podSettings(both('runAsUser: 1000', 'privileged: true'));
    const key = 'spec.containers[0]';
    expect(run.user).toMatchObject({
      at: { in: 'file', file: 'pod.yaml', line: 7, key: 'spec.securityContext.runAsUser' },
    });
    expect(run.privileged).toMatchObject({ at: { line: 12, key: `${key}.securityContext.privileged` } });
    expect(run.source).toEqual({
      kind: 'kubernetes',
      file: 'pod.yaml',
      object: 'Pod web',
      container: 'app',
      declared: { in: 'file', file: 'pod.yaml', line: 9, key },
    });
  });

  it('has what an anchor and a merge key bring, and its own over that', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - &first
      name: a
      image: i
      securityContext: &strict {privileged: false, readOnlyRootFilesystem: true}
    - <<: *first
      name: b
      securityContext: {<<: *strict, privileged: true}
`;
    const { containers, errors } = readKubernetes(text, 'pod.yaml');
    expect(errors).toEqual([]);
    expect(
      containers.map(({ container, image, settings }) => [
        container,
        image,
        show(settings.privileged),
        show(settings.readOnly),
      ]),
    ).toEqual([
      ['a', 'i', 'false', 'true'],
      ['b', 'i', 'true', 'true'],
    ]);
  });
});

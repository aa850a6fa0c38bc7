import { describe, expect, it } from 'vitest';
import { ENGINE_DEFAULTS, type RunSettings, type Stated } from '../../../src/model/run-settings.ts';
import { readComposeModel } from '../../../src/run/compose.ts';
import { HARMLESS_KEYS, READ_KEYS } from '../../../src/run/compose-keys.ts';

function project(service: unknown, more: object = {}) {
  return readComposeModel({ services: { web: service }, ...more })?.services[0];
}

function settings(service: unknown, more: object = {}): RunSettings {
  const found = project(service, more)?.settings;
  if (found === undefined) throw new Error('no service');
  return found;
}

/** What is said, or `unknown: WRITTEN`. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('state' in value) {
    if (value.state === 'said' && 'value' in value) return value.value;
    return value.state === 'unknown' && 'written' in value ? `unknown: ${String(value.written)}` : undefined;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const bind = { kind: 'bind', source: '/etc', target: '/e', readOnly: false, propagation: '' };
const SOCKET = '/var/run/docker.sock';

describe('a key of a service', () => {
  it.each<[string, object, (run: RunSettings) => unknown, unknown]>([
    ['privileged', { privileged: true }, (run) => run.privileged, true],
    ['privileged as text', { privileged: 'true' }, (run) => run.privileged, true],
    ['privileged: false', { privileged: false }, (run) => run.privileged, undefined],
    ['privileged of a wrong kind', { privileged: ['true'] }, (run) => run.privileged, 'unknown: a list'],
    ['privileged, neither', { privileged: 'yes please' }, (run) => run.privileged, 'unknown: yes please'],
    ['privileged, null', { privileged: null }, (run) => run.privileged, undefined],
    ['cap_add', { cap_add: ['ALL', 'NET_ADMIN'] }, (run) => run.capAdd, ['ALL', 'NET_ADMIN']],
    ['cap_add of a wrong kind', { cap_add: [{ a: 1 }] }, (run) => run.capAdd, ['unknown: a mapping']],
    ['cap_drop', { cap_drop: ['ALL'] }, (run) => run.capDrop, ['ALL']],
    ['user', { user: '1000:5' }, (run) => run.user, '1000:5'],
    ['user as number', { user: 0 }, (run) => run.user, '0'],
    ['group_add', { group_add: ['docker', 5] }, (run) => run.groupAdd, ['docker', '5']],
    ['read_only', { read_only: 'True' }, (run) => run.readOnly, true],
    ['tmpfs', { tmpfs: ['/run:exec'] }, (run) => run.tmpfs, [{ target: '/run', options: ['exec'] }]],
    ['tmpfs as text', { tmpfs: '/run' }, (run) => run.tmpfs, [{ target: '/run', options: [] }]],
    ['pid', { pid: 'host' }, (run) => run.namespaces.pid, { kind: 'host' }],
    ['pid of a service', { pid: 'service:db' }, (run) => run.namespaces.pid, { kind: 'service', name: 'db' }],
    ['pid, nonsense', { pid: 'hosts' }, (run) => run.namespaces.pid, 'unknown: hosts'],
    ['ipc', { ipc: 'host' }, (run) => run.namespaces.ipc, { kind: 'host' }],
    ['ipc', { ipc: 'shareable' }, (run) => run.namespaces.ipc, { kind: 'other', name: 'shareable' }],
    ['uts', { uts: 'host' }, (run) => run.namespaces.uts, { kind: 'host' }],
    ['userns_mode', { userns_mode: 'host' }, (run) => run.namespaces.userns, { kind: 'host' }],
    ['cgroup', { cgroup: 'host' }, (run) => run.namespaces.cgroup, { kind: 'host' }],
    ['network_mode', { network_mode: 'host' }, (run) => run.namespaces.network, { kind: 'host' }],
    ['network_mode', { network_mode: 'bridge' }, (run) => run.namespaces.network, { kind: 'private' }],
    ['networks', { networks: { front: null } }, (run) => run.namespaces.network, undefined],
    ['volumes, short', { volumes: ['/etc:/e:ro'] }, (run) => run.mounts, [{ ...bind, readOnly: true }]],
    ['volumes, long', { volumes: [{ type: 'bind', source: '/etc', target: '/e' }] }, (run) => run.mounts, [bind]],
    [
      'volumes, long, read-only',
      { volumes: [{ type: 'bind', source: '/etc', target: '/e', read_only: 'true' }] },
      (run) => run.mounts,
      [{ ...bind, readOnly: true }],
    ],
    ['volumes_from, of the first Compose', { volumes_from: ['service:db:rw'] }, (run) => run.volumesFrom, ['db']],
    [
      'volumes, shared',
      { volumes: [{ type: 'bind', source: '/etc/', target: '/e', bind: { propagation: 'rshared' } }] },
      (run) => run.mounts,
      [{ ...bind, propagation: 'rshared' }],
    ],
    [
      'volumes, tmpfs',
      { volumes: [{ type: 'tmpfs', target: '/e' }] },
      (run) => run.mounts,
      [{ ...bind, kind: 'tmpfs', source: '' }],
    ],
    [
      'volumes, a type to come',
      { volumes: [{ type: 'npipe', target: '/e' }] },
      (run) => run.mounts,
      ['unknown: npipe'],
    ],
    ['volumes without target', { volumes: [{ type: 'bind' }] }, (run) => run.mounts, ['unknown: a mount']],
    ['volumes_from', { volumes_from: ['db:ro'] }, (run) => run.volumesFrom, ['db:ro']],
    [
      'devices',
      { devices: ['/dev/fuse'] },
      (run) => run.devices,
      [{ source: '/dev/fuse', target: '/dev/fuse', permissions: 'rwm' }],
    ],
    [
      'devices, long',
      { devices: [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }] },
      (run) => run.devices,
      [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }],
    ],
    ['device_cgroup_rules', { device_cgroup_rules: ['a *:* rwm'] }, (run) => run.deviceCgroupRules, ['a *:* rwm']],
    ['gpus', { gpus: [{ count: -1 }] }, (run) => run.gpus, ['count=-1']],
    ['gpus, all', { gpus: 'all' }, (run) => run.gpus, ['all']],
    [
      'reserved devices',
      { deploy: { resources: { reservations: { devices: [{ driver: 'nvidia', device_ids: ['0', '3'] }] } } } },
      (run) => run.gpus,
      ['driver=nvidia,device=0;3'],
    ],
    ['mem_limit', { mem_limit: '512m' }, (run) => run.limits.memory, 2 ** 29],
    ['mem_limit, bytes', { mem_limit: '536870912' }, (run) => run.limits.memory, 2 ** 29],
    ['pids_limit', { pids_limit: 100 }, (run) => run.limits.pids, 100],
    ['cpus', { cpus: 0.5 }, (run) => run.limits.cpus, 0.5],
    ['cpu_quota', { cpu_quota: 50_000 }, (run) => run.limits.cpus, 0.5],
    [
      'deploy.resources.limits',
      { mem_limit: '1g', deploy: { resources: { limits: { memory: '512m', pids: 5, cpus: '2' } } } },
      (run) => [run.limits.memory, run.limits.pids, run.limits.cpus],
      [2 ** 29, 5, 2],
    ],
    [
      'deploy.resources.limits of zero',
      { mem_limit: '1g', pids_limit: 7, deploy: { resources: { limits: { memory: '0', pids: 0 } } } },
      (run) => [run.limits.memory, run.limits.pids],
      [2 ** 30, 7],
    ],
    [
      'ulimits',
      { ulimits: { nofile: 5, nproc: { soft: 1, hard: 2 } } },
      (run) => run.limits.ulimits,
      [
        { name: 'nofile', soft: 5, hard: 5 },
        { name: 'nproc', soft: 1, hard: 2 },
      ],
    ],
    [
      'sysctls',
      { sysctls: { 'net.core.somaxconn': 5 } },
      (run) => run.sysctls,
      [{ name: 'net.core.somaxconn', value: '5' }],
    ],
    ['sysctls, list', { sysctls: ['net.a=1'] }, (run) => run.sysctls, [{ name: 'net.a', value: '1' }]],
    [
      'ports',
      { ports: ['127.0.0.1:80:81/udp', { target: 90, published: '91', host_ip: '::1' }] },
      (run) => run.ports,
      [
        { hostAddress: '127.0.0.1', hostPort: '80', containerPort: '81', protocol: 'udp' },
        { hostAddress: '::1', hostPort: '91', containerPort: '90', protocol: 'tcp' },
      ],
    ],
    ['restart', { restart: 'on-failure:3' }, (run) => run.restart, { policy: 'on-failure', retries: 3 }],
    ['restart, no', { restart: 'no' }, (run) => run.restart, { policy: 'no' }],
    ['restart_policy', { deploy: { restart_policy: {} } }, (run) => run.restart, { policy: 'always' }],
    ['runtime', { runtime: 'runsc' }, (run) => run.runtime, 'runsc'],
    ['environment', { environment: { A: 'secret', B: null } }, (run) => run.env, ['A', 'B']],
    ['environment, list', { environment: ['A=secret', 'B'] }, (run) => run.env, ['A', 'B']],
    [
      'env_file',
      { env_file: [{ path: 'a.env', required: false }, 'b.env'] },
      (run) => run.envFiles,
      ['a.env', 'b.env'],
    ],
    ['annotations', { annotations: { 'run.oci': 'x' } }, (run) => run.annotations, ['run.oci']],
    [
      'entrypoint',
      { entrypoint: ['/bin/sh', '-c', 'echo $$HOME'] },
      (run) => run.entrypoint,
      ['/bin/sh', '-c', 'echo $HOME'],
    ],
    ['entrypoint, none', { entrypoint: [] }, (run) => run.entrypoint, ['']],
    ['command', { command: `sh -c "a 'b' \\"c\\"" d\\ e` }, (run) => run.command, ['sh', '-c', `a 'b' "c"`, 'd e']],
    ['command, no end', { command: 'sh -c "a' }, (run) => run.command, 'unknown: sh -c "a'],
    ['command, none', { command: [] }, (run) => run.command, undefined],
    ['use_api_socket', { use_api_socket: true }, (run) => run.mounts, [{ ...bind, source: SOCKET, target: SOCKET }]],
  ])('%s', (_, service, read, expected) => {
    const run = settings(service);
    expect(plain(read(run))).toEqual(expected);
    expect(run.unknown).toEqual([]);
  });

  it.each<[string, readonly unknown[], object]>([
    ['nothing', [], { noNewPrivileges: undefined, seccomp: undefined, apparmor: undefined, systemPaths: undefined }],
    ['with =', ['seccomp=unconfined', 'no-new-privileges'], { seccomp: { kind: 'unconfined' }, noNewPrivileges: true }],
    [
      'with :',
      ['apparmor:unconfined', 'no-new-privileges:false'],
      { apparmor: { kind: 'unconfined' }, noNewPrivileges: false },
    ],
    ['a profile', ['seccomp:./p.json'], { seccomp: { kind: 'profile', path: './p.json' } }],
    ['labels', ['label:disable', 'label=type:x'], { labels: ['disable', 'type:x'] }],
    ['paths', ['systempaths=unconfined'], { systemPaths: 'unconfined' }],
    ['cgroups', ['writable-cgroups=true'], { other: [{ key: 'writable-cgroups', value: 'true' }] }],
    ['the last one counts', ['seccomp=unconfined', 'seccomp=builtin'], { seccomp: { kind: 'default' } }],
    [
      'an option that nobody knows may be each of them, but what is surely open stays so',
      ['apparmor=unconfined', 'no-new-privileges', 'proc-opts=x'],
      { apparmor: { kind: 'unconfined' }, noNewPrivileges: 'unknown: proc-opts=x', seccomp: 'unknown: proc-opts=x' },
    ],
    ['a wrong kind', [['seccomp']], { seccomp: 'unknown: a list', labels: ['unknown: a list'] }],
  ])('security_opt: %s', (_, options, expected) => {
    expect(plain(settings({ security_opt: options }).security)).toMatchObject(expected);
  });
});

describe('what the project says of names that a service uses', () => {
  const device = (options: unknown) => {
    const volumes = { data: { driver_opts: options } };
    return plain(settings({ volumes: ['data:/e:rw'] }, { volumes }).mounts);
  };

  it('gives a volume the device that its driver mounts', () => {
    const volume = { ...bind, kind: 'volume', source: 'data' };
    expect(device({ type: 'none', o: 'bind', device: '/etc' })).toEqual([{ ...volume, device: '/etc' }]);
    expect(device({ type: 'tmpfs' })).toEqual([volume]);
    expect(device({ device: ['/etc'] })).toEqual(['unknown: data']);
    expect(device('device=/etc')).toEqual(['unknown: data']);
  });

  it('is the host’s own network by whatever name', () => {
    const network = (definition: unknown) => {
      return plain(settings({ networks: { n: null } }, { networks: { n: definition } }).namespaces.network);
    };
    expect(network({ external: true, name: 'host' })).toEqual({ kind: 'host' });
    expect(network({ external: { name: 'host' } })).toEqual({ kind: 'host' });
    expect(network({ external: true, name: 'container:db' })).toEqual({ kind: 'container', name: 'db' });
    expect(network({ external: true, name: 'front' })).toBeUndefined();
    expect(network({ name: ['host'] })).toEqual('unknown: n');
    expect(
      plain(settings({ networks: ['host'] }, { networks: { host: { name: 'gate_host' } } }).namespaces.network),
    ).toBeUndefined();
  });

  it('mounts a secret or a config that is a file from the host', () => {
    const files = {
      secrets: { s: { file: '/etc/shadow' }, e: { environment: 'X' } },
      configs: { c: { file: SOCKET } },
    };
    const run = settings(
      { secrets: [{ source: 's', target: 'x' }, 'e'], configs: [{ source: 'c', target: SOCKET }] },
      files,
    );
    const mount = { readOnly: true, propagation: '' };
    expect(plain(run.mounts)).toEqual([
      { ...mount, kind: 'bind', source: '/etc/shadow', target: '/run/secrets/x' },
      { ...mount, kind: 'other', source: 'e', target: '/run/secrets/e' },
      { ...mount, kind: 'bind', source: SOCKET, target: SOCKET },
    ]);
  });
});

describe('what no setting tells', () => {
  it.each<[string, object, readonly string[]]>([
    ['a key that nobody knows', { root_mode: true }, ['root_mode']],
    ['a key that is of no effect', { credential_spec: { file: 'x' } }, ['credential_spec']],
    ['a program of the host', { provider: { type: 'x' } }, ['provider']],
    ['a key of deploy', { deploy: { security: true } }, ['security']],
    ['extensions', { 'x-a': 1, deploy: { 'x-b': 1 } }, []],
    ['a hook', { post_start: [{ command: ['x'] }] }, []],
    ['a hook with all rights', { post_start: [{ command: ['x'], privileged: true }] }, ['privileged']],
    ['a hook with rights as text', { pre_stop: [{ command: ['x'], privileged: 'true' }] }, ['privileged']],
    ['a hook without rights', { pre_stop: [{ command: ['x'], privileged: 'false' }] }, []],
    ['a hook of root', { pre_stop: [{ command: ['x'], user: 'root' }] }, ['root']],
    ['a hook of a plain user', { pre_stop: [{ command: ['x'], user: '1000:1000' }] }, []],
    ['a container before', { pre_start: [{ command: ['x'], environment: { A: 1 } }] }, []],
    [
      'a container before, with rights',
      { pre_start: [{ privileged: true, cap_add: ['ALL'] }] },
      ['privileged', 'cap_add'],
    ],
    ['hooks of a wrong kind', { post_start: 'x', pre_start: { privileged: true } }, ['a mapping', 'x']],
  ])('%s', (_, service, written) => {
    expect(settings(service).unknown.map((open) => open.written)).toEqual(written);
  });

  it('is a service that is none', () => {
    expect(plain(settings('privileged').unknown)).toEqual(['unknown: privileged']);
    expect(plain(settings([]).unknown)).toEqual(['unknown: a list']);
  });

  it('is never both a key that is read and one of no effect', () => {
    expect([...READ_KEYS].filter((key) => HARMLESS_KEYS.has(key))).toEqual([]);
  });

  it('is nothing where every key has no value', () => {
    const empty = Object.fromEntries([...READ_KEYS, ...HARMLESS_KEYS].map((key) => [key, null]));
    const { source, ...run } = settings(empty);
    expect({ ...run, source: ENGINE_DEFAULTS.source }).toEqual(ENGINE_DEFAULTS);
    expect(source).toMatchObject({ kind: 'compose', service: 'web' });
  });

  it('is any key that is read, where its value is of a kind that nobody expects', () => {
    const taken = new Set(['build', 'image', 'platform', 'networks', 'volume_driver', 'cpu_period', 'deploy']);
    const keys = [...READ_KEYS].filter((key) => !taken.has(key));
    const silent = keys.filter((key) => {
      const run = settings({ [key]: [[[{}]]] });
      return !JSON.stringify(run).includes('"state":"unknown"');
    });
    expect(silent).toEqual([]);
  });
});

describe('a build', () => {
  const build = (value: unknown) => project({ build: value })?.build;
  const plainBuild = { context: '/w', dockerfile: 'Dockerfile', args: [], additionalContexts: [], unsupported: [] };

  it.each<[string, unknown, object]>([
    ['a path', '/w', plainBuild],
    [
      'a mapping',
      { context: '/w', dockerfile: 'd/Dockerfile', target: 't' },
      { ...plainBuild, dockerfile: 'd/Dockerfile', target: 't' },
    ],
    [
      'arguments',
      { context: '/w', args: { A: 1, B: 'x$$y', C: null, D: true } },
      { ...plainBuild, args: ['A=1', 'B=x$y', 'D=true'] },
    ],
    ['arguments in a list', { context: '/w', args: ['A=1', 'B', 'C='] }, { ...plainBuild, args: ['A=1', 'C='] }],
    [
      'contexts',
      { context: '/w', additional_contexts: { a: '/w/a' } },
      { ...plainBuild, additionalContexts: ['a=/w/a'] },
    ],
    [
      'what changes nothing',
      { context: '/w', no_cache: true, cache_from: ['x'], labels: { a: 'b' }, tags: ['t'] },
      plainBuild,
    ],
    ['the default network', { context: '/w', network: 'default', privileged: false, secrets: [] }, plainBuild],
  ])('%s', (_, value, expected) => {
    expect(build(value)).toEqual(expected);
  });

  it.each([
    ...['secrets', 'ssh', 'privileged', 'entitlements', 'dockerfile_inline', 'extra_hosts', 'isolation', 'sudo'],
  ])('%s is not supported', (key) => {
    expect(build({ context: '/w', [key]: ['x'] })?.unsupported).toEqual([`it has ${key}`]);
    expect(build({ context: '/w', [key]: 'true' })?.unsupported).toEqual([`it has ${key}`]);
  });

  it.each([[[]], [true], [{ context: ['/w'] }], [{ args: 'A=1' }], [{ args: { A: ['1'] } }], [{ network: 'host' }]])(
    '%j is not supported',
    (value) => {
      expect(build(value)?.unsupported).toHaveLength(1);
    },
  );
});

describe('a project', () => {
  it('has its services sorted, with image and platform', () => {
    const model = readComposeModel({
      services: { b: { image: 'i', platform: 'linux/arm64' }, a: null, B: { image: '' } },
    });
    expect(model?.services.map(({ name, image, platform }) => [name, image, platform])).toEqual([
      ['B', undefined, undefined],
      ['a', undefined, undefined],
      ['b', 'i', 'linux/arm64'],
    ]);
  });

  it('has jobs, which are run like services', () => {
    const model = readComposeModel({ services: { a: {} }, jobs: { a: { privileged: true }, b: { triggers: {} } } });
    expect(model?.services.map(({ name }) => name)).toEqual(['a', 'b', 'jobs.a']);
    expect(plain(model?.services[2]?.settings.privileged)).toBe(true);
    expect(model?.services[1]?.settings.unknown).toEqual([]);
  });

  it.each([[undefined], [null], ['x'], [[]], [{ services: [] }], [{ services: 'x' }], [{ jobs: [1] }]])(
    'is not %j',
    (value) => {
      expect(readComposeModel(value)).toBeUndefined();
    },
  );

  it('may be without services', () => {
    expect(readComposeModel({})?.services).toEqual([]);
  });

  it('pollutes nothing, and is read where it leads in circles', () => {
    const circle: Record<string, unknown> = { image: 'x' };
    circle['cap_add'] = [circle];
    circle['deploy'] = circle;
    circle['build'] = circle;
    const model = readComposeModel({
      services: JSON.parse('{"__proto__":{"privileged":true},"constructor":{"environment":{"__proto__":"x"}}}'),
      jobs: { circle },
    });
    expect(model?.services.map(({ name }) => name)).toEqual(['__proto__', 'circle', 'constructor']);
    expect(plain(model?.services[0]?.settings.privileged)).toBe(true);
    expect(plain(model?.services[1]?.settings.capAdd as readonly Stated<string>[])).toEqual(['unknown: a mapping']);
    expect(plain(model?.services[2]?.settings.env)).toEqual(['__proto__']);
    expect(Object.hasOwn({}, 'privileged')).toBe(false);
  });
});

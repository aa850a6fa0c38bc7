// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { ENGINE_DEFAULTS, type RunSettings, type Stated } from '../../../src/model/run-settings.ts';
import { readDockerRun } from '../../../src/run/docker-run.ts';

function read(text: string) {
  const run = readDockerRun(text);
  if (run.kind !== 'read') throw new Error(JSON.stringify(run.errors));
  return run;
}

function settings(text: string): RunSettings {
  return read(text).settings;
}

const said = (value: unknown, word = 1) => ({ state: 'said', value, at: { in: 'run-args', word } });
const unknown = (written: string, word = 1) => ({
  ...{ state: 'unknown', written, at: { in: 'run-args', word } },
  why: expect.stringMatching(/shell/),
});
const notSaid = { state: 'not-said' };
const values = (entries: readonly Stated<unknown>[]) =>
  entries.map((entry) => (entry.state === 'said' ? entry.value : entry.written));

describe('a line', () => {
  it('of nothing says nothing', () => {
    for (const text of ['', ' ', '--rm -it --name x', 'docker run', '-d --init -w /x -h host --sig-proxy=false']) {
      expect(settings(text)).toEqual({ ...ENGINE_DEFAULTS, source: { kind: 'run-args' } });
      expect(read(text).image).toEqual(notSaid);
    }
  });

  it.each([
    ['--privileged img', true, 'img'],
    ['docker run --privileged img', true, 'img'],
    ['docker container run --privileged img', true, 'img'],
    ['docker create --privileged -- img', true, 'img'],
    ['--privileged=true img', true, 'img'],
    ['--privileged=1 img', true, 'img'],
    ['--privileged=false img', false, 'img'],
    ['--privileged --privileged=F img', false, 'img'],
    ['"--privileged" img', true, 'img'],
    ['--priv\\\nileged img', true, 'img'],
    ['img --privileged', undefined, 'img'],
    ['-- img --privileged', undefined, 'img'],
    ['-u --privileged img', undefined, 'img'],
    ['--name --privileged img', undefined, 'img'],
    ['--rm img sh -c "docker --privileged"', undefined, 'img'],
    [`--privileged sha256:${'a'.repeat(64)}`, true, `sha256:${'a'.repeat(64)}`],
    [`--privileged ${'a'.repeat(64)}`, true, 'a'.repeat(64)],
  ])('%j', (text, privileged, image) => {
    const run = read(text);
    expect(run.settings.privileged).toMatchObject(privileged === undefined ? notSaid : { value: privileged });
    expect(run.image).toMatchObject({ state: 'said', value: image });
  });

  it.each([
    ['-u0 img', '0'],
    ['-u 0 img', '0'],
    ['-u=0 img', '0'],
    ['-u= img', '='],
    ['-itu root img', 'root'],
    ['-ituroot img', 'root'],
    ['-itu=root img', 'root'],
    ['-i=false -u root img', 'root'],
    ['--user root img', 'root'],
    ['--user=root img', 'root'],
    ["--user='' img", ''],
    ['--user app --user root img', 'root'],
    ['-u "a b" img', 'a b'],
  ])('the user of %j is %j', (text, user) => {
    expect(settings(text).user).toMatchObject({ state: 'said', value: user });
  });

  it('says at which word each thing was said', () => {
    const { capAdd, user, command, env } = settings('--rm --cap-add A -itu root --cap-add=B -e X=1 img cmd');
    expect(capAdd).toEqual([said('A', 2), said('B', 6)]);
    expect(user).toEqual(said('root', 4));
    expect(env).toEqual([said('X', 7)]);
    expect(command).toEqual(said(['cmd'], 10));
    expect(read('docker run --rm img').image).toEqual(said('img', 4));
  });
});

describe('settings', () => {
  it('capabilities, as written', () => {
    const { capAdd, capDrop } = settings('--cap-add A,B --cap-add cap_chown --cap-drop=all --cap-drop x');
    expect(values(capAdd)).toEqual(['A,B', 'cap_chown']);
    expect(values(capDrop)).toEqual(['all', 'x']);
  });

  it.each<[string, Partial<Record<keyof RunSettings['namespaces'], unknown>>]>([
    ['--net host', { network: { kind: 'host' } }],
    ['--network=host', { network: { kind: 'host' } }],
    ['--network name=HOST,alias=x', { network: { kind: 'host' } }],
    ['--network HOST', { network: { kind: 'other', name: 'HOST' } }],
    ['--network none', { network: { kind: 'none' } }],
    ['--network bridge', { network: { kind: 'private' } }],
    ['--network private', { network: { kind: 'other', name: 'private' } }],
    ['--network container:db', { network: { kind: 'container', name: 'db' } }],
    ['--network a --net b', { network: { kind: 'other', name: 'a' } }],
    ['--pid host --uts=host --ipc host', { pid: { kind: 'host' }, uts: { kind: 'host' }, ipc: { kind: 'host' } }],
    ['--pid container:x', { pid: { kind: 'container', name: 'x' } }],
    ['--pid host --pid ""', { pid: undefined }],
    ['--ipc shareable', { ipc: { kind: 'other', name: 'shareable' } }],
    ['--ipc none', { ipc: { kind: 'none' } }],
    ['--userns host --cgroupns host', { userns: { kind: 'host' }, cgroup: { kind: 'host' } }],
    ['--cgroupns private', { cgroup: { kind: 'private' } }],
  ])('namespaces of %j', (text, expected) => {
    const { namespaces } = settings(text);
    for (const name of ['pid', 'network', 'ipc', 'uts', 'userns', 'cgroup'] as const) {
      const value = expected[name];
      expect(namespaces[name], name).toMatchObject(value === undefined ? notSaid : { state: 'said', value });
    }
  });

  it('mounts, from all that makes them', () => {
    const text =
      '-v/:/h --mount type=bind,src=/etc,dst=/e,ro -v data:/d --tmpfs /run:exec --tmpfs /run --use-api-socket';
    const { mounts, tmpfs } = settings(`${text} --volumes-from db:ro`);
    expect(mounts).toMatchObject([
      said({ kind: 'bind', source: '/', target: '/h' }, 1),
      said({ kind: 'volume', source: 'data', target: '/d' }, 4),
      said({ kind: 'bind', source: '/etc', target: '/e', readOnly: true }, 2),
      said({ kind: 'bind', source: '/var/run/docker.sock' }, 10),
    ]);
    expect(tmpfs).toEqual([said({ target: '/run', options: [] }, 8)]);
    expect(settings('--use-api-socket=false').mounts).toEqual([]);
    expect(settings('--use-api-socket=$X').mounts).toEqual([unknown('$X')]);
    expect(settings('--volume-driver nfs -v host/share:/x').mounts).toMatchObject([said({ source: 'host/share' }, 3)]);
    expect(values(settings('--volumes-from db:ro').volumesFrom)).toEqual(['db:ro']);
  });

  it('devices, limits and the rest', () => {
    const { devices, deviceCgroupRules, gpus } = settings(
      '--device /dev/kvm --device-cgroup-rule "c 1:* r" --gpus all',
    );
    expect(values(devices)).toEqual([{ source: '/dev/kvm', target: '/dev/kvm', permissions: 'rwm' }]);
    expect([...values(deviceCgroupRules), ...values(gpus)]).toEqual(['c 1:* r', 'all']);

    const { limits } = settings(
      '--pids-limit 100 -m 64m --cpus 1.5 --ulimit nofile=1 --ulimit nofile=2 --ulimit core=0',
    );
    expect(limits).toMatchObject({ pids: said(100, 1), memory: said(67_108_864, 3), cpus: said(1.5, 5) });
    expect(values(limits.ulimits)).toMatchObject([{ name: 'nofile', soft: 2 }, { name: 'core' }]);
    expect(settings('--cpu-quota 50000').limits.cpus).toEqual(said(0.5));
    expect(settings('--cpu-quota 50000 --cpu-period 10000').limits.cpus).toEqual(said(5));
    expect(settings('--cpu-shares 2').limits.cpus).toEqual(notSaid);

    const more = settings('--read-only -P -p 80 --restart always --runtime runsc --group-add docker --sysctl net.a=1');
    expect(more).toMatchObject({
      readOnly: said(true),
      publishAll: said(true, 2),
      restart: said({ policy: 'always' }, 5),
    });
    expect(more).toMatchObject({
      runtime: said('runsc', 7),
      groupAdd: [said('docker', 9)],
      sysctls: [{ state: 'said' }],
    });
    expect(values(more.ports)).toMatchObject([{ hostAddress: '', containerPort: '80' }]);

    const starts = settings('--entrypoint /bin/sh -e A=secret -e B --env-file .env --annotation a.b=c img x y');
    expect(starts).toMatchObject({ entrypoint: said(['/bin/sh']), command: said(['x', 'y'], 12) });
    expect([values(starts.env), values(starts.envFiles), values(starts.annotations)]).toEqual([
      ['A', 'B'],
      ['.env'],
      ['a.b'],
    ]);
    expect(JSON.stringify(starts)).not.toContain('secret');
    expect(settings('--entrypoint ""').entrypoint).toEqual(said(['']));
  });
});

describe('security options', () => {
  const security = (text: string) => settings(text).security;

  it.each([
    ['no-new-privileges', true],
    ['no-new-privileges=true', true],
    ['no-new-privileges:true', true],
    ['no-new-privileges=false', false],
    ['no-new-privileges:0', false],
  ])('%s', (option, value) => {
    expect(security(`--security-opt ${option}`).noNewPrivileges).toEqual(said(value));
    expect(security(`--security-opt=${option}`).noNewPrivileges).toEqual(said(value));
  });

  it.each([
    ['seccomp=unconfined', { seccomp: said({ kind: 'unconfined' }) }],
    ['seccomp:unconfined', { seccomp: said({ kind: 'unconfined' }) }],
    ['seccomp=builtin', { seccomp: said({ kind: 'default' }) }],
    ['seccomp=./a=b.json', { seccomp: said({ kind: 'profile', path: './a=b.json' }) }],
    ['apparmor=unconfined', { apparmor: said({ kind: 'unconfined' }) }],
    ['apparmor:web', { apparmor: said({ kind: 'profile', name: 'web' }) }],
    ['label=disable', { labels: [said('disable')] }],
    ['label:type:a', { labels: [said('type:a')] }],
    ['systempaths=unconfined', { systemPaths: said('unconfined') }],
    ['writable-cgroups=true', { other: [said({ key: 'writable-cgroups', value: 'true' })] }],
  ])('%s', (option, expected) => {
    const nothing = ENGINE_DEFAULTS.security;
    expect(security(`--security-opt ${option}`)).toEqual({ ...nothing, ...expected });
  });

  it('repeated: the last one counts, but every label does', () => {
    const all = security(
      '--security-opt seccomp=a --security-opt seccomp=unconfined --security-opt no-new-privileges ' +
        '--security-opt no-new-privileges=false --security-opt label=user:a --security-opt label=disable',
    );
    expect(all).toMatchObject({ seccomp: said({ kind: 'unconfined' }, 3), noNewPrivileges: said(false, 7) });
    expect(values(all.labels)).toEqual(['user:a', 'disable']);
  });

  it('that are not known make unknown what they may be', () => {
    expect(security('--security-opt seccomp=$P')).toEqual({
      ...ENGINE_DEFAULTS.security,
      seccomp: unknown('seccomp=$P'),
    });
    expect(security('--security-opt seccomp:$P --security-opt label:$L')).toMatchObject({
      ...{ seccomp: unknown('seccomp:$P'), apparmor: notSaid, labels: [unknown('label:$L', 3)] },
    });
    const any = security('--security-opt seccomp=unconfined --security-opt $X --security-opt apparmor=web');
    expect(any).toMatchObject({ seccomp: unknown('$X', 3), noNewPrivileges: unknown('$X', 3) });
    expect(any).toMatchObject({ systemPaths: unknown('$X', 3), apparmor: said({ kind: 'profile', name: 'web' }, 5) });
    expect(any).toMatchObject({ labels: [unknown('$X', 3)], other: [unknown('$X', 3)] });
    expect(security('--security-opt writable-cgroups=$X').other).toEqual([unknown('writable-cgroups=$X')]);
    expect(security('--security-opt systempaths=$X').systemPaths).toEqual(unknown('systempaths=$X'));
  });
});

describe('what is not known is said to be so', () => {
  it.each<[string, (all: RunSettings) => unknown, unknown]>([
    ['--privileged=$X', (all) => all.privileged, unknown('$X')],
    ['-u $(id -u):0', (all) => all.user, unknown('$(id -u):0')],
    ['-u"$X"', (all) => all.user, unknown('$X')],
    ['--user app --user=$X', (all) => all.user, unknown('$X', 3)],
    ['--user $X --user app', (all) => all.user, said('app', 3)],
    ['--cap-add CHOWN --cap-add "$X"', (all) => all.capAdd, [said('CHOWN'), unknown('$X', 3)]],
    ['-v $PWD:/x', (all) => all.mounts, [unknown('$PWD:/x')]],
    ['-v ~/x:/x', (all) => all.mounts, [unknown('~/x:/x')]],
    ['-p $P:80', (all) => all.ports, [unknown('$P:80')]],
    ['--pid=$X', (all) => all.namespaces.pid, unknown('$X')],
    ['--network $X', (all) => all.namespaces.network, unknown('$X')],
    ['--network a --network $X', (all) => all.namespaces.network, said({ kind: 'other', name: 'a' })],
    ['--memory $X', (all) => all.limits.memory, unknown('$X')],
    ['--cpu-quota 1 --cpu-period $X', (all) => all.limits.cpus, unknown('$X', 3)],
    ['-e A=$X -e $Y -e B$Z=secret', (all) => all.env, [said('A'), unknown('$Y', 3), unknown('B$Z', 5)]],
    ['--name $X -e "A=$B"', (all) => all.unknown, []],
    ['img a $X', (all) => all.command, unknown('$X', 3)],
    ['--tmpfs /a --tmpfs $X', (all) => all.tmpfs, [said({ target: '/a', options: [] }), unknown('$X', 3)]],
  ])('%j', (text, of, expected) => {
    expect(of(settings(text))).toEqual(expected);
  });

  it.each([
    ['--rm $OPTIONS img', '$OPTIONS', 2],
    ['"$OPTIONS" img', '$OPTIONS', 1],
    ['--$X --privileged', '--$X', 1],
    ['--cap-$X=ALL img', '--cap-$X=ALL', 1],
    ['-i$X img', '-i$X', 1],
    ['-$X img', '-$X', 1],
    ['docker run $X', '$X', 3],
  ])('a word that may be an option: %j', (text, written, word) => {
    const run = read(text);
    expect(run.settings.unknown).toEqual([unknown(written, word)]);
    expect(run.image).toEqual(notSaid);
    expect(run.settings.privileged).toEqual(notSaid);
  });

  it('an image by a tag that is not known is an image', () => {
    const run = read('--rm web:$TAG --privileged');
    expect(run.image).toEqual(unknown('web:$TAG', 2));
    expect(run.settings.unknown).toEqual([]);
  });
});

describe('refused', () => {
  it.each([
    ['--nonsense img', 1, /no option --nonsense/],
    ['--rm --cap_add=ALL img', 2, /no option --cap_add/],
    ['--Privileged img', 1, /no option --Privileged/],
    ['--privilege img', 1, /no option/],
    ['-x img', 1, /no option -x/],
    ['-itx img', 1, /no option -x/],
    ['-i= img', 1, /no option -=/],
    ['-net=host img', 1, /no option -n/],
    ['--=x', 1, /no option --/],
    ['---rm', 1, /no option/],
    ['--\u202eevil', 1, /no option --\\u\{202e\}evil/],
    ['--constructor', 1, /no option/],
    ['--user', 1, /--user needs a value/],
    ['-it -u', 2, /-u needs a value/],
    ['--privileged=yes', 1, /neither true nor false/],
    ['--read-only=', 1, /neither true nor false/],
    ['--help', 1, /nothing is run/],
    ["--user 'a", 2, /not closed/],
    ['--rm; x', 1, /; ends/],
    ['--pid private', 1, /no such mode/],
    ['--pid container:', 1, /no such mode/],
    ['--ipc container', 1, /no such mode/],
    ['--uts container:x', 1, /no such mode/],
    ['--userns private', 1, /no such mode/],
    ['--cgroupns HOST', 1, /no such mode/],
    ['--network ""', 1, /names no network/],
    ['--network alias=x', 1, /names no network/],
    ['--network name=x,y=z', 1, /keys/],
    ['--network host --network x', 3, /joined together/],
    ['--network x --network x', 3, /twice/],
    ['--rm --restart always', 1, /together with --restart/],
    ['--cpus 1 --cpu-quota 1', 1, /together with --cpu-quota/],
    ['--memory x', 1, /no size/],
    ['-e =x', 1, /no name/],
    ['--security-opt nonsense', 1, /key=value/],
    ['--security-opt seccomp=', 1, /key=value/],
    ['--security-opt disable', 1, /key=value/],
    ['--security-opt nonsense=x', 1, /no such option/],
    ['--security-opt label:a=b', 1, /no such option/],
    ['--security-opt NO-NEW-PRIVILEGES=true', 1, /no such option/],
    ['--security-opt no-new-privileges=maybe', 1, /neither true nor false/],
    ['--security-opt systempaths:unconfined', 1, /systempaths=unconfined/],
    ['--security-opt systempaths=none', 1, /systempaths=unconfined/],
    ['--security-opt writable-cgroups=x', 1, /neither true nor false/],
    ['docker', 1, /neither run nor create/],
    ['docker exec --privileged x', 1, /neither run nor create/],
    ['docker -H x run', 1, /neither run nor create/],
    ['sudo docker run --privileged img', 1, /starts with sudo/],
    ['sudo -E docker container run --privileged img', 1, /starts with sudo/],
    ['time /usr/bin/docker run --privileged img', 1, /starts with time/],
    ['/usr/bin/docker run --privileged img', 1, /neither an option nor the name/],
    ['DOCKER_HOST=x docker run --privileged img', 1, /neither an option nor the name/],
    ['podman run --privileged img', 1, /starts with podman/],
    ['run --privileged img', 1, /starts with run/],
    ['--rm Img', 2, /neither an option nor the name/],
    ['--rm ""', 2, /neither an option nor the name/],
  ])('%j', (text, word, message) => {
    expect(readDockerRun(text)).toEqual({
      kind: 'refused',
      errors: [{ word, text: expect.stringMatching(message) }],
    });
  });

  it('tells everything that is wrong with values at once, without repeating them', () => {
    const run = readDockerRun('--memory secret1 --pid secret2 -v secret3 --privileged=secret4 "Secret 5"');
    expect(run).toMatchObject({ kind: 'refused' });
    if (run.kind !== 'refused') return;
    expect(run.errors.map(({ word }) => word).sort()).toEqual([1, 3, 5, 7, 8]);
    expect(JSON.stringify(run.errors)).not.toMatch(/secret[1-4]/);
  });
});

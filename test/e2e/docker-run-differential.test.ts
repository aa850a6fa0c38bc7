import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Namespace, RunSettings, SeccompChoice, Setting, Stated } from '../../src/model/run-settings.ts';
import { readDockerRun } from '../../src/run/docker-run.ts';
import { RUN_FLAGS, SHORT_RUN_FLAGS } from '../../src/run/docker-run-flags.ts';
import { splitShellWords } from '../../src/run/shell-words.ts';
import { type RunEngine, runEngines } from './run-engine.ts';

/** Say GATE_TEST_SEED=… to have the same lines again. */
const SEED = Number(process.env['GATE_TEST_SEED'] ?? Math.floor(performance.timeOrigin) % 2 ** 31);

const VOLUME = `docker-security-gate-test-${process.pid}`;

/** Options with values that engines take or refuse whatever machine they run on. */
const OPTIONS = [
  ...['--privileged', '--privileged=false', '--privileged=T', '--privileged=maybe', '--read-only', '--read-only=0'],
  ...['-u0', '-u 1000:5', '-u=app', '-u=', '-itu root', '-dit', '-ix', '--user ""', '--user=a --user=b'],
  ...['-v/:/h', '-v /etc/../tmp:/a/:ro', '-v /tmp:/', '-v /tmp:ro', '-v /tmp:/c:ro,rw', `-v ${VOLUME}:/d`, '-v /e'],
  ...['-v a/b:/c', '-v /tmp:/s:rslave', '-v /tmp::ro', '-v "/tmp:/y z:ro"', '-v /x/./y//z:/z'],
  ...['--mount type=bind,src=/tmp,dst=/m,ro', '--mount type=bind,src=/tmp/.,target=/n,bind-propagation=rprivate'],
  ...[
    '--mount type=tmpfs,dst=/t',
    '--mount type=bind,dst=/m',
    `--mount src=${VOLUME},dst=/o,readonly=false`,
    '--mount dst=/p',
  ],
  ...[
    '--mount type=bind,src=/tmp,dst=/q,nonsense=1',
    '--mount type=tmpfs,src=/tmp,dst=/r',
    '--mount "type=volume, dst=/u"',
  ],
  ...[
    '--mount \'type=bind,"src=/tmp",dst=/k\'',
    '--mount type=nonsense,dst=/l',
    '--tmpfs /run:size=1m,exec',
    '--tmpfs run',
  ],
  ...['--pid host', '--pid=private', '--pid container:', '--ipc=host', '--ipc none', '--uts host'],
  ...['--uts private', '--userns host', '--cgroupns private', '--cgroupns x', '--net host', '--network none'],
  ...['--network name=HOST', '--network alias=x', '--network host --network a', '--network a --network a'],
  ...[
    '--security-opt no-new-privileges',
    '--security-opt no-new-privileges:false',
    '--security-opt seccomp=unconfined',
  ],
  ...['--security-opt systempaths=unconfined', '--security-opt systempaths:unconfined', '--security-opt label:disable'],
  ...[
    '--security-opt apparmor=unconfined',
    '--security-opt nonsense',
    '--security-opt label:a=b',
    '--security-opt x=y',
  ],
  ...[
    '--security-opt no-new-privileges=x',
    '--cap-add=sys_admin',
    '--cap-add SYS_PTRACE --cap-drop all',
    '--cap-drop CHOWN',
  ],
  ...[
    '--device /dev/null',
    '--device /dev/null:/dev/x:r',
    '--device /dev/null:rw',
    '--device null',
    '--device /a:/b:rr',
  ],
  ...["--device-cgroup-rule 'c 1:* rw'", '--device-cgroup-rule a', '--pids-limit 50', '--pids-limit x', '-m 64m'],
  ...['--memory=0.1g', '--memory x', '--cpus .5', '--cpus=0.5', '--cpu-quota 50000', '--ulimit nofile=10:20'],
  ...[
    '--ulimit nofile=20:10',
    '--ulimit x=1',
    '--sysctl net.core.somaxconn=9',
    '--sysctl vm.x=1',
    '-p 127.0.0.1:81:80',
  ],
  ...[
    '-p 8080-8081:80-81/udp',
    '-p [::1]::80',
    '-p published=8082,target=82',
    '-p 1-2:1-3',
    '-p x',
    '-P',
    '--expose 9',
  ],
  ...['--restart always', '--restart on-failure:3', '--restart x', '--rm', '-e A=b', '-e "B C"=d', '-e =', '-e PATH'],
  ...[
    '--entrypoint ""',
    '--entrypoint /x',
    '--group-add 5',
    '-l a=b',
    '--name-x',
    '--init',
    '--no-healthcheck',
    '--cpu-shares 5',
  ],
  ...['--nonsense', '--privilege', '--', '-w /w', '--log-driver none', '--shm-size 1m', '--stop-timeout 5'],
];
const line = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...OPTIONS), { maxLength: 3 }),
    fc.constantFrom('', ' --privileged', ' x "y z"'),
  )
  .map(([options, command]) => ({ options: options.join(' '), command }));
const LINES = [
  ...OPTIONS.map((options) => ({ options, command: '' })),
  ...fc.sample(line, { seed: SEED, numRuns: 60 }),
];

async function emptyImage(): Promise<Buffer> {
  const archive = pack();
  const chunks: Buffer[] = [];
  archive.entry({ name: 'x', mode: 0o755 }, 'x');
  archive.finalize();
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function values<T>(entries: readonly Stated<T>[]): readonly T[] {
  return entries.map((entry) => {
    if (entry.state !== 'said') throw new Error(`${entry.written} is not known`);
    return entry.value;
  });
}

function one<T>(setting: Setting<T>): T | undefined {
  return setting.state === 'not-said' ? undefined : values([setting])[0];
}

function mode(namespace: Setting<Namespace>): string | undefined {
  const value = one(namespace);
  return value === undefined || !('name' in value) ? value?.kind : value.name;
}

/** What the reader and the engine both have an answer to. */
interface Answers {
  readonly modes: readonly (string | undefined)[];
  /** Target and propagation of bind mounts. */
  readonly propagations: readonly (readonly string[])[];
  readonly [more: string]: unknown;
}

/** What the reader says, in the words of the engine's API. */
function asEngineSays(settings: RunSettings, image: string): Answers {
  const { namespaces: ns, security, limits } = settings;
  const restart = one(settings.restart);
  const mounts = values(settings.mounts);
  const bound = mounts.filter(({ kind }) => kind === 'bind');
  const entrypoint = one(settings.entrypoint) ?? [];
  return {
    image,
    user: one(settings.user) ?? '',
    privileged: one(settings.privileged) ?? false,
    readOnly: one(settings.readOnly) ?? false,
    publishAll: one(settings.publishAll) ?? false,
    capAdd: values(settings.capAdd).map(capability).sort(),
    capDrop: values(settings.capDrop).map(capability).sort(),
    modes: [ns.pid, ns.ipc, ns.uts, ns.userns, ns.cgroup, ns.network].map(mode),
    systemPathsOpen: one(security.systemPaths) === 'unconfined' || one(settings.privileged) === true,
    unconfined: values(seccomps(security.seccomp)).some(({ kind }) => kind === 'unconfined'),
    binds: bound.map(({ source, target, readOnly }) => [source, target, `${readOnly}`]).sort(),
    propagations: bound.map(({ target, propagation }) => [target, propagation]).sort(),
    others: mounts.flatMap(({ kind, target }) => (kind === 'bind' ? [] : [[kind, target]])).sort(),
    tmpfs: values(settings.tmpfs)
      .map(({ target }) => target)
      .sort(),
    devices: values(settings.devices).map(({ source, target, permissions }) => [source, target, permissions]),
    rules: values(settings.deviceCgroupRules),
    limits: [one(limits.pids) ?? 0, one(limits.memory) ?? 0, one(limits.cpus) ?? 0],
    ulimits: values(limits.ulimits).map(({ name, soft, hard }) => [name, soft, hard]),
    sysctls: values(settings.sysctls).map(({ name, value }) => [name, value]),
    addresses: distinct(values(settings.ports).map(({ hostAddress }) => hostAddress)),
    restart: [restart?.policy ?? 'no', restart?.retries ?? 0],
    env: values(settings.env).filter((name) => name !== 'PATH'),
    groups: values(settings.groupAdd),
    // An empty one takes the image's away.
    entrypoint: entrypoint.filter((word) => word !== ''),
    command: one(settings.command) ?? [],
  };
}

/** Clients and engines keep names as written, or in full. */
function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

function seccomps(setting: RunSettings['security']['seccomp']): readonly Stated<SeccompChoice>[] {
  return setting.state === 'not-said' ? [] : [setting];
}

/** What is compared of `docker container inspect`. */
interface Inspected {
  readonly Config: {
    readonly Image: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
    readonly Cmd: readonly string[] | null;
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
    readonly Propagation: string;
  }[];
  readonly HostConfig: Readonly<
    Record<'PidMode' | 'IpcMode' | 'UTSMode' | 'UsernsMode' | 'CgroupnsMode' | 'NetworkMode', string>
  > &
    Readonly<Record<'Privileged' | 'ReadonlyRootfs' | 'PublishAllPorts', boolean>> &
    Readonly<
      Record<
        'CapAdd' | 'CapDrop' | 'MaskedPaths' | 'SecurityOpt' | 'DeviceCgroupRules' | 'GroupAdd',
        readonly string[] | null
      >
    > &
    Readonly<Record<'Memory' | 'NanoCpus' | 'CpuQuota', number>> & {
      readonly PidsLimit: number | null;
      readonly Tmpfs?: Readonly<Record<string, string>>;
      readonly Sysctls?: Readonly<Record<string, string>>;
      readonly Devices: readonly Readonly<Record<'PathOnHost' | 'PathInContainer' | 'CgroupPermissions', string>>[];
      readonly Ulimits: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[] | null;
      readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp?: string }[]>> | null;
      readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
    };
}

/** The same of what the engine made of the line. */
function asInspected({ HostConfig: host, Config: config, Mounts: mounts }: Inspected, mine: Answers): Answers {
  const { PidMode, IpcMode, UTSMode, UsernsMode, CgroupnsMode, NetworkMode } = host;
  const bound = mounts.filter(({ Type }) => Type === 'bind');
  const restart = host.RestartPolicy;
  return {
    image: config.Image,
    user: config.User,
    privileged: host.Privileged,
    readOnly: host.ReadonlyRootfs,
    publishAll: host.PublishAllPorts,
    capAdd: (host.CapAdd ?? []).map(capability).sort(),
    capDrop: (host.CapDrop ?? []).map(capability).sort(),
    // What was not said, the engine fills in.
    modes: [PidMode, IpcMode, UTSMode, UsernsMode, CgroupnsMode, NetworkMode].map((value, at) =>
      mine.modes[at] === undefined ? undefined : value,
    ),
    systemPathsOpen: (host.MaskedPaths ?? []).length === 0,
    unconfined: (host.SecurityOpt ?? []).some((option) => /^seccomp[=:]unconfined$/.test(option)),
    binds: bound.map((mount) => [mount.Source, mount.Destination, `${!mount.RW}`]).sort(),
    propagations: bound.map((mount) => [mount.Destination, mount.Propagation]).sort(),
    others: mounts.flatMap(({ Type, Destination }) => (Type === 'bind' ? [] : [[Type, Destination]])).sort(),
    tmpfs: Object.keys(host.Tmpfs ?? {}).sort(),
    devices: host.Devices.map((device) => [device.PathOnHost, device.PathInContainer, device.CgroupPermissions]),
    rules: host.DeviceCgroupRules ?? [],
    limits: [host.PidsLimit ?? 0, host.Memory, host.NanoCpus / 1e9 || host.CpuQuota / 100_000],
    ulimits: (host.Ulimits ?? []).map(({ Name, Soft, Hard }) => [Name, Soft, Hard]),
    sysctls: Object.entries(host.Sysctls ?? {}),
    addresses: distinct(
      Object.values(host.PortBindings ?? {}).flatMap((ports) => ports.map(({ HostIp }) => HostIp ?? '')),
    ),
    restart: [restart.Name || 'no', restart.MaximumRetryCount],
    env: (config.Env ?? []).map((pair) => pair.replace(/=.*/s, '')).filter((name) => name !== 'PATH'),
    groups: host.GroupAdd ?? [],
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function wordsOf(text: string): readonly string[] {
  const split = splitShellWords(text);
  if ('error' in split) throw new Error(split.error.text);
  return split.words.map((word) => word.text);
}

describe.each(runEngines())('the reader of docker run lines agrees with $title', (engine: RunEngine) => {
  let image = '';
  beforeAll(async () => {
    if (engine.missing === undefined) image = engine.importImage(await emptyImage());
  });
  afterAll(() => {
    if (engine.missing === undefined) engine.docker('volume', 'rm', '--force', VOLUME);
    engine.cleanUp();
  });

  describe.skipIf(engine.missing !== undefined)(engine.missing ?? `with seed ${SEED}`, () => {
    it('on every option that its client shows, and on which of them take a value', () => {
      const shown = engine.docker('run', '--help').stdout.matchAll(/^\s{2,6}(?:-(\w), )?--([\w-]+)(?: (\S+))? {2}/gm);
      const options = [...shown];
      expect(options.length).toBeGreaterThan(90);
      for (const [, letter, name = '', type] of options) {
        expect(RUN_FLAGS.get(name), name).toMatchObject({ takes: type === undefined ? 'switch' : 'value' });
        if (letter !== undefined) expect(SHORT_RUN_FLAGS.get(letter)?.name).toBe(name);
      }
    });

    it.each(LINES)('$options · $command', ({ options, command }) => {
      const text = `${options} ${image}${command || ' x'}`;
      const run = readDockerRun(text);
      const created = engine.docker('create', ...wordsOf(text.replaceAll(/(?<=^| )-dit /g, '-it ')));
      const id = created.status === 0 ? created.stdout.trim() : undefined;
      const json = id === undefined ? '[]' : engine.docker('container', 'inspect', id).stdout;
      if (id !== undefined) engine.docker('rm', '--force', '--volumes', id);
      if (run.kind === 'refused') {
        expect(id, JSON.stringify(run.errors)).toBeUndefined();
        return;
      }
      const [inspected]: readonly Inspected[] = JSON.parse(json);
      if (inspected === undefined) throw new Error(`refused, but only by the engine: ${created.stderr}`);
      const mine = asEngineSays(run.settings, image);
      const said = mine.propagations.map(([target, propagation]) => propagation !== '' && target);
      const real = asInspected(inspected, mine);
      const propagations = real.propagations.map(([target, propagation]) => [
        target,
        said.includes(target ?? '') ? propagation : '',
      ]);
      // A relative path is one on the client's machine.
      expect(JSON.parse(JSON.stringify({ ...real, propagations }).replaceAll(process.cwd(), '.'))).toEqual(
        JSON.parse(JSON.stringify(mine)),
      );
    });
  });
});

describe('words are those of /bin/sh', () => {
  const pieces = [
    'a',
    'b',
    '-',
    ' ',
    '\t',
    "'",
    '"',
    '\\',
    '\\\n',
    '\n',
    '#',
    '=',
    'x y',
    '$',
    '.',
    '{',
    '}',
    '\u00e9',
    '[',
    ']',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
  it.each(fc.sample(text, { seed: SEED, numRuns: 300 }))('%j', (line) => {
    const split = splitShellWords(line);
    // Empty lines and comments before the command would end what stands before it here.
    const command = line.replace(/^(?:(?:[ \t]|\\\n)*(?:#[^\n]*)?\n)+/, '');
    // Nothing is handed to a shell that would do more than split it.
    if ('error' in split || split.words.some(({ unknownFrom }) => unknownFrom !== undefined)) return;
    const script = 'eval "set -- $1"; for word; do printf "%s\\0" "$word"; done';
    const ended = spawnSync('/bin/sh', ['-c', script, 'sh', command], { encoding: 'utf8', timeout: 10_000, cwd: '/' });
    expect(ended.stderr).toBe('');
    expect(split.words.map((word) => word.text)).toEqual(ended.stdout.split('\0').slice(0, -1));
  });
});

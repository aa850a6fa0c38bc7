import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComposeProject, ProjectService } from '../../src/evidence/compose-project.ts';
import { readThrough } from './compose-client.ts';
import { type Answers, asEngineSays, asInspected, type Inspected } from './engine-answers.ts';
import { type RunEngine, runEngines } from './run-engine.ts';
import { type Service, service } from './service.ts';

const PROJECT = `gate-compose-${process.pid}`;
const LABEL = `label=com.docker.compose.project=${PROJECT}`;

/** What stands below a service, by a title; both clients and both engines take it. */
const SERVICES: Readonly<Record<string, string>> = {
  nothing: '',
  privileged: 'privileged: true',
  'not-privileged': 'privileged: false',
  'read-only': 'read_only: true',
  capabilities: 'cap_add: [SYS_PTRACE, chown]\ncap_drop: [ALL, NET_RAW]',
  'all-capabilities': 'cap_add: [ALL]',
  user: 'user: "1000:5"\ngroup_add: [audio, "7"]',
  root: 'user: root',
  unconfined: 'security_opt: ["seccomp=unconfined", "no-new-privileges:true", "label:disable"]',
  'no-new-privileges': 'security_opt: ["no-new-privileges"]',
  'new-privileges': 'security_opt: ["no-new-privileges:false"]',
  'two-options': 'security_opt: ["seccomp:unconfined", "seccomp=./seccomp.json", "apparmor:unconfined"]',
  apparmor: 'security_opt: ["apparmor=web"]',
  'no-apparmor': 'security_opt: ["apparmor:unconfined", "label:disable"]',
  'seccomp-profile': 'security_opt: ["seccomp:./seccomp.json"]',
  'host-namespaces': 'pid: host\nipc: host\nnetwork_mode: host\nuserns_mode: host',
  'no-network': 'network_mode: none\nipc: none',
  'own-network': 'networks: [front]',
  'first-of-networks': 'networks: {back: {}, front: {priority: 100}}',
  shareable: 'ipc: shareable',
  binds: 'volumes: ["/etc:/host/etc:ro", "./data:/data", "/tmp:/tmp/x:rw,rslave"]',
  'long-binds':
    'volumes:\n  - {type: bind, source: ./data, target: /d, read_only: true}\n  - {type: bind, source: /tmp, target: /t, bind: {propagation: rslave}}',
  volumes: 'volumes: ["named:/n", "/anonymous", {type: volume, source: named, target: /m, read_only: true}]',
  'tmpfs-mount': 'volumes: [{type: tmpfs, target: /t}]',
  tmpfs: 'tmpfs: ["/run", "/tmp:size=1m,exec"]',
  'one-tmpfs': 'tmpfs: /run',
  secret: 'secrets: [token]',
  'named-secret': 'secrets: [{source: token, target: other}]',
  'secret-elsewhere': 'secrets: [{source: token, target: /etc/token}]',
  devices: 'devices: ["/dev/null", "/dev/zero:/dev/x:r"]\ndevice_cgroup_rules: ["c 1:* rw", "a *:* rwm"]',
  limits: 'mem_limit: 64m\ncpus: 0.5\npids_limit: 50',
  'limits-of-deploy': 'deploy: {resources: {limits: {memory: 64M, cpus: "0.25"}}}',
  quota: 'cpu_quota: 20000\ncpu_period: 50000',
  ulimits: 'ulimits: {nproc: 64, nofile: {soft: 10, hard: 20}}',
  sysctls: 'sysctls: {net.core.somaxconn: 9}',
  ports: 'ports: ["127.0.0.1:18081:81", "18082:82/udp", "83"]',
  'long-ports': 'ports: [{target: 84, published: 18084, protocol: tcp}]',
  restart: 'restart: on-failure:3',
  'restart-always': 'restart: always',
  'restart-no': 'restart: "no"',
  'restart-of-deploy': 'deploy: {restart_policy: {condition: on-failure, max_attempts: 2}}',
  environment: 'environment: {A: b, C: "d=e", F: }',
  command: `command: sh -c 'echo "a b" c'`,
  'command-list': 'command: [x, "y z", "$${A}"]',
  entrypoint: 'entrypoint: /x y',
  'no-entrypoint': 'entrypoint: []\ncommand: [x]',
  'no-command': 'command: ""',
};

/** What only Compose of today has. */
const MODERN_SERVICES: Readonly<Record<string, string>> = {
  uts: 'uts: host',
  cgroup: 'cgroup: host',
  'private-cgroup': 'cgroup: private',
  'system-paths': 'security_opt: ["systempaths=unconfined"]',
  'no-new-privileges-equals': 'security_opt: ["no-new-privileges=true"]',
  'bind-of-relative-file': 'volumes: ["./token:/token:ro,z"]',
  'pids-of-deploy': 'deploy: {resources: {limits: {pids: 7}}}',
  'memory-as-number': 'mem_limit: 8388608',
  'config-in-the-file': 'configs: [{source: text, target: /c}]',
  annotations: 'annotations: {a.b: c}',
};

function fileOf(image: string, bodies: Readonly<Record<string, string>>): string {
  const services = Object.entries(bodies).map(([name, body]) => {
    const lines = [`image: ${image}`, ...(body === '' ? [] : body.split('\n'))];
    return `  ${name}:\n${lines.map((line) => `    ${line}\n`).join('')}`;
  });
  const used = (key: string, text: string): string => (Object.values(bodies).join().includes(key) ? text : '');
  const rest = [
    'networks: {front: {}, back: {}}',
    'volumes: {named: {}}',
    'secrets: {token: {file: ./token}}',
    used('configs', 'configs: {text: {content: hello}}'),
  ];
  return `services:\n${services.join('')}${rest.join('\n')}\n`;
}

async function imageWithCommand(): Promise<Buffer> {
  const archive = pack();
  const chunks: Buffer[] = [];
  archive.entry({ name: 'x', mode: 0o755 }, 'x');
  archive.finalize();
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An image with a command, which Compose does not ask for. */
async function makeImage({ docker, importImage }: RunEngine): Promise<string> {
  const imported = importImage(await imageWithCommand());
  const id = docker('create', imported, 'x').stdout.trim();
  const image = `${PROJECT}:image`;
  const committed = docker('commit', '--change', 'CMD ["of-the-image"]', id, image);
  docker('rm', '--force', id);
  expect(committed.status, committed.stderr).toBe(0);
  return image;
}

interface Pair {
  readonly engine: RunEngine;
  readonly client: Service;
  readonly env: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, string>>;
}

/** Each client with the engine of its time. */
function pairs(): readonly Pair[] {
  const [own, today] = runEngines();
  const { GATE_TEST_MODERN_DOCKER_HOST: host = '', GATE_TEST_MODERN_DOCKER_CONFIG: config = '' } = process.env;
  if (own === undefined || today === undefined) throw new Error('there are two engines');
  return [
    { engine: own, client: service('GATE_TEST_FIRST_COMPOSE_PROGRAM'), env: {}, services: SERVICES },
    {
      engine: today,
      client: service('GATE_TEST_COMPOSE_PROGRAM'),
      env: { DOCKER_HOST: host, DOCKER_CONFIG: config },
      services: { ...SERVICES, ...MODERN_SERVICES },
    },
  ];
}

/** Runs a command of Compose itself on the project of a folder. */
function compose({ client, env }: Pair, root: string, ...args: readonly string[]): string | undefined {
  if ('missing' in client) return client.missing;
  const all = ['--project-name', PROJECT, '-f', join(root, 'compose.yml'), ...args];
  const own = { PATH: process.env['PATH'] ?? '', HOME: root, ...env };
  const ended = spawnSync(client.value, all, { cwd: root, env: own, encoding: 'utf8', timeout: 240_000 });
  return ended.status === 0 ? undefined : `${ended.stderr}${ended.error ?? ''}`;
}

/** What the engine has made of each service. */
function created({ docker }: RunEngine): ReadonlyMap<string, Inspected> {
  const ids = docker('ps', '--all', '--quiet', '--filter', LABEL).stdout;
  const all: readonly (Inspected & { readonly Config: { readonly Labels: Readonly<Record<string, string>> } })[] =
    JSON.parse(docker('container', 'inspect', ...ids.trim().split('\n')).stdout);
  return new Map(all.map((one) => [one.Config.Labels['com.docker.compose.service'] ?? '', one]));
}

/** Without what Compose puts before names, and the folder of the project before paths. */
function plain(answers: Answers, root: string): unknown {
  const said = answers.propagations.map(([target, propagation]) => [
    target,
    propagation === 'rprivate' ? '' : propagation,
  ]);
  const text = JSON.stringify({ ...answers, propagations: said });
  return JSON.parse(text.replaceAll(`${PROJECT}_`, '').replaceAll(`${root}/`, ''));
}

describe.each(pairs())('what a project comes to is what Compose asks of $engine.title', (pair) => {
  const { engine, client } = pair;
  const missing = engine.missing ?? ('missing' in client ? client.missing : undefined);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gate-compose-differential-')));
  let read: ComposeProject | undefined;
  let real: ReadonlyMap<string, Inspected> = new Map();
  let image = '';
  beforeAll(async () => {
    if (missing !== undefined) return;
    image = await makeImage(engine);
    writeFileSync(join(root, 'compose.yml'), fileOf(image, pair.services));
    writeFileSync(join(root, 'seccomp.json'), '{"defaultAction":"SCMP_ACT_ALLOW"}');
    writeFileSync(join(root, 'token'), 'x');
    mkdirSync(join(root, 'data'));
    read = await readThrough(client, root);
    expect(compose(pair, root, 'up', '--no-start')).toBeUndefined();
    real = created(engine);
  });
  afterAll(() => {
    if (missing === undefined) {
      // Compose may have given up in the middle, and then does not know all that it has made.
      const left = engine.docker('ps', '--all', '--quiet', '--filter', LABEL).stdout.trim().split('\n');
      engine.docker('rm', '--force', '--volumes', ...left);
      compose(pair, root, 'down', '--volumes', '--timeout', '1');
      engine.docker('image', 'rm', '--force', image);
    }
    engine.cleanUp();
    rmSync(root, { recursive: true, force: true });
  });

  it.skipIf(missing !== undefined).each(Object.keys(pair.services))('%s', (name) => {
    const inspected = real.get(name);
    const mine = read?.services.find((one: ProjectService) => one.name === name);
    if (inspected === undefined || mine === undefined) throw new Error('the service is not there');
    const said = asEngineSays(mine.settings, image);
    const words = said['command'];
    const isOfImage = Array.isArray(words) && words.length === 0 && mine.settings.entrypoint.state === 'not-said';
    const expected = isOfImage ? { ...said, command: ['of-the-image'] } : said;
    expect(plain(asInspected(inspected, said), root)).toEqual(plain(expected, root));
  });
});

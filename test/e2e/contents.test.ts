import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import type { ImageContents } from '../../src/evidence/image-contents.ts';
import { readContents } from '../../src/evidence/read-contents.ts';
import { readFileCapabilities } from '../../src/linux/file-capabilities.ts';
import type { ImageFile } from '../../src/model/image-contents.ts';
import { engineStages } from './engine-stages.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate contents ß-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BASE = 'localhost/docker-security-gate/debian-12:1';
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });

/** Bits and capabilities that are set in one layer and taken away, replaced, moved or linked in another. */
const DOCKERFILE = `FROM ${BASE}
RUN mkdir /opt/t && cd /opt/t && for n in a b c d e f g h i j; do cp /bin/true $n; done && chmod 4755 a b c && chmod 2755 d && chmod 6755 e && chown 1000:1000 b && chmod 4755 b
RUN cd /opt/t && setcap cap_net_raw=ep f && setcap cap_net_bind_service,cap_checkpoint_restore=p g && setcap cap_setuid,cap_sys_nice=ei h && setcap =ep i
RUN cd /opt/t && chmod a-s a && rm c && mv e moved && ln d linked && setcap -r f && chmod o+w j
RUN mkdir -p /opt/open/in /opt/sticky /opt/gone && chmod 777 /opt/open && chmod 1777 /opt/sticky && cp /bin/true /opt/gone/tool && chmod 4755 /opt/gone/tool
RUN rm -r /opt/gone && mkdir /opt/gone && touch /opt/gone/other && ln -s /opt/t/b /opt/link && ln -s ../../../../etc/passwd /opt/up
COPY key.pem .npmrc /root/
RUN cp /root/key.pem /srv/kept.pem && rm /root/key.pem && mknod /opt/t/null c 1 3 && mkfifo /opt/t/pipe
RUN chmod 4755 "$(readlink -f /bin/cat)"
`;

describe.each(engineStages(folder))('contents of an image, $title', ({ env, missing }) => {
  beforeEach((context) => {
    if (missing !== undefined) context.skip(missing);
  });
  const tag = `docker-security-gate-test-contents-${process.pid}-${Math.random().toString(36).slice(2)}:1`;
  const environment = { ...process.env, ...env };
  const docker = (args: readonly string[], input?: string): string => {
    const result = spawnSync('docker', args, { env: environment, encoding: 'utf8', timeout: 300_000, input });
    if (result.status !== 0) throw new Error(`docker ${args[0]}: ${result.stderr}`);
    return result.stdout;
  };
  let contents: ImageContents;
  let listed = '';

  beforeAll(async () => {
    if (missing !== undefined) return;
    const context = mkdtempSync(join(folder, 'context-'));
    writeFileSync(join(context, 'Dockerfile'), DOCKERFILE);
    writeFileSync(join(context, 'key.pem'), KEY);
    writeFileSync(join(context, '.npmrc'), '//registry.example/:_authToken=npm_0123456789abcdefghijABCDEFGHIJ012345\n');
    docker(['build', '--quiet', `--tag=${tag}`, context]);
    contents = await read(tag, environment);
    listed = docker(['run', '--rm', '--network=none', tag, 'sh', '-c', ASK]);
  }, 600_000);
  afterAll(() => {
    if (missing === undefined) docker(['image', 'rm', '--force', tag]);
  });

  const section = (name: string): readonly string[] => {
    const [, text = ''] = listed.split(`== ${name}\n`);
    return (text.split('== ')[0] ?? '').split('\n').filter((line) => line !== '');
  };
  const outsideDev = ({ path }: ImageFile): boolean => !path.startsWith('/dev/');
  const shown = ({ mode, uid, gid, sizeBytes, path }: ImageFile): string =>
    `${mode.toString(8)} ${uid} ${gid} ${sizeBytes} ${path}`;

  it('finds the setuid and setgid files that find(1) finds', () => {
    const found = contents.files.files.filter(({ kind, mode }) => kind === 'file' && (mode & 0o6000) !== 0);
    expect(found.filter(outsideDev).map(shown)).toEqual(section('special bits').toSorted(byPath));
    expect(found.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/opt/t/b', '/opt/t/linked', '/usr/bin/cat']),
    );
    expect(found.length).toBeGreaterThan(10);
  });

  it('finds the capabilities that getcap(8) finds', () => {
    const found = contents.files.files.flatMap(({ path, capability }) => {
      const read = capability === undefined ? undefined : readFileCapabilities(capability);
      return read === undefined ? [] : [`${path} ${read.kind === 'read' ? read.text : '?'}`];
    });
    expect(found).toEqual(section('capabilities').toSorted());
    expect(found.length).toBe(3);
  });

  it('finds what everybody may write to', () => {
    const open = contents.files.files.filter(
      ({ kind, mode }) => (mode & 0o2) !== 0 && (kind === 'file' || (kind === 'directory' && (mode & 0o1000) === 0)),
    );
    expect(open.map(({ path }) => path)).toEqual(section('open').toSorted());
    expect(open.map(({ path }) => path)).toEqual(['/opt/open', '/opt/t/j']);
  });

  it('knows the package of a file as dpkg does', () => {
    const owners = section('owners').map((line) => line.split(' '));
    for (const [path = '', owner = ''] of owners) {
      expect([path, contents.files.files.find((file) => file.path === path)?.package ?? 'none']).toEqual([path, owner]);
    }
    expect(owners.filter(([, owner]) => owner !== 'none').length).toBeGreaterThan(5);
  });

  it('names the packages that dpkg has, with their versions', () => {
    const packages = contents.packages.packages.map(
      ({ name, version, architecture }) => `${name} ${version} ${architecture}`,
    );
    expect(packages.toSorted()).toEqual(section('packages').toSorted());
    expect(packages.length).toBeGreaterThan(80);
  });

  it('counts devices and FIFOs, and opens none', () => {
    const { devices, fifos } = contents.files.counts;
    expect(fifos).toBe(1);
    expect(devices).toBeGreaterThanOrEqual(1);
    const node = contents.files.files.find(({ path }) => path === '/opt/t/null');
    expect(node).toMatchObject({ kind: 'character-device', device: { major: 1, minor: 3 } });
  });

  it('knows the layer of each, and who hides what was taken away', () => {
    const layerOf = (path: string): number | undefined =>
      contents.files.files.find((file) => file.path === path)?.layer;
    expect(contents.layers).toHaveLength(9);
    expect(['/opt/t/b', '/opt/t/moved', '/opt/t/g', '/opt/t/j', '/opt/open', '/usr/bin/cat'].map(layerOf)).toEqual([
      ...[1, 3, 2, 3, 4, 8],
    ]);
    const secrets = contents.files.secrets.map(({ file, keys, hiddenBy }) => [
      file.path,
      keys.length,
      file.layer,
      hiddenBy,
    ]);
    expect(secrets).toEqual([
      ['/root/.npmrc', 0, 6, undefined],
      ['/root/key.pem', 1, 6, { layer: 7, how: 'removed' }],
      ['/srv/kept.pem', 1, 7, undefined],
    ]);
  });
});

/** What a program inside sees; mounts of the engine are left out. */
const ASK = `
echo "== special bits"; find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -printf '%m %U %G %s %p\\n'
echo "== capabilities"; getcap -r / 2>/dev/null
echo "== open"; find / -xdev \\( -type f -perm -0002 -o -type d -perm -0002 ! -perm -1000 \\) -print
echo "== owners"; for f in $(find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\)); do
  p=$(dpkg -S "$f" 2>/dev/null || dpkg -S "\${f#/usr}" 2>/dev/null); p=\${p%%:*}; echo "$f \${p:-none}"; done
echo "== packages"; dpkg-query -W -f '\${db:Status-Status} \${Package} \${Version} \${Architecture}\\n' | sed -n 's/^installed //p'
echo "== end"
`;

function byPath(a: string, b: string): number {
  const path = (line: string): string => line.slice(line.indexOf('/'));
  return path(a) < path(b) ? -1 : 1;
}

async function read(name: string, environment: NodeJS.ProcessEnv): Promise<ImageContents> {
  const own = mkdtempSync(join(folder, 'own-'));
  const workspace = join(own, 'workspace');
  mkdirSync(workspace);
  const processes = createProcesses({ workspace, environment, signal: new AbortController().signal });
  const engine = createDockerEngine({
    ...{ processes, clock: systemClock, temporaryFolder: own, workspace },
    run: process.pid.toString(16).padStart(16, '0'),
  });
  const [description, { id, config }] = await Promise.all([engine.describe(), engine.inspect(name)]);
  const origin = { kind: 'reference', reference: name, pulled: false } as const;
  const image = { id, repoDigests: [], origin, engine: description };
  const ports = { engine, log: { info: () => undefined }, clock: systemClock };
  const evidence = await readContents(image, config, ports);
  if (evidence.state !== 'known') throw new Error(JSON.stringify(evidence));
  return evidence.value;
}

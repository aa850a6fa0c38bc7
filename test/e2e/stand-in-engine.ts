import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findShell } from './asked-engine.ts';
import { askDocker, type EngineStage, engineStages } from './engine-stages.ts';
import { STAND_INS, type StandIn } from './stand-in-bases.ts';

const LABEL = 'docker-security-gate-test.stand-in';
const STUB = join(import.meta.dirname, '..', 'fixtures', 'popular', 'stand-in', 'stub.sh');
/** Programs that a stand-in only pretends to have. */
const STUBS = [
  ...['apk', 'apt-get', 'a2enmod', 'bundle', 'cargo', 'composer', 'curl', 'docker-php-ext-configure'],
  ...['docker-php-ext-install', 'dotnet', 'go', 'gpg', 'install', 'make', 'mvn', 'npm', 'pip', 'python'],
  ...['addgroup', 'adduser', 'groupadd', 'useradd'],
];

const OS_RELEASE = {
  debian: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
  ubuntu: 'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\nVERSION_ID="22.04"\nID=ubuntu\nID_LIKE=debian\n',
  alpine: 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\n',
  distroless: 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\n',
} as const;

/**
 * A client with BuildKit and its engine, which has no images of its own under the names of the stand-ins: nobody's
 * image loses its name to one. `missing` says why there is none.
 *
 * @param folder for a folder of programs a client; removed by the caller
 */
export function standInStage(folder: string): EngineStage {
  const stages = engineStages(folder);
  const found = stages.find((stage) => stage.missing === undefined && hasBuildKit(stage));
  if (found === undefined) {
    const missing = stages.find((stage) => stage.missing !== undefined)?.missing ?? 'no client has BuildKit';
    return { title: 'no engine', env: {}, missing };
  }
  if (findShell()?.busybox === undefined) return { ...found, missing: 'there is no static busybox' };
  const taken = STAND_INS.filter(({ name }) => ownerOf(found, name) === 'real').map(({ name }) => name);
  return taken.length === 0 ? found : { ...found, missing: `the engine has real images: ${taken.join(', ')}` };
}

/** Clients before 23 have it built in, later ones as the plugin buildx. */
function hasBuildKit({ env }: EngineStage): boolean {
  try {
    if (Number.parseInt(askDocker(env, 'version', '--format={{.Client.Version}}'), 10) < 23) return true;
    return askDocker(env, 'buildx', 'version') !== '';
  } catch {
    // Without the plugin `buildx` is no command.
    return false;
  }
}

/** Builds all stand-ins under their public names; the answer takes the names away again. */
export function buildStandIns(stage: EngineStage): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'gate-stand-ins-'));
  try {
    for (const [index, standIn] of STAND_INS.entries()) build(stage, standIn, join(folder, String(index)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return () => {
    for (const { name } of STAND_INS) {
      if (ownerOf(stage, name) === 'stand-in') askDocker(stage.env, 'image', 'rm', '--force', name);
    }
  };
}

function ownerOf({ env }: EngineStage, name: string): 'nobody' | 'stand-in' | 'real' {
  const format = `--format={{index .Config.Labels "${LABEL}"}}`;
  try {
    return askDocker(env, 'image', 'inspect', format, name) === '1' ? 'stand-in' : 'real';
  } catch {
    // `image inspect` fails for a name that the engine does not have.
    return 'nobody';
  }
}

function build({ env }: EngineStage, standIn: StandIn, folder: string): void {
  const put = (path: string, text: string): void => {
    const file = join(folder, 'root', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  };
  const accounts = (standIn.accounts ?? []).map((account) => account.split(':', 2) as [string, string]);
  put('/etc/passwd', ['root:x:0:0:root:/root:/bin/bash', ...accounts.map(passwdLine), ''].join('\n'));
  put('/etc/group', ['root:x:0:', ...accounts.map(([name, id]) => `${name}:x:${id}:`), ''].join('\n'));
  put('/etc/os-release', OS_RELEASE[standIn.system]);
  for (const [path, text] of Object.entries(standIn.scripts ?? {})) put(path, `#!/bin/sh\n${text}\n`);
  const bare = standIn.system === 'distroless';
  if (!bare) addPrograms(join(folder, 'root'));
  const install = bare ? [] : ['RUN ["/bin/busybox", "--install", "-s", "/bin"]'];
  const lines = ['FROM scratch', 'COPY root /', ...install, ...standIn.lines];
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
  const withBuildKit = { ...env, DOCKER_BUILDKIT: '1' };
  askDocker(withBuildKit, 'build', '--quiet', `--label=${LABEL}=1`, `--tag=${standIn.name}`, folder);
}

function passwdLine([name, id]: [string, string]): string {
  return `${name}:x:${id}:${id}::/home/${name}:/bin/sh`;
}

/** Busybox, the stubs before it on PATH, and the files that real distributions have. */
function addPrograms(root: string): void {
  for (const path of ['bin', 'etc/apt/sources.list.d', 'etc/ssl/certs', 'tmp', 'usr/local/sbin', 'usr/local/bin']) {
    mkdirSync(join(root, path), { recursive: true });
  }
  copyFileSync(findShell()?.busybox ?? '', join(root, 'bin', 'busybox'));
  writeFileSync(join(root, 'etc/ssl/certs/ca-certificates.crt'), '');
  copyFileSync(STUB, join(root, 'usr/local/sbin/stub'));
  for (const name of STUBS) symlinkSync('stub', join(root, 'usr/local/sbin', name));
}

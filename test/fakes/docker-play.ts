import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { FakeContainer, FakeFile, FakeImage, KnownImage } from './docker.ts';
import { fakeArchive } from './docker-archive.ts';
import { type FakeWorld, knownImage, print } from './docker-world.ts';

/** What a build makes unless the script says otherwise. */
export const DEFAULT_IMAGE: FakeImage = {
  config: { User: '20002' },
  files: {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\napp:x:20002:10001::/home/app:/bin/sh\n',
    '/etc/group': 'root:x:0:\napp:x:10001:\n',
    '/etc/os-release': 'ID=alpine\nVERSION_ID=3.20.0\nPRETTY_NAME="Alpine Linux v3.20"\n',
  },
};

/** Does what a client with a working engine would do with the command; resolves to the exit code. */
export async function playDocker(args: readonly string[], world: FakeWorld): Promise<number> {
  const [first = '', second = ''] = args;
  const last = args.at(-1) ?? '';
  if (first === 'version') return version(world);
  if (first === 'buildx' && second === 'version') return buildxVersion(world);
  if (first === 'build' || (first === 'buildx' && second === 'build')) return build(args, world);
  if (first === 'pull') return pull(last, world);
  if (first === 'image' && second === 'inspect') return inspect(last, world);
  if (first === 'image' && second === 'tag') return tag(args.at(-2) ?? '', last, world);
  if (first === 'image' && second === 'rm') return removeImage(last, world);
  if (first === 'image' && second === 'save') return saveImage(last, world);
  if (first === 'image' && second === 'ls') return listImages(args, world);
  if (first === 'info') return info(world);
  if (first === 'history') return history(last, world);
  if (first === 'create') return create(args, world);
  if (first === 'container' && second === 'inspect') return inspectContainer(last, world);
  if (first === 'cp' && second === '-') return copyInto(last, world);
  if (first === 'cp') return copy(args[1] ?? '', world);
  if (first === 'import') return importImage(last, world);
  if (first === 'commit') return commit(args.at(-2) ?? '', last, world);
  if (first === 'start') return start(last, world);
  if (first === 'rm') return removeContainer(last, world);
  if (first === 'ps') return listContainers(world);
  return fail(`docker: the fake does not know: docker ${args.join(' ')}`, 125);
}

function fail(line: string, exitCode = 1): number {
  print(2, `${line}\n`);
  return exitCode;
}

function say(line: string): number {
  print(1, `${line}\n`);
  return 0;
}

function version({ script }: FakeWorld): number {
  const { client = '28.2.2', engine = '28.2.2' } = script;
  return say(
    JSON.stringify({
      Client: { Version: client, ApiVersion: '1.50', Os: 'linux', Arch: 'amd64', Context: 'default' },
      Server: {
        Version: engine,
        ApiVersion: '1.50',
        MinAPIVersion: '1.24',
        Os: 'linux',
        Arch: 'amd64',
        Components: [],
      },
    }),
  );
}

function buildxVersion({ script }: FakeWorld): number {
  const { buildx = 'v0.30.1' } = script;
  if (buildx === null) return fail('docker: unknown command: docker buildx');
  return say(`github.com/docker/buildx ${buildx} 9e66234aa13328a5e75b75aa5574e1ca6d6d9c01`);
}

function build(args: readonly string[], world: FakeWorld): number {
  const option = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const image = knownImage(world.script.built ?? DEFAULT_IMAGE);
  print(2, '#1 [internal] load build definition from Dockerfile\n#2 exporting to image\n#2 DONE 0.0s\n');
  const iid = world.answer?.iid === undefined ? `sha256:${image.hex}` : world.answer.iid;
  if (iid !== null) writeFileSync(option('iidfile') ?? '/dev/null', iid);
  const metadata = world.answer?.metadata ?? { 'containerimage.digest': `sha256:${image.hex}` };
  writeFileSync(option('metadata-file') ?? '/dev/null', JSON.stringify(metadata));
  name(option('tag') ?? 'none', image, world);
  return 0;
}

function name(reference: string, given: FakeImage, { state, save }: FakeWorld): void {
  const image = knownImage(given);
  save({
    ...state,
    names: { ...state.names, [reference]: image.hex },
    images: { ...state.images, [image.hex]: image },
  });
}

function pull(reference: string, world: FakeWorld): number {
  const image = world.script.registry?.[reference];
  if (image === undefined) return fail(`Error response from daemon: manifest for ${reference} not found`);
  name(reference, image, world);
  return say(`Status: Downloaded newer image for ${reference}`);
}

function find(reference: string, { state }: FakeWorld): KnownImage | undefined {
  return state.images[reference.replace(/^sha256:/, '')] ?? state.images[state.names[reference] ?? ''];
}

function saveImage(reference: string, world: FakeWorld): number {
  const image = find(reference, world);
  if (image === undefined) return noImage(reference);
  print(1, fakeArchive(image).tar);
  return 0;
}

function history(reference: string, world: FakeWorld): number {
  const image = find(reference, world);
  if (image === undefined) return noImage(reference);
  const steps = image.history ?? [{ createdBy: '/bin/sh -c #(nop)  CMD ["/bin/sh"]', size: '0' }];
  for (const { createdBy, size = '1000' } of steps.toReversed()) {
    say(
      JSON.stringify({
        Comment: '',
        CreatedAt: '2026-01-01T00:00:00Z',
        CreatedBy: createdBy,
        ID: '<missing>',
        Size: size,
      }),
    );
  }
  return 0;
}

function noImage(reference: string): number {
  return fail(`Error response from daemon: No such image: ${reference}`);
}

function inspect(reference: string, world: FakeWorld): number {
  const image = find(reference, world);
  if (image === undefined) {
    say('[]');
    return noImage(reference);
  }
  const inspection = {
    Id: `sha256:${image.hex}`,
    RepoTags: Object.entries(world.state.names).flatMap(([known, hex]) => (hex === image.hex ? [known] : [])),
    RepoDigests: [],
    Created: '2026-01-01T00:00:00Z',
    Os: 'linux',
    Architecture: 'amd64',
    Size: 7_340_032,
    RootFS: { Type: 'layers', Layers: [fakeArchive(image).diffId] },
    Config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'], ...image.config },
    ...image.inspection,
  };
  return say(JSON.stringify([inspection]));
}

function tag(from: string, to: string, world: FakeWorld): number {
  const image = find(from, world);
  if (image === undefined) return noImage(from);
  name(to, image, world);
  return 0;
}

function removeImage(reference: string, { state, save }: FakeWorld): number {
  const hex = state.names[reference];
  if (hex === undefined) return noImage(reference);
  const names = Object.fromEntries(Object.entries(state.names).filter(([known]) => known !== reference));
  const left = Object.values(names).includes(hex);
  const images = Object.fromEntries(Object.entries(state.images).filter(([known]) => left || known !== hex));
  save({ ...state, names, images });
  return say(`Untagged: ${reference}`);
}

function info({ script }: FakeWorld): number {
  const { security = ['name=seccomp,profile=builtin', 'name=cgroupns'] } = script;
  const runtimes = { runc: { path: 'runc' }, 'io.containerd.runc.v2': { path: 'runc' } };
  return say(
    JSON.stringify({
      SecurityOptions: security,
      KernelVersion: '6.8.0-1017-azure',
      DefaultRuntime: 'runc',
      Runtimes: runtimes,
    }),
  );
}

function listImages(args: readonly string[], { state }: FakeWorld): number {
  if (args.includes('--digests')) {
    for (const [known, hex] of Object.entries(state.names)) {
      const [repository = '', tag = '<none>'] = known.split(/:(?=[^/:]*$)/);
      say(`${repository}\t${tag}\t<none>\tsha256:${hex}`);
    }
    return 0;
  }
  for (const known of Object.keys(state.names)) if (known.startsWith('docker-security-gate.local/build:')) say(known);
  return 0;
}

function create(args: readonly string[], world: FakeWorld): number {
  const option = (wanted: string): string[] =>
    args.filter((arg) => arg.startsWith(`--${wanted}=`)).map((arg) => arg.slice(wanted.length + 3));
  const image = find(args.at(-1) ?? '', world);
  if (image === undefined) return noImage(args.at(-1) ?? '');
  const labels = Object.fromEntries(option('label').map((label) => label.split('=', 2)));
  const options = args.slice(1, args.indexOf('--'));
  const id = randomBytes(32).toString('hex');
  const container = { id, name: option('name')[0] ?? '', image: image.hex, labels, options };
  world.save({ ...world.state, containers: [...world.state.containers, container] });
  return say(container.id);
}

function inspectContainer(reference: string, { state }: FakeWorld): number {
  const container = state.containers.find(({ id, name: known }) => id === reference || known === reference);
  return container === undefined ? fail(`Error: No such container: ${reference}`) : say(container.id);
}

function removeContainer(reference: string, { state, save }: FakeWorld): number {
  const left = state.containers.filter(({ id, name: known }) => id !== reference && known !== reference);
  if (left.length === state.containers.length)
    return fail(`Error response from daemon: No such container: ${reference}`);
  save({ ...state, containers: left });
  return say(reference);
}

function listContainers({ state }: FakeWorld): number {
  for (const { name: known, labels } of state.containers) say(`${known}\t${labels['docker-security-gate.run'] ?? ''}`);
  return 0;
}

async function copy(source: string, { state }: FakeWorld): Promise<number> {
  const [reference = '', path = ''] = source.split(':', 2);
  const container = state.containers.find(({ id, name: known }) => id === reference || known === reference);
  if (container === undefined) return fail(`Error response from daemon: No such container: ${reference}`);
  const file = state.images[container.image]?.files?.[path];
  if (file === undefined) {
    return fail(`Error response from daemon: Could not find the file ${path} in container ${reference}`);
  }
  await printTar(posix.basename(path), file);
  return 0;
}

function findContainer(reference: string, { state }: FakeWorld): FakeContainer | undefined {
  return state.containers.find(({ id, name: known }) => id === reference || known === reference);
}

/** What is copied in lies beside the state: a program that `start` looks at. */
function copyInto(target: string, world: FakeWorld): number {
  const [reference = ''] = target.split(':', 1);
  const container = findContainer(reference, world);
  if (container === undefined) return fail(`Error response from daemon: No such container: ${reference}`);
  if (container.options.includes('--read-only')) return fail('Error: container rootfs is marked read-only');
  writeFileSync(join(world.folder, `program-${container.image}`), readFileSync(0));
  return 0;
}

/** What the files of the stream are nobody asks. */
function importImage(tagName: string, world: FakeWorld): number {
  readFileSync(0);
  const hex = randomBytes(32).toString('hex');
  name(tagName, { hex }, world);
  return say(`sha256:${hex}`);
}

function commit(reference: string, tagName: string, world: FakeWorld): number {
  const container = findContainer(reference, world);
  const image = container && world.state.images[container.image];
  if (container === undefined || image === undefined)
    return fail(`Error response from daemon: No such container: ${reference}`);
  const hex = randomBytes(32).toString('hex');
  renameSync(join(world.folder, `program-${container.image}`), join(world.folder, `program-${hex}`));
  name(tagName, { ...image, hex }, world);
  return say(`sha256:${hex}`);
}

async function start(reference: string, world: FakeWorld): Promise<number> {
  const container = findContainer(reference, world);
  const image = container && world.state.images[container.image];
  if (container === undefined || image === undefined)
    return fail(`Error response from daemon: No such container: ${reference}`);
  const { playProof } = await import('./docker-proof.ts'); // Not at the top: most calls need none of it.
  const program = readFileSync(join(world.folder, `program-${container.image}`), 'latin1');
  const output = playProof(program, container, image);
  if (typeof output !== 'string') return fail(output.error);
  print(1, output);
  return 0;
}

async function printTar(entry: string, file: FakeFile): Promise<void> {
  const { pack } = await import('tar-stream'); // Not at the top: most calls need none, and a gate makes many.
  const tar = pack();
  if (typeof file === 'string') tar.entry({ name: entry }, file);
  else if ('link' in file) tar.entry({ name: entry, type: 'symlink', linkname: file.link });
  else if ('folder' in file) tar.entry({ name: `${entry}/`, type: 'directory' });
  else if ('device' in file) tar.entry({ name: entry, type: 'character-device' });
  else tar.entry({ name: entry }, Buffer.alloc(file.bytes, 'x'));
  tar.finalize();
  for await (const chunk of tar) if (Buffer.isBuffer(chunk)) print(1, chunk);
}

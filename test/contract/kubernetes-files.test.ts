import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { readKubernetesFiles } from '../../src/evidence/kubernetes-files.ts';
import { GateError } from '../../src/model/errors.ts';
import type { Workspace } from '../../src/ports.ts';
import { aPodManifest } from '../builders/kubernetes.ts';

let folder = '';
let workspace: Workspace;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-kubernetes-'));
  const root = join(folder, 'workspace');
  await mkdir(root);
  const signal = new AbortController().signal;
  workspace = await openWorkspace(root, createProcesses({ workspace: root, environment: process.env, signal }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(workspace.root, name)), { recursive: true });
  await writeFile(join(workspace.root, name), text);
}

/** `Pod web: app of deploy/a.yaml` for each container, or the code and what happened. */
async function read(...files: readonly string[]): Promise<string> {
  try {
    const { containers, remarks } = await readKubernetesFiles(files, workspace);
    const found = containers.map(({ object, container, settings: { source } }) => {
      return `${object}: ${container} of ${source.kind === 'kubernetes' ? source.file : '?'}`;
    });
    return [...found, ...remarks].join('\n');
  } catch (thrown) {
    if (!(thrown instanceof GateError)) throw thrown;
    return `${thrown.code}: ${thrown.problem.what}`;
  }
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';

describe('manifests', () => {
  it('are files, and the manifests in folders', async () => {
    await write('pod.yaml', aPodManifest());
    await write('deploy/b.yml', aPodManifest());
    await write(
      'deploy/a.json',
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c","image":"i"}]}}',
    );
    await write('deploy/README.md', 'no: manifest\nno: manifest\n');
    await write('deploy/deeper/c.yaml', aPodManifest());
    expect(await read('pod.yaml', 'deploy')).toBe(
      'Pod web: app of pod.yaml\nPod a: c of deploy/a.json\nPod web: app of deploy/b.yml',
    );
    expect(await read('./deploy/')).toBe('Pod a: c of deploy/a.json\nPod web: app of deploy/b.yml');
  });

  it('are read once, however often they are named', async () => {
    await write('deploy/a.yaml', aPodManifest());
    expect(await read('deploy', 'deploy/a.yaml', './deploy/../deploy/a.yaml')).toBe('Pod web: app of deploy/a.yaml');
  });

  it('say what else they hold', async () => {
    await write(
      'a.yaml',
      `${aPodManifest()}---\n${SERVICE}---\n${SERVICE}---\n${SERVICE.replace('Service', 'ConfigMap')}`,
    );
    expect(await read('a.yaml')).toContain(
      '3 objects of the manifests hold no container and are not judged: Service 2, ConfigMap 1.',
    );
    await write('a.yaml', `${aPodManifest()}---\n${SERVICE}`);
    expect(await read('a.yaml')).toContain(
      '1 object of the manifests holds no container and is not judged: Service 1.',
    );
  });

  it('are an error where they hold no container', async () => {
    await write('a.yaml', SERVICE);
    await write('empty/README.md', '');
    expect(await read('a.yaml')).toBe(
      'INPUT-INVALID: No manifest of kubernetes-files holds a container; they hold Service 1.',
    );
    expect(await read('empty')).toBe(
      'INPUT-INVALID: kubernetes-files names folders without a manifest (*.yaml, *.yml, *.json).',
    );
  });

  it('are an error where one of them is wrong, with file and line', async () => {
    await write('a.yaml', aPodManifest());
    await write('b.yaml', aPodManifest({ pod: 'hostPID: 1\nhostIPC: 1' }));
    expect(await read('a.yaml', 'b.yaml')).toBe(
      "KUBERNETES-INVALID: The Kubernetes manifests can't be read: b.yaml:6: spec.hostPID is wrong: neither true nor false. Further mistakes: 1.",
    );
    await write('b.yaml', aPodManifest({ pod: 'hostPID: true\nhostPID: false' }));
    expect(await read('.')).toBe(
      "KUBERNETES-INVALID: The Kubernetes manifests can't be read: b.yaml:7: The key hostPID stands twice.",
    );
  });

  it('are an error where they are not there, or not of the workspace', async () => {
    await writeFile(join(folder, 'outside.yaml'), aPodManifest());
    await symlink(join(folder, 'outside.yaml'), join(workspace.root, 'link.yaml'));
    await symlink(folder, join(workspace.root, 'folder'));
    expect(await read('a.yaml')).toBe('INPUT-INVALID: kubernetes-files: there is no a.yaml in the workspace.');
    expect(await read('link.yaml')).toMatch(/^PATH-REFUSED: /);
    expect(await read('.')).toMatch(/^PATH-REFUSED: /);
    expect(await read('folder')).toMatch(/^PATH-REFUSED: /);
    expect(await read('../outside.yaml')).toMatch(/^PATH-REFUSED: /);
  });

  it('have limits', async () => {
    await write('large.yaml', `# ${'x'.repeat(4 * 1_048_576)}`);
    expect(await read('large.yaml')).toMatch(/^LIMIT-EXCEEDED: /);
    for (let number = 0; number < 5; number += 1) await write(`many/${number}.yaml`, `# ${'x'.repeat(4_000_000)}`);
    expect(await read('many')).toMatch(/^LIMIT-EXCEEDED: The manifests have more than /);
    await Promise.all(Array.from({ length: 1001 }, (_, number) => write(`lots/${number}.yaml`, '')));
    expect(await read('lots')).toMatch(/^LIMIT-EXCEEDED: kubernetes-files leads to more than 1000 files/);
  });
});

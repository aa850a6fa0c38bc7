import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCompose } from '../../src/adapters/compose-command.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { type ComposeProject, type ProjectService, readComposeProject } from '../../src/evidence/compose-project.ts';
import { NOT_SAID, type Setting } from '../../src/model/run-settings.ts';
import { CORPUS, type CorpusProject } from './compose-corpus.ts';
import { type Service, service } from './service.ts';

const TODAY = service('GATE_TEST_COMPOSE_PROGRAM');
const FIRST = service('GATE_TEST_FIRST_COMPOSE_PROGRAM');
const TOP = mkdtempSync(join(tmpdir(), 'gate-compose-'));
let made = 0;

afterAll(() => rmSync(TOP, { recursive: true, force: true }));

/** A repository with these files. */
function repository({ files }: Pick<CorpusProject, 'files'>): string {
  made += 1;
  const root = join(TOP, `repository-${made}`);
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Reads a project through one client, in a job that has a secret and variables of its own. */
async function read(
  client: Service,
  root: string,
  given: readonly string[] = ['compose.yml'],
): Promise<ComposeProject> {
  if ('missing' in client) throw new Error(client.missing);
  made += 1;
  const own = join(TOP, `own-${made}`);
  for (const folder of ['bin', 'temp', 'docker']) mkdirSync(join(own, folder), { recursive: true });
  symlinkSync(client.value, join(own, 'bin', 'docker-compose'));
  const environment = { PATH: join(own, 'bin'), SECRET: 'of-the-job', COMPOSE_FILE: 'x.yml', COMPOSE_PROFILES: 'none' };
  const { signal } = new AbortController();
  const processes = createProcesses({ workspace: root, environment, signal });
  const workspace = await openWorkspace(root, processes);
  const options = { processes, temporaryFolder: join(own, 'temp'), dockerConfig: join(own, 'docker') };
  const compose = createCompose({ ...options, workspace: workspace.root });
  return readComposeProject(given, { workspace, compose });
}

function refusal(client: Service, root: string, given?: readonly string[]): Promise<string> {
  return read(client, root, given).then(
    ({ services }) => `read: ${JSON.stringify(services)}`,
    (error: Error) => error.message,
  );
}

/** Compose of today leaves a switch out that is off. */
function withoutFalse(service: ProjectService): ProjectService {
  const on = (setting: Setting<boolean>): Setting<boolean> =>
    setting.state === 'said' && !setting.value ? NOT_SAID : setting;
  const { privileged, readOnly } = service.settings;
  return { ...service, settings: { ...service.settings, privileged: on(privileged), readOnly: on(readOnly) } };
}

const missing = [TODAY, FIRST].flatMap((client) => ('missing' in client ? [client.missing] : []))[0];

describe.skipIf(missing !== undefined)(missing ?? 'Compose of today and the first one', () => {
  it('are what they are called', async () => {
    const root = repository({ files: { 'compose.yml': 'services: {a: {image: a}}\n' } });
    expect((await read(TODAY, root)).tool).toMatch(/^docker-compose 5\.\d+\.\d+$/);
    expect((await read(FIRST, root)).tool).toMatch(/^docker-compose 1\.29\.\d+$/);
  });

  it.each(CORPUS.filter(({ onlyModern }) => onlyModern !== true))('agree: $title', async (project) => {
    const root = repository(project);
    const [today, first] = await Promise.all([TODAY, FIRST].map((client) => read(client, root, project.given)));
    if (today === undefined || first === undefined) throw new Error('two clients were asked');
    expect(today.services.length).toBeGreaterThan(0);
    expect(first.services.map(withoutFalse)).toEqual(today.services.map(withoutFalse));
    expect(first.remarks).toEqual(today.remarks);
  });

  it.each(CORPUS.filter(({ onlyModern }) => onlyModern === true))('differ: $title', async (project) => {
    const root = repository(project);
    expect((await read(TODAY, root, project.given)).services.length).toBeGreaterThan(0);
    expect(await refusal(FIRST, root, project.given)).toMatch(/^COMPOSE-INVALID: docker-compose 1\.29\.2 refuses /);
  });
});

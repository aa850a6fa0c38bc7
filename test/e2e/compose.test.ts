import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { largeProject } from '../../scripts/bench-compose.ts';
import { readThrough } from './compose-client.ts';
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

function refusal(client: Service, root: string, given?: readonly string[]): Promise<string> {
  return readThrough(client, root, given).then(
    ({ services }) => `read: ${JSON.stringify(services)}`,
    (error: Error) => error.message,
  );
}

const missing = [TODAY, FIRST].flatMap((client) => ('missing' in client ? [client.missing] : []))[0];

describe.skipIf(missing !== undefined)(missing ?? 'Compose of today and the first one', () => {
  it('are what they are called', async () => {
    const root = repository({ files: { 'compose.yml': 'services: {a: {image: a}}\n' } });
    expect((await readThrough(TODAY, root)).tool).toMatch(/^docker-compose 5\.\d+\.\d+$/);
    expect((await readThrough(FIRST, root)).tool).toMatch(/^docker-compose 1\.29\.\d+$/);
  });

  it('are read with a thousand services, each with its own lines', async () => {
    const text = largeProject(1_000);
    const root = repository({ files: { 'compose.yml': text } });
    const before = process.memoryUsage.rss();
    const { services } = await readThrough(TODAY, root);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 ** 2);
    expect(services.map(({ name }) => name)).toEqual(Array.from({ length: 1_000 }, (_, at) => `service-${at}`).sort());
    const lines = text.split('\n');
    for (const { name, settings } of services) {
      const { user, readOnly, limits, mounts, source } = settings;
      const places = [user, readOnly, limits.memory, ...mounts].map((one) => one.state === 'said' && one.at);
      const start = lines.indexOf(`  ${name}:`) + 1;
      expect(source).toMatchObject({ declared: { file: 'compose.yml', line: start, key: `services.${name}` } });
      expect(places).toMatchObject([2, 3, 17, 14, 15].map((after) => ({ line: start + after })));
    }
  });

  it.each(CORPUS.filter(({ onlyModern }) => onlyModern !== true))('agree: $title', async (project) => {
    const root = repository(project);
    const [today, first] = await Promise.all([TODAY, FIRST].map((client) => readThrough(client, root, project.given)));
    if (today === undefined || first === undefined) throw new Error('two clients were asked');
    expect(today.services.length).toBeGreaterThan(0);
    expect(first).toEqual({ ...today, tool: first.tool });
  });

  it.each(CORPUS.filter(({ onlyModern }) => onlyModern === true))('differ: $title', async (project) => {
    const root = repository(project);
    expect((await readThrough(TODAY, root, project.given)).services.length).toBeGreaterThan(0);
    expect(await refusal(FIRST, root, project.given)).toMatch(/^COMPOSE-INVALID: docker-compose 1\.29\.2 refuses /);
  });
});

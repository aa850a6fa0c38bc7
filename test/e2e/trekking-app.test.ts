import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBaseImage } from '../../scripts/services/base-image.ts';
import { exerciseMachine, ROOT } from './exercise-machine.ts';
import { service } from './service.ts';

/**
 * Activity 11.01: a profile for the services of an application that denies mkdir, kill and uname. What both real
 * services do under it, and what the gate says of the same project with it and without it.
 */
const machine = exerciseMachine();
const { docker, missing } = machine;
const APP = join(machine.folder, 'app');
const PROJECT = `gate-trekking-${process.pid}`;
const CLIENTS = [
  { title: 'today’s Compose', client: service('GATE_TEST_COMPOSE_PROGRAM') },
  { title: 'the first Compose', client: service('GATE_TEST_FIRST_COMPOSE_PROGRAM') },
];
const SERVICES = ['db', 'web'];
const TREKS = ['Annapurna Circuit', 'Laugavegur', 'Tour du Mont Blanc'];
const READY_MS = 60_000;

/** What is in place of `build` and of the fixed port for a start, so that Compose builds nothing and disturbs nobody. */
async function prepare(): Promise<void> {
  const base = await ensureBaseImage({ docker: 'docker', env: process.env }, 'debian-12-services');
  cpSync(join(ROOT, 'examples', 'trekking-app'), APP, { recursive: true });
  mkdirSync(join(APP, 'secrets'));
  writeFileSync(join(APP, 'secrets', 'db-password.txt'), "it's a password", { mode: 0o644 });
  const tags = SERVICES.map((name) => {
    const dockerfile = join(APP, name, 'Dockerfile');
    writeFileSync(dockerfile, replaced(dockerfile, 'ARG BASE=debian:12-slim', `ARG BASE=${base.reference}`));
    return [name, machine.build(join(APP, name), 'Dockerfile', `trekking-${name}`, base.reference)] as const;
  });
  for (const file of ['compose.yml', 'compose.open.yml']) {
    const withPort = replaced(join(APP, file), '"127.0.0.1:8080:8080"', '"127.0.0.1::8080"');
    const text = tags.reduce((before, [name, tag]) => before.replace(`build: ./${name}`, `image: ${tag}`), withPort);
    expect(text).not.toContain('build:');
    writeFileSync(join(APP, `started-${file}`), text);
  }
}

function replaced(file: string, what: string, by: string): string {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(what);
  return text.replace(what, by);
}

/** The project started by a real Compose, until it is ended. */
interface Started {
  readonly container: (service: string) => string;
  readonly treks: (path?: string, method?: string) => Promise<unknown>;
  /** Starts again what has ended. */
  readonly up: () => Promise<void>;
  readonly end: () => void;
}

async function started(program: string, file: string): Promise<Started> {
  const compose = (...args: readonly string[]) => {
    const ended = machine.run(program, ['-p', PROJECT, '-f', `started-${file}`, ...args], { cwd: APP });
    expect(ended.status, `${ended.stdout}${ended.stderr}`).toBe(0);
  };
  const container = (name: string): string => {
    const labels = [`project=${PROJECT}`, `service=${name}`].map((one) => `--filter=label=com.docker.compose.${one}`);
    return docker('ps', '--all', '--quiet', '--no-trunc', ...labels).stdout.trim();
  };
  const up = async (): Promise<void> => {
    compose('up', '-d', '--no-build');
    for (const name of SERVICES) await healthy(container(name));
  };
  const treks: Started['treks'] = async (path = '', method = 'GET') => {
    const address = docker('port', container('web'), '8080/tcp').stdout.split('\n')[0];
    const answer = await fetch(`http://${address}/treks${path}`, { method, signal: AbortSignal.timeout(10_000) });
    return [answer.status, await answer.json()];
  };
  const end = (): void => compose('down', '--volumes');
  try {
    await up();
    return { container, treks, up, end };
  } catch (error) {
    end();
    throw error;
  }
}

async function healthy(id: string): Promise<void> {
  const until = Date.now() + READY_MS;
  for (;;) {
    const { stdout } = docker('inspect', '--format={{.State.Health.Status}}', id);
    if (stdout.trim() === 'healthy') return;
    if (Date.now() > until) throw new Error(`not healthy:\n${docker('logs', id).stderr}`);
    await sleep(500);
  }
}

const names = (treks: readonly string[]) => treks.map((name) => expect.objectContaining({ name }));
const inside = (id: string, line: string) => docker('exec', id, 'sh', '-c', line);

describe.skipIf(missing !== undefined)(missing ?? 'activity 11.01, the trekking app', () => {
  beforeAll(prepare);
  afterAll(() => machine.cleanUp());

  for (const { title, client } of CLIENTS) {
    const program = 'value' in client ? client.value : '';
    describe.skipIf(program === '')(`started by ${'missing' in client ? client.missing : title}`, () => {
      it('with the profile: the three are refused in both services, and both answer', async () => {
        const app = await started(program, 'compose.yml');
        try {
          for (const name of SERVICES) {
            const id = app.container(name);
            expect(inside(id, 'grep ^Seccomp: /proc/1/status').stdout, name).toBe('Seccomp:\t2\n');
            for (const line of ['mkdir /tmp/x', 'kill -0 1', 'uname']) {
              const { status, stderr } = inside(id, line);
              expect(status, `${name}: ${line}`).not.toBe(0);
              expect(stderr, `${name}: ${line}`).toContain('Operation not permitted');
            }
          }
          expect(await app.treks()).toEqual([200, names(TREKS)]);
          expect(await app.treks('?name=West%20Highland%20Way&km=154', 'POST')).toEqual([201, expect.anything()]);
          expect(inside(app.container('db'), 'pg_isready --host=127.0.0.1 --username=trekking').status).toBe(0);

          // What was committed survives the end of a server that can't tell its processes to end.
          docker('kill', app.container('db'));
          await app.up();
          expect(await app.treks()).toEqual([200, names([...TREKS, 'West Highland Way'])]);
        } finally {
          app.end();
        }
      });

      it('without it: the three are done in both services, and both answer', async () => {
        const app = await started(program, 'compose.open.yml');
        try {
          for (const name of SERVICES) {
            const id = app.container(name);
            expect(inside(id, 'mkdir /tmp/x && kill -0 1 && uname').stdout, name).toBe('Linux\n');
          }
          expect(await app.treks()).toEqual([200, names(TREKS)]);
        } finally {
          app.end();
        }
      });

      it('by the gate: passes with the profile, which was seen to refuse the three in both services', () => {
        const { exitCode, verdict, said } = machine.gate(APP, ['--compose-files=compose.yml'], program);
        expect([exitCode, verdict]).toEqual([0, 'pass']);
        for (const name of SERVICES) {
          expect(said('seccomp-denies-demanded-calls', `service/${name}`)).toMatchObject({
            state: 'pass',
            seen: 'mkdir, kill, uname refused: in the profile and on the running container',
          });
          expect(said('confinement-as-declared', `service/${name}`).seen).toMatch(
            /no effective capabilities, bounding 0, no-new-privileges, seccomp filter on: proved on the running/,
          );
        }
      });

      it('by the gate: fails without it, for each of the three in each service', () => {
        const { exitCode, verdict, said } = machine.gate(APP, ['--compose-files=compose.open.yml'], program);
        expect([exitCode, verdict]).toEqual([1, 'fail']);
        for (const name of SERVICES) {
          const { findings = [] } = said('seccomp-denies-demanded-calls', `service/${name}`);
          expect(findings.map((found) => found.title).sort(), name).toEqual([
            'kill is not refused',
            'mkdir is not refused',
            'uname is not refused',
          ]);
          expect(findings[0]?.location?.file).toBe('compose.open.yml');
          expect(findings.every(({ seen }) => seen.includes('in the running container'))).toBe(true);
        }
      });
    });
  }
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createCompose } from '../src/adapters/compose-command.ts';
import { createProcesses } from '../src/adapters/process.ts';
import { openWorkspace } from '../src/adapters/workspace.ts';
import { readComposeProject } from '../src/evidence/compose-project.ts';
import type { Compose } from '../src/ports.ts';
import { ensureCompose } from './services/compose.ts';
import { runScript } from './services/run-script.ts';

const SERVICES = 1_000;

/**
 * How long the gate takes for a compose project of a thousand services beyond the time of Compose itself, which
 * the tests have built. Prints it; asserts nothing.
 */
export async function benchCompose(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-bench-compose-'));
  try {
    writeFileSync(join(folder, 'compose.yml'), largeProject(SERVICES));
    const { signal } = new AbortController();
    const client = (await ensureCompose({ build: false })).modern;
    if ('unavailable' in client) {
      console.log(`compose project: not measured, because ${client.unavailable}`);
      return;
    }
    const processes = createProcesses({ workspace: folder, environment: { PATH: dirname(client.program) }, signal });
    const workspace = await openWorkspace(folder, processes);
    const options = { processes, temporaryFolder: tmpdir(), workspace: workspace.root };
    const { compose, spent } = timed(createCompose(options));
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const project = await readComposeProject(['compose.yml'], { workspace, compose });
    const all = performance.now() - started;
    const grown = (process.memoryUsage.rss() - before) / 1024 ** 2;
    console.log(
      `compose project of ${project.services.length} services: ${(all - spent()).toFixed(0)} ms beyond the ` +
        `${spent().toFixed(0)} ms of ${project.tool}, ${grown.toFixed(0)} MiB more memory (goal ≤ 2000 ms, 200 MiB)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A client, and how many milliseconds it has taken so far. */
function timed(compose: Compose): { readonly compose: Compose; readonly spent: () => number } {
  let spent = 0;
  const resolve: Compose['resolve'] = async (...asked) => {
    const started = performance.now();
    try {
      return await compose.resolve(...asked);
    } finally {
      spent += performance.now() - started;
    }
  };
  return { compose: { resolve }, spent: () => spent };
}

/** Services as people write them, each with its own line for every key. */
export function largeProject(services: number): string {
  const service = (at: number): string => `  service-${at}:
    image: registry.example.com/team/service-${at}:1.${at}
    user: "${1000 + at}"
    read_only: true
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
    security_opt:
      - no-new-privileges:true
    environment:
      NAME: service-${at}
      LEVEL: \${LEVEL:-info}
    ports:
      - "127.0.0.1:${2000 + at}:8080"
    volumes:
      - data-${at % 10}:/var/lib/service
      - ./etc/service-${at}:/etc/service:ro
    tmpfs: [/tmp]
    mem_limit: 256m
    pids_limit: 100
    restart: unless-stopped
${at === 0 ? '' : `    depends_on: [service-${at - 1}]\n`}`;
  const volumes = Array.from({ length: 10 }, (_, at) => `  data-${at}:\n`);
  const all = Array.from({ length: services }, (_, at) => service(at));
  return `services:\n${all.join('')}volumes:\n${volumes.join('')}`;
}

if (import.meta.main) {
  await runScript(async () => {
    await benchCompose();
    return 0;
  });
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompose } from '../../src/adapters/compose-command.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { type ComposeProject, readComposeProject } from '../../src/evidence/compose-project.ts';
import type { Service } from './service.ts';

/** Of a job that has a secret, and variables that would change what Compose does. */
const JOB = { SECRET: 'of-the-job', COMPOSE_FILE: 'other.yml', COMPOSE_PROFILES: 'none', USER: 'of-the-job' };

/** Reads a project through one client, and no other one that may be installed. */
export async function readThrough(
  client: Service,
  root: string,
  given: readonly string[] = ['compose.yml'],
): Promise<ComposeProject> {
  if ('missing' in client) throw new Error(client.missing);
  const own = mkdtempSync(join(tmpdir(), 'gate-compose-client-'));
  try {
    for (const folder of ['bin', 'temp', 'docker']) mkdirSync(join(own, folder), { recursive: true });
    symlinkSync(client.value, join(own, 'bin', 'docker-compose'));
    const environment = { ...JOB, PATH: join(own, 'bin') };
    const processes = createProcesses({ workspace: root, environment, signal: new AbortController().signal });
    const workspace = await openWorkspace(root, processes);
    const options = { processes, temporaryFolder: join(own, 'temp'), dockerConfig: join(own, 'docker') };
    const compose = createCompose({ ...options, workspace: workspace.root });
    return await readComposeProject(given, { workspace, compose });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

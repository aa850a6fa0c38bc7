/** `bench-contents-reader.ts IMAGE`: collects the evidence of an image's contents and prints its peak memory, in megabytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/adapters/clock.ts';
import { createDockerEngine } from '../src/adapters/docker.ts';
import { createProcesses } from '../src/adapters/process.ts';
import { readContents } from '../src/evidence/read-contents.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-bench-'));
try {
  const signal = new AbortController().signal;
  const processes = createProcesses({ workspace: undefined, environment: process.env, signal });
  const engine = createDockerEngine({
    ...{ processes, clock: systemClock, temporaryFolder: folder, workspace: folder },
    run: process.pid.toString(16).padStart(16, '0'),
  });
  const name = process.argv[2] ?? '';
  const [description, { id, config }] = await Promise.all([engine.describe(), engine.inspect(name)]);
  const origin = { kind: 'reference', reference: name, pulled: false } as const;
  const image = { id, repoDigests: [], origin, engine: description };
  const log = { info: () => undefined };
  const evidence = await readContents(image, config, { engine, log, clock: systemClock });
  if (evidence.state !== 'known') throw new Error(JSON.stringify(evidence));
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

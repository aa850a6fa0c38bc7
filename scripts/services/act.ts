import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { goInstall, whyNoGo } from './go-tool.ts';
import type { Unavailable } from './modern-engine.ts';
import { runScript } from './run-script.ts';
import { StepFailure } from './run-step.ts';

const VERSION = 'v0.2.89';

/**
 * nektos/act, a workflow runner that runs without a network and without containers. Building it takes half a
 * minute: with `build: false` an act that was never built is `unavailable`.
 */
export async function ensureAct(options: {
  readonly build: boolean;
}): Promise<{ readonly program: string } | Unavailable> {
  const folder = cacheFolder('act', VERSION);
  const program = join(folder, 'act');
  if (existsSync(program)) return { program };
  if (!options.build) return { unavailable: 'act was never built here (node scripts/services/act.ts)' };
  const noGo = await whyNoGo();
  if (noGo !== undefined) return { unavailable: noGo };
  try {
    await goInstall({ name: 'act', package: `github.com/nektos/act@${VERSION}` }, folder);
    return { program };
  } catch (error) {
    if (error instanceof StepFailure) return { unavailable: error.message };
    throw error;
  }
}

async function main(): Promise<number> {
  const act = await ensureAct({ build: true });
  console.log('program' in act ? `GATE_TEST_ACT=${act.program}` : `act can't run here: ${act.unavailable}`);
  return 'program' in act ? 0 : 1;
}

if (import.meta.main) await runScript(main);

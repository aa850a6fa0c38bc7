import type { EngineSecurity } from '../model/confinement.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Engine } from '../ports.ts';
import { gapOnError } from './gap.ts';

/** How the engine confines containers. */
export async function collectEngineSecurity(engine: Engine): Promise<Evidence<EngineSecurity>> {
  return gapOnError(async () => {
    // In this order: what is no Docker is named as such, whatever it makes of the second question.
    const description = await engine.describe();
    const value = await engine.security();
    return { state: 'known', value, source: { tool: `engine ${description.serverVersion}`, subject: 'docker info' } };
  });
}

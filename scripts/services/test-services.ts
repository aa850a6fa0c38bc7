import { ensureAct } from './act.ts';
import { ensureBaseImage } from './base-image.ts';
import { composeEnvironment, ensureCompose } from './compose.ts';
import { ensureEngine } from './engine.ts';
import { ensureModernEngine } from './modern-engine.ts';
import { StepFailure } from './run-step.ts';

/** What the tests need, running. */
export interface TestServices {
  /**
   * What is added to the tests' environment: PATH with the chosen client, `GATE_TEST_BASE_IMAGE`,
   * `GATE_TEST_MODERN_DOCKER_HOST`, `GATE_TEST_MODERN_DOCKER_CONFIG`, `GATE_TEST_MODERN_BIN`, `GATE_TEST_ACT`,
   * `GATE_TEST_COMPOSE_PROGRAM`, `GATE_TEST_FIRST_COMPOSE_PROGRAM`, or `GATE_TEST_MODERN_REASON`,
   * `GATE_TEST_ACT_REASON`, `GATE_TEST_COMPOSE_REASON`, `GATE_TEST_FIRST_COMPOSE_REASON` for what is missing.
   */
  readonly env: Readonly<Record<string, string>>;
  /** Ends what was started here, and nothing else. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts what the tests need. An engine and a base image always; today's engine, act and Compose when they are there,
 * and with `everything` even when they must be built first (minutes). A test whose service is missing skips itself
 * with the reason that stands in a variable `GATE_TEST_…_REASON`.
 *
 * @throws StepFailure when there is no engine or no base image, or one of the rest is there and does not start
 */
export async function startTestServices(options: { readonly everything: boolean }): Promise<TestServices> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const engine = await ensureEngine();
    stops.push(engine.stop);
    console.log(`  ${engine.title}${engine.startedHere ? ', started' : ''}`);
    const base = await ensureBaseImage({ docker: engine.docker, env: { ...process.env, ...engine.env } });
    console.log(`  base image ${base.reference} (${base.origin})`);
    const modern = await modernEngine(options.everything, stops);
    const act = await ensureAct({ build: options.everything });
    if ('unavailable' in act) console.log(`  Without act: ${act.unavailable}`);
    const actEnv = 'program' in act ? { GATE_TEST_ACT: act.program } : { GATE_TEST_ACT_REASON: act.unavailable };
    const compose = await ensureCompose({ build: options.everything });
    for (const client of Object.values(compose)) {
      if ('unavailable' in client) console.log(`  Without Compose: ${client.unavailable}`);
    }
    const more = { ...modern, ...actEnv, ...composeEnvironment(compose) };
    return { env: { ...engine.env, GATE_TEST_BASE_IMAGE: base.reference, ...more }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function modernEngine(build: boolean, stops: (() => Promise<void>)[]): Promise<Readonly<Record<string, string>>> {
  const engine = await startedOrReason(build);
  if ('unavailable' in engine) {
    console.log(`  Without today’s engine: ${engine.unavailable}`);
    return { GATE_TEST_MODERN_REASON: engine.unavailable };
  }
  stops.push(engine.stop);
  console.log(`  today’s engine at ${engine.dockerHost}`);
  return {
    GATE_TEST_MODERN_DOCKER_HOST: engine.dockerHost,
    GATE_TEST_MODERN_DOCKER_CONFIG: engine.dockerConfig,
    GATE_TEST_MODERN_BIN: engine.binFolder,
  };
}

/** Where everything is asked for, an engine that does not start ends the run; otherwise its tests are skipped. */
async function startedOrReason(build: boolean): ReturnType<typeof ensureModernEngine> {
  try {
    return await ensureModernEngine({ build });
  } catch (error) {
    if (build || !(error instanceof StepFailure)) throw error;
    return { unavailable: error.message };
  }
}

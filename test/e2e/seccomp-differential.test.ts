import { arch } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES, NO_CAPABILITIES } from '../../src/linux/capabilities.ts';
import { decideSystemCall, type LoadedSeccomp, loadSeccomp, type SeccompDecision } from '../../src/linux/seccomp.ts';
import type { SeccompContext, SeccompEngine } from '../../src/linux/seccomp-context.ts';
import type { SeccompProfile } from '../../src/linux/seccomp-profile.ts';
import { ABIS, systemCalls } from '../../src/linux/seccomp-system-calls.ts';
import { profileText, seccompProfile } from '../builders/seccomp-profiles.ts';
import { type ProbeAnswer, type SeccompEngineUnderTest, seccompEngines } from './seccomp-engine.ts';
import { Dice, type HarmlessCall, harmlessCalls, randomProfile, runningKernel } from './seccomp-random.ts';

const PROFILES = 120;
const BATCH = 12;
const architecture = arch() === 'arm64' ? 'arm64' : 'amd64';
const abi = ABIS[architecture][0];
const counts = { same: 0, unknown: 0, refused: 0 };

function words({ name, args }: HarmlessCall): string {
  return [systemCalls(abi).get(name), ...args].join(':');
}

/** @param reached what the kernel gives without a filter */
function expectedAnswer(decision: SeccompDecision, reached: ProbeAnswer | undefined): ProbeAnswer | undefined {
  switch (decision.outcome) {
    case 'allow':
    case 'log':
      return reached;
    case 'errno':
      // -0 is not what the probe prints.
      return `= ${decision.errno === 0 ? 0 : -decision.errno}`;
    case 'trace':
      return '= -38';
    case 'kill':
      return 'killed 31';
    case 'trap':
      return 'SIGSYS';
    default:
      return undefined;
  }
}

/** In what this engine differs from others, asked of itself. */
async function measureEngine(engine: SeccompEngineUnderTest): Promise<SeccompEngine> {
  const call = (name: string, ...args: bigint[]) => words({ name, args });
  const names = [...systemCalls(abi)].flatMap(([name, number]) => (number <= 440 && name !== 'umask' ? [name] : []));
  const strict = {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: 77,
    syscalls: [{ names, action: 'SCMP_ACT_ALLOW' }],
  };
  const newer = { names: ['epoll_pwait2'], action: 'SCMP_ACT_ERRNO', errnoRet: 77 };
  const loose = { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [newer] };
  const first = await engine.ask(JSON.stringify(strict), [call('umask', 18n), call('epoll_pwait2', 1000n)]);
  const second = await engine.ask(JSON.stringify(loose), [call('epoll_pwait2', 1000n)]);
  if ('refused' in first || 'refused' in second) throw new Error(JSON.stringify([first, second]));
  return {
    readsDefaultErrno: first[0] === '= -77',
    assumesArchitecture: first[1] === '= -38',
    knowsNewCalls: second[0] === '= -77',
  };
}

/** A profile whose start can be foretold: there are some with which libseccomp never ends. */
function nextProfile(
  dice: Dice,
  context: SeccompContext,
): { file: object; profile: SeccompProfile; loaded: LoadedSeccomp } {
  for (;;) {
    const file = randomProfile(abi, dice);
    const profile = seccompProfile(file);
    const loaded = loadSeccomp(profile, context);
    if (loaded.worlds?.every(({ compiled }) => compiled.kind !== 'filter' || compiled.doubts.length === 0)) {
      return { file, profile, loaded };
    }
  }
}

const engines = seccompEngines();

describe.each(engines)('what happens to a call in a container of $title', (engine) => {
  let measured: SeccompEngine = {};
  beforeAll(async () => {
    if (engine.missing !== undefined) return;
    engine.prepare();
    measured = await measureEngine(engine);
  });
  afterAll(() => {
    engine.cleanUp();
    console.log(`${engine.title}: ${JSON.stringify({ ...counts, ...measured })}`);
    Object.assign(counts, { same: 0, unknown: 0, refused: 0 });
  });

  async function compare(seed: number): Promise<void> {
    const dice = new Dice(seed);
    const dropped = dice.chance(30);
    const capabilities = dropped ? NO_CAPABILITIES : DEFAULT_CAPABILITIES;
    const context = { architecture, capabilities, kernel: runningKernel() } as const;
    const { file, profile, loaded } = nextProfile(dice, { ...context, engine: measured });
    const blind = loadSeccomp(profile, context);
    const calls = harmlessCalls(abi, dice);
    const text = profileText(file);
    const options = dropped ? ['--cap-drop=ALL'] : [];
    const [reached, answers] = [
      await engine.ask('unconfined', calls.map(words), options),
      await engine.ask(text, calls.map(words), options),
    ];
    if ('refused' in reached) throw new Error(reached.refused);
    if ('refused' in answers) {
      expect(
        loaded.worlds?.map(({ compiled }) => compiled.kind),
        `${answers.refused}\n${text}`,
      ).toEqual(['refused']);
      counts.refused += 1;
      return;
    }
    expect(loaded.worlds?.[0]?.compiled.kind, text).not.toBe('refused');
    expect(answers).toHaveLength(calls.length);
    for (const [at, call] of calls.entries()) {
      const decision = decideSystemCall(loaded, call);
      const expected = expectedAnswer(decision, reached[at]);
      const about = `seed ${seed}: ${call.name}(${call.args}) is ${JSON.stringify(decision, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))} in ${text}`;
      if (expected === undefined) counts.unknown += 1;
      else {
        expect(answers[at], about).toBe(expected);
        counts.same += 1;
      }
      // Who does not know the engine says the same, or nothing.
      const guess = expectedAnswer(decideSystemCall(blind, call), reached[at]);
      if (guess !== undefined) expect(answers[at], `not knowing the engine, ${about}`).toBe(guess);
    }
  }

  const batches = Array.from({ length: PROFILES / BATCH }, (_, batch) => batch * BATCH);
  describe.skipIf(engine.missing !== undefined)(engine.missing ?? 'is what was foretold', () => {
    it.each(batches)('under random profiles from %i on', async (first) => {
      for (let seed = first; seed < first + BATCH; seed += 1) await compare(seed + 1);
    });

    it('in most cases, not unknown', () => {
      expect(counts.same).toBeGreaterThan(4 * counts.unknown);
      expect(counts.same).toBeGreaterThan(1000);
    });
  });
});

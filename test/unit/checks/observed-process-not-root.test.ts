import { describe, expect, it } from 'vitest';
import { observedProcessNotRoot } from '../../../src/checks/confinement/observed-process-not-root.ts';
import type { Confinement, ObservedProcess } from '../../../src/model/confinement.ts';
import { ENGINE_DEFAULTS } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aProcess, aProof, ids } from '../../builders/confinement.ts';

function judge(observed: ObservedProcess | undefined, observe = true) {
  const confinement: Confinement = aProof(aProcess(), observed === undefined ? {} : { observed });
  return observedProcessNotRoot.evaluate({
    confinement,
    'confinement-demands': { mustDeny: [], observe },
    'run-settings': ENGINE_DEFAULTS,
  });
}

const seen = (uid: ReturnType<typeof ids>): ObservedProcess => ({
  ...{ state: 'seen', afterMs: 4_000 },
  process: aProcess({ uid }),
});

describe('observed-process-not-root', () => {
  it.each<[string, ObservedProcess | undefined, string]>([
    ['a user', seen(ids(999)), 'pass'],
    ['root', seen(ids(0)), 'fail'],
    ['a user that can become root again', seen({ ...ids(999), saved: 0 }), 'fail'],
    ['ended', { state: 'ended', exitCode: 1, afterMs: 200 }, 'undecided PROOF-FAILED'],
    ['not to be seen', { state: 'not-seen', why: 'it does not start' }, 'undecided PROOF-FAILED'],
    ['not looked at', undefined, 'undecided PROOF-FAILED'],
  ])('%s: %s', (_, observed, expected) => {
    expect(outcomeWord(judge(observed))).toBe(expected);
  });

  it('without observe it does not apply', () => {
    expect(outcomeWord(judge(seen(ids(0)), false))).toBe('not-applicable');
  });

  it('says after how long, and as whom it runs', () => {
    expect(onlyFinding(judge(seen(ids(0)))).seen).toContain('after 4.0 s the image’s own process: uid 0');
  });

  it('a container that does not start has no process', () => {
    const confinement = { outcome: 'not-started', why: 'user', said: 'x', leftOut: [], durationMs: 1 } as const;
    const result = observedProcessNotRoot.evaluate({
      confinement,
      'confinement-demands': { mustDeny: [], observe: true },
      'run-settings': ENGINE_DEFAULTS,
    });
    expect(outcomeWord(result)).toBe('undecided PROOF-FAILED');
  });
});

import type { RunMount } from '../../src/model/run-settings.ts';

/** A mount of the host's folder /srv, writable, with some of it replaced. */
export function aMount(overrides: Partial<RunMount> = {}): RunMount {
  return { kind: 'bind', source: '/srv', target: '/data', readOnly: false, propagation: '', ...overrides };
}

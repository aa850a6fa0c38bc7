import type { Clock } from '../ports.ts';

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => new Date(),
  ticks: () => performance.now(),
};

import { toProblem } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';

/**
 * Runs a collector. What it throws, foreseen or not, becomes a gap with its problem: a fact that could not be had is
 * said, and no other collector is kept from its work.
 */
export async function gapOnError<T>(collect: () => Promise<Evidence<T>>): Promise<Evidence<T>> {
  try {
    return await collect();
  } catch (error) {
    return { state: 'gap', problem: toProblem(error) };
  }
}

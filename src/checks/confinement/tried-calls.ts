import type { Confinement, TriedCall } from '../../model/confinement.ts';

/** What the calls that were made in the running container show of one operation. */
export type TriedOperation =
  /** `names` are the calls that were seen to be refused; of the others nothing is known. */
  | { readonly state: 'refused'; readonly names: ReadonlySet<string> }
  /** `call` got past the filter. */
  | { readonly state: 'through'; readonly call: TriedCall }
  /** Nothing was tried that tells a refusal by the filter from an ordinary failure. */
  | { readonly state: 'not-tried' };

/** What kernels without the call answer; filters use it to make programs take another. */
const ENOSYS = 38;
/** What filters give unless they say otherwise. */
const EPERM = 1;

/**
 * @param names all calls that do the operation
 * @param errnos what the filter gives for a refused call, where that is known
 */
export function triedOperation(
  confinement: Confinement | undefined,
  names: readonly string[],
  errnos: ReadonlyMap<string, number>,
): TriedOperation {
  if (confinement?.outcome !== 'ran') return { state: 'not-tried' };
  const own = confinement.calls.filter(({ name }) => names.includes(name));
  const fates = own.map((call) => ({ call, fate: fateOf(call, errnos.get(call.name)) }));
  const through = fates.find(({ fate }) => fate === 'through');
  if (through !== undefined) return { state: 'through', call: through.call };
  const refused = fates.flatMap(({ call, fate }) => (fate === 'refused' ? [call.name] : []));
  return refused.length > 0 ? { state: 'refused', names: new Set(refused) } : { state: 'not-tried' };
}

function fateOf({ answer, unfiltered }: TriedCall, errno: number | undefined): 'refused' | 'through' | 'unclear' {
  if ('signal' in answer) return 'refused';
  if ('value' in answer) {
    // A filter can pretend success; if none is known to, the call went through, whatever the table says of it.
    if (errno !== 0) return 'through';
    return unfiltered.includes(0) ? 'unclear' : 'refused';
  }
  if (answer.errno === ENOSYS) return 'unclear';
  if (!unfiltered.includes(answer.errno)) return 'refused';
  return answer.errno === (errno ?? EPERM) ? 'unclear' : 'through';
}

/** What came back, for people: `mkdir("", 0) gave error 2`. */
export function answerWords({ written, answer }: TriedCall): string {
  if ('signal' in answer) return `${written} ended by ${answer.signal}`;
  return 'value' in answer ? `${written} gave ${answer.value}` : `${written} gave error ${answer.errno}`;
}

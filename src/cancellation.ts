import { GateError } from './model/errors.ts';

/** The run's end from outside. */
export interface Cancellation {
  /** Aborted with a GateError `CANCELLED`. */
  readonly signal: AbortSignal;
  /** Gives the signals back to Node. */
  readonly release: () => void;
}

type SignalSource = Pick<NodeJS.Process, 'on' | 'off' | 'exit'>;

/**
 * The runner sends SIGINT, after 7.5 s SIGTERM and after 2.5 s more it kills, and only to the Node process
 * (actions/runner, ProcessInvoker). The first signal ends the children and lets the verdict be written; the second
 * one ends at once, as `error`.
 */
export function cancelOnSignals(source: SignalSource): Cancellation {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) source.exit(2);
    controller.abort(
      new GateError({
        code: 'CANCELLED',
        what: `The run was cancelled (${name}).`,
        means: 'The verdict is NO VERDICT, not PASS.',
        todo: 'Run it again.',
      }),
    );
  };
  source.on('SIGINT', onSignal);
  source.on('SIGTERM', onSignal);
  // A terminal that is closed.
  source.on('SIGHUP', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      source.off('SIGINT', onSignal);
      source.off('SIGTERM', onSignal);
      source.off('SIGHUP', onSignal);
    },
  };
}

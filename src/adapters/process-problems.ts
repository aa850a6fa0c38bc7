import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { ProcessRequest } from '../ports.ts';

/** Why a child has no result, as errors of the gate. */
export function couldNotStart(request: ProcessRequest, cause: unknown): GateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GateError(
    {
      code: 'TOOL-FAILED',
      what: `The program ${visibleText(request.program)} could not be started (${visibleText(reason, 200)}).`,
      means: NO_VERDICT,
      todo: 'Make sure that the program and the working folder exist and that the program may be run here.',
    },
    cause,
  );
}

export function cancelled(request: ProcessRequest): GateError {
  return new GateError({
    code: 'CANCELLED',
    what: `The run was cancelled while ${visibleText(request.program)} was to work.`,
    means: NO_VERDICT,
    todo: 'Run the gate again.',
  });
}

export function refusedVariable(name: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `A build must not be given the variable ${visibleText(name, 100)}.`,
    means: NO_VERDICT,
    todo: "Use a variable with a name of your own; the runner's own secrets and loader settings are never passed on.",
  });
}

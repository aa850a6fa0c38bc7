import { GateError, NO_VERDICT } from '../model/errors.ts';

/** The Dockerfile cannot be read as the builder reads it. `what` is a full sentence; untrusted parts made visible. */
export function unreadable(what: string): GateError {
  return new GateError({
    code: 'DOCKERFILE-UNREADABLE',
    what,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: 'Correct the Dockerfile (the Dockerfile reference is at docs.docker.com/reference/dockerfile) and run again.',
  });
}

/** The Dockerfile is larger than the gate reads. `what` is a full sentence. */
export function overLimit(what: string): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: 'Make the Dockerfile smaller or simpler; the limits are far above what a Dockerfile written by people needs.',
  });
}

/** The same refusal, with the line of the Dockerfile in front. */
export function onLine(error: GateError, line: number): GateError {
  return new GateError({ ...error.problem, what: `Dockerfile line ${line}: ${error.problem.what}` }, error);
}

/** What a filter does with a call. */
export type SeccompAction =
  /** The call goes on; with `log` the kernel notes it. */
  | { readonly outcome: 'allow' | 'log' }
  /** The call is not made and gives this error number. 0: the program is told that all went well. */
  | { readonly outcome: 'errno'; readonly errno: number }
  /** The thread or the process ends by SIGSYS: exit code 159. */
  | { readonly outcome: 'kill'; readonly whole: boolean }
  /** The process gets SIGSYS, which it may catch. */
  | { readonly outcome: 'trap' }
  /** Asks a tracer; without one the call gives ENOSYS. */
  | { readonly outcome: 'trace'; readonly code: number }
  /** Asks a program beside the container. */
  | { readonly outcome: 'notify' };

/** What a rule without `errnoRet` gives. */
const EPERM = 1;
/** What calls give that a kernel does not have. */
export const ENOSYS = 38;
/** The highest error number that libseccomp takes. */
const MAX_ERRNO = 4095;

/**
 * An action of a profile as runc reads it (`getAction` of libcontainer/seccomp).
 *
 * @param errnoRet cut to 16 bits, as runc does: 65550 is 14
 * @returns a text that completes "the runtime refuses the profile: …" for an action that it does not take
 */
export function readAction(action: string, errnoRet: bigint | undefined): SeccompAction | string {
  const code = errnoRet === undefined ? EPERM : Number(BigInt.asUintN(16, errnoRet));
  switch (action) {
    case 'SCMP_ACT_ALLOW':
      return { outcome: 'allow' };
    case 'SCMP_ACT_LOG':
      return { outcome: 'log' };
    case 'SCMP_ACT_ERRNO':
      return code > MAX_ERRNO ? `an errnoRet above ${MAX_ERRNO}` : { outcome: 'errno', errno: code };
    case 'SCMP_ACT_KILL':
    case 'SCMP_ACT_KILL_THREAD':
      return { outcome: 'kill', whole: false };
    case 'SCMP_ACT_KILL_PROCESS':
      return { outcome: 'kill', whole: true };
    case 'SCMP_ACT_TRAP':
      return { outcome: 'trap' };
    case 'SCMP_ACT_TRACE':
      return { outcome: 'trace', code };
    case 'SCMP_ACT_NOTIFY':
      return { outcome: 'notify' };
    default:
      return action === '' ? 'no action' : 'an action that does not exist';
  }
}

/** Whether the filter treats both alike, to the last bit. */
export function isSameAction(a: SeccompAction, b: SeccompAction): boolean {
  return actionKey(a) === actionKey(b);
}

/** Whether the call is made. */
export function isPermissive({ outcome }: SeccompAction): boolean {
  return outcome === 'allow' || outcome === 'log';
}

/** Whether the call is not made, and nobody is asked. */
export function isRefusal({ outcome }: SeccompAction): boolean {
  return outcome === 'errno' || outcome === 'kill' || outcome === 'trap';
}

function actionKey(action: SeccompAction): string {
  switch (action.outcome) {
    case 'errno':
      return `errno ${action.errno}`;
    case 'trace':
      return `trace ${action.code}`;
    case 'kill':
      return `kill ${action.whole}`;
    default:
      return action.outcome;
  }
}

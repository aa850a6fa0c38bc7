import type { AnyCheck } from '../model/check.ts';
import { userInRange } from './user/user-in-range.ts';
import { userNotRoot } from './user/user-not-root.ts';
import { userNotRootGroup } from './user/user-not-root-group.ts';
import { userNumeric } from './user/user-numeric.ts';
import { userResolvable } from './user/user-resolvable.ts';
import { userVariableSet } from './user/user-variable-set.ts';

/** All checks of the gate, in the order in which people read them. */
export const CHECKS: readonly AnyCheck[] = [
  userNotRoot,
  userVariableSet,
  userResolvable,
  userInRange,
  userNotRootGroup,
  userNumeric,
];

import type { AnyCheck } from '../model/check.ts';
import { baseImagesPinned } from './build/base-images-pinned.ts';
import { baseImagesTagged } from './build/base-images-tagged.ts';
import { noInsecureBuildSteps } from './build/no-insecure-build-steps.ts';
import { noRemoteAdd } from './build/no-remote-add.ts';
import { userInRange } from './user/user-in-range.ts';
import { userNotRoot } from './user/user-not-root.ts';
import { userNotRootGroup } from './user/user-not-root-group.ts';
import { userNumeric } from './user/user-numeric.ts';
import { userResolvable } from './user/user-resolvable.ts';
import { userVariableSet } from './user/user-variable-set.ts';

/** All checks of the gate, in the order in which people read them. */
export const CHECKS: readonly AnyCheck[] = [
  baseImagesTagged,
  baseImagesPinned,
  noRemoteAdd,
  noInsecureBuildSteps,
  userNotRoot,
  userVariableSet,
  userResolvable,
  userInRange,
  userNotRootGroup,
  userNumeric,
];

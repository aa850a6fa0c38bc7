import type { AnyCheck } from '../model/check.ts';
import { apkCacheNotKept } from './build/apk-cache-not-kept.ts';
import { aptListsRemoved } from './build/apt-lists-removed.ts';
import { aptUpdateWithInstall } from './build/apt-update-with-install.ts';
import { baseImagesPinned } from './build/base-images-pinned.ts';
import { baseImagesTagged } from './build/base-images-tagged.ts';
import { copyNotAdd } from './build/copy-not-add.ts';
import { noCurlPipeShell } from './build/no-curl-pipe-shell.ts';
import { noDistUpgrade } from './build/no-dist-upgrade.ts';
import { noInsecureBuildSteps } from './build/no-insecure-build-steps.ts';
import { noRemoteAdd } from './build/no-remote-add.ts';
import { noSetuidCopy } from './build/no-setuid-copy.ts';
import { noSudo } from './build/no-sudo.ts';
import { healthcheckPresent } from './contents/healthcheck-present.ts';
import { noOnbuild } from './contents/no-onbuild.ts';
import { noPrivilegedPort } from './contents/no-privileged-port.ts';
import { noSecretsInBuildArgs } from './contents/no-secrets-in-build-args.ts';
import { noSecretsInEnv } from './contents/no-secrets-in-env.ts';
import { noSecretsInHistory } from './contents/no-secrets-in-history.ts';
import { noSecretsInLabels } from './contents/no-secrets-in-labels.ts';
import { noSshPort } from './contents/no-ssh-port.ts';
import { noEngineSocket } from './run/no-engine-socket.ts';
import { noHostDevices } from './run/no-host-devices.ts';
import { noSensitiveHostMounts } from './run/no-sensitive-host-mounts.ts';
import { noSharedMountPropagation } from './run/no-shared-mount-propagation.ts';
import { noVolumesOfOthers } from './run/no-volumes-of-others.ts';
import { notPrivileged } from './run/not-privileged.ts';
import { userInRange } from './user/user-in-range.ts';
import { userNotDroppedByEntrypointOnly } from './user/user-not-dropped-by-entrypoint-only.ts';
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
  noCurlPipeShell,
  noInsecureBuildSteps,
  noSetuidCopy,
  noSudo,
  aptUpdateWithInstall,
  aptListsRemoved,
  apkCacheNotKept,
  noDistUpgrade,
  copyNotAdd,
  userNotRoot,
  userNotDroppedByEntrypointOnly,
  userVariableSet,
  userResolvable,
  userInRange,
  userNotRootGroup,
  userNumeric,
  notPrivileged,
  noEngineSocket,
  noSensitiveHostMounts,
  noSharedMountPropagation,
  noHostDevices,
  noVolumesOfOthers,
  noSecretsInEnv,
  noSecretsInHistory,
  noSecretsInBuildArgs,
  noSecretsInLabels,
  healthcheckPresent,
  noOnbuild,
  noSshPort,
  noPrivilegedPort,
];

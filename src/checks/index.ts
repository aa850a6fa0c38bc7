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
import { apparmorEnforced } from './confinement/apparmor-enforced.ts';
import { apparmorNotUnconfined } from './confinement/apparmor-not-unconfined.ts';
import { apparmorProfileEnforces } from './confinement/apparmor-profile-enforces.ts';
import { apparmorProfileFitsEngine } from './confinement/apparmor-profile-fits-engine.ts';
import { apparmorProfileKnown } from './confinement/apparmor-profile-known.ts';
import { apparmorProfileParses } from './confinement/apparmor-profile-parses.ts';
import { apparmorProfileRestricts } from './confinement/apparmor-profile-restricts.ts';
import { confinementAsDeclared } from './confinement/confinement-as-declared.ts';
import { observedProcessNotRoot } from './confinement/observed-process-not-root.ts';
import { seccompArchitecturesListed } from './confinement/seccomp-architectures-listed.ts';
import { seccompDeniesByDefault } from './confinement/seccomp-denies-by-default.ts';
import { seccompDeniesDemandedCalls } from './confinement/seccomp-denies-demanded-calls.ts';
import { seccompFamiliesComplete } from './confinement/seccomp-families-complete.ts';
import { seccompFilterOn } from './confinement/seccomp-filter-on.ts';
import { seccompNamesKnown } from './confinement/seccomp-names-known.ts';
import { seccompNotIgnored } from './confinement/seccomp-not-ignored.ts';
import { seccompNotUnconfined } from './confinement/seccomp-not-unconfined.ts';
import { seccompNotWeakerThanDefault } from './confinement/seccomp-not-weaker-than-default.ts';
import { seccompProfileCurrent } from './confinement/seccomp-profile-current.ts';
import { seccompRefusalsHonest } from './confinement/seccomp-refusals-honest.ts';
import { seccompRulesEffective } from './confinement/seccomp-rules-effective.ts';
import { seccompStarts } from './confinement/seccomp-starts.ts';
import { fileCapabilitiesCanRun } from './contents/file-capabilities-can-run.ts';
import { healthcheckPresent } from './contents/healthcheck-present.ts';
import { noAttackTools } from './contents/no-attack-tools.ts';
import { noCompilers } from './contents/no-compilers.ts';
import { noDeviceNodes } from './contents/no-device-nodes.ts';
import { noDuplicateUids } from './contents/no-duplicate-uids.ts';
import { noEmptyPasswords } from './contents/no-empty-passwords.ts';
import { noEngineSocketInImage } from './contents/no-engine-socket-in-image.ts';
import { noFileCapabilities } from './contents/no-file-capabilities.ts';
import { noLeftoverFiles } from './contents/no-leftover-files.ts';
import { noOnbuild } from './contents/no-onbuild.ts';
import { noPackageManagers } from './contents/no-package-managers.ts';
import { noPrivateKeys } from './contents/no-private-keys.ts';
import { noPrivilegedPort } from './contents/no-privileged-port.ts';
import { noSecretsDeletedLater } from './contents/no-secrets-deleted-later.ts';
import { noSecretsInBuildArgs } from './contents/no-secrets-in-build-args.ts';
import { noSecretsInEnv } from './contents/no-secrets-in-env.ts';
import { noSecretsInFiles } from './contents/no-secrets-in-files.ts';
import { noSecretsInHistory } from './contents/no-secrets-in-history.ts';
import { noSecretsInLabels } from './contents/no-secrets-in-labels.ts';
import { noSetgidFiles } from './contents/no-setgid-files.ts';
import { noSetuidFiles } from './contents/no-setuid-files.ts';
import { noShells } from './contents/no-shells.ts';
import { noSshPort } from './contents/no-ssh-port.ts';
import { noSshServer } from './contents/no-ssh-server.ts';
import { noWorldWritablePaths } from './contents/no-world-writable-paths.ts';
import { capabilitiesDropped } from './run/capabilities-dropped.ts';
import { capabilitiesKnown } from './run/capabilities-known.ts';
import { capabilityDropEffective } from './run/capability-drop-effective.ts';
import { cgroupsReadOnly } from './run/cgroups-read-only.ts';
import { knownRuntime } from './run/known-runtime.ts';
import { maskedPathsKept } from './run/masked-paths-kept.ts';
import { noDangerousCapabilities } from './run/no-dangerous-capabilities.ts';
import { noEngineSocket } from './run/no-engine-socket.ts';
import { noExecutableTmpfs } from './run/no-executable-tmpfs.ts';
import { noHostDevices } from './run/no-host-devices.ts';
import { noHostNamespaces } from './run/no-host-namespaces.ts';
import { noNewPrivileges } from './run/no-new-privileges.ts';
import { noSensitiveHostMounts } from './run/no-sensitive-host-mounts.ts';
import { noSharedMountPropagation } from './run/no-shared-mount-propagation.ts';
import { noSharedNamespaces } from './run/no-shared-namespaces.ts';
import { noVolumesOfOthers } from './run/no-volumes-of-others.ts';
import { notPrivileged } from './run/not-privileged.ts';
import { portsBoundToAddress } from './run/ports-bound-to-address.ts';
import { readOnlyRoot } from './run/read-only-root.ts';
import { resourceLimitsSet } from './run/resource-limits-set.ts';
import { restartBounded } from './run/restart-bounded.ts';
import { runSettingsKnown } from './run/run-settings-known.ts';
import { safeSysctls } from './run/safe-sysctls.ts';
import { selinuxLabelsKept } from './run/selinux-labels-kept.ts';
import { userNotOverriddenToRoot } from './run/user-not-overridden-to-root.ts';
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
  runSettingsKnown,
  notPrivileged,
  noDangerousCapabilities,
  capabilityDropEffective,
  capabilitiesKnown,
  capabilitiesDropped,
  noNewPrivileges,
  userNotOverriddenToRoot,
  noHostNamespaces,
  noSharedNamespaces,
  maskedPathsKept,
  cgroupsReadOnly,
  selinuxLabelsKept,
  noEngineSocket,
  noSensitiveHostMounts,
  noSharedMountPropagation,
  noHostDevices,
  noVolumesOfOthers,
  knownRuntime,
  portsBoundToAddress,
  safeSysctls,
  resourceLimitsSet,
  readOnlyRoot,
  noExecutableTmpfs,
  restartBounded,
  confinementAsDeclared,
  observedProcessNotRoot,
  seccompNotUnconfined,
  seccompFilterOn,
  seccompDeniesByDefault,
  seccompNotWeakerThanDefault,
  seccompDeniesDemandedCalls,
  seccompNotIgnored,
  seccompStarts,
  seccompFamiliesComplete,
  seccompNamesKnown,
  seccompRulesEffective,
  seccompRefusalsHonest,
  seccompArchitecturesListed,
  seccompProfileCurrent,
  apparmorNotUnconfined,
  apparmorProfileKnown,
  apparmorProfileParses,
  apparmorProfileEnforces,
  apparmorProfileRestricts,
  apparmorProfileFitsEngine,
  apparmorEnforced,
  noSecretsInEnv,
  noSecretsInHistory,
  noSecretsInBuildArgs,
  noSecretsInLabels,
  noPrivateKeys,
  noSecretsInFiles,
  noSecretsDeletedLater,
  noSetuidFiles,
  noSetgidFiles,
  noFileCapabilities,
  fileCapabilitiesCanRun,
  noWorldWritablePaths,
  noEmptyPasswords,
  noDuplicateUids,
  noAttackTools,
  noSshServer,
  noEngineSocketInImage,
  noDeviceNodes,
  healthcheckPresent,
  noOnbuild,
  noSshPort,
  noPrivilegedPort,
  noPackageManagers,
  noShells,
  noCompilers,
  noLeftoverFiles,
];

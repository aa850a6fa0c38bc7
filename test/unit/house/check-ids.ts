/**
 * Every id that a check has ever had, in the order people read them. Ids stand in policy files, waivers and reports
 * of other people: a name may be added here, never changed or taken away (a rename keeps the old id as an alias).
 */
export const CHECK_IDS = [
  'base-images-tagged',
  'base-images-pinned',
  'no-remote-add',
  'no-curl-pipe-shell',
  'no-insecure-build-steps',
  'no-setuid-copy',
  'no-sudo',
  'apt-update-with-install',
  'apt-lists-removed',
  'apk-cache-not-kept',
  'no-dist-upgrade',
  'copy-not-add',
  'user-not-root',
  'user-not-dropped-by-entrypoint-only',
  'user-variable-set',
  'user-resolvable',
  'user-in-range',
  'user-not-root-group',
  'user-numeric',
  'not-privileged',
  'no-engine-socket',
  'no-sensitive-host-mounts',
  'no-shared-mount-propagation',
  'no-host-devices',
  'no-volumes-of-others',
  'no-secrets-in-env',
  'no-secrets-in-history',
  'no-secrets-in-build-args',
  'no-secrets-in-labels',
  'healthcheck-present',
  'no-onbuild',
  'no-ssh-port',
  'no-privileged-port',
] as const;

/** The headings of a check's page, in this order. */
export const PAGE_HEADINGS = [
  'What it checks',
  'Why',
  'Evidence',
  'Fails when / Passes when',
  'Fix',
  'Configure',
  'Waive',
  'References',
] as const;

import type { Reference } from '../../model/check.ts';
import { cis, nist } from '../run/references.ts';

export const DOCKER_SECCOMP: Reference = {
  name: 'Seccomp security profiles for Docker',
  url: 'https://docs.docker.com/engine/security/seccomp/',
};

/** The profile that others are compared with. */
export const DEFAULT_PROFILE: Reference = {
  name: 'moby/profiles, seccomp/default.json',
  url: 'https://github.com/moby/profiles/blob/main/seccomp/default.json',
};

export const KUBERNETES_SECCOMP: Reference = {
  name: 'Restrict a Container’s Syscalls with seccomp',
  url: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
};

export const SECCOMP_RULE_ADD: Reference = {
  name: 'seccomp_rule_add(3)',
  url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html',
};

/** How a runtime gets a profile. */
export const RUNTIME_SPEC: Reference = {
  name: 'OCI runtime specification, config-linux.md, Seccomp',
  url: 'https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp',
};

/** What every check about the content of a profile answers. */
export const PROFILE_REFERENCES: readonly Reference[] = [cis('5.22'), nist('4.4.3'), DOCKER_SECCOMP];

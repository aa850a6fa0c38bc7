import type { Reference } from '../../model/check.ts';
import { cis, nist } from '../run/references.ts';

export const DOCKER_APPARMOR: Reference = {
  name: 'AppArmor security profiles for Docker',
  url: 'https://docs.docker.com/engine/security/apparmor/',
};

/** The profile that others are compared with. */
export const DOCKER_TEMPLATE: Reference = {
  name: 'moby/profiles, apparmor/template.go',
  url: 'https://github.com/moby/profiles/blob/main/apparmor/template.go',
};

export const KUBERNETES_APPARMOR: Reference = {
  name: 'Restrict a Container’s Access to Resources with AppArmor',
  url: 'https://kubernetes.io/docs/tutorials/security/apparmor/',
};

export const APPARMOR_D: Reference = {
  name: 'apparmor.d(5)',
  url: 'https://manpages.debian.org/bookworm/apparmor/apparmor.d.5.en.html',
};

export const APPARMOR_PARSER_8: Reference = {
  name: 'apparmor_parser(8)',
  url: 'https://manpages.debian.org/bookworm/apparmor/apparmor_parser.8.en.html',
};

/** What every check about AppArmor answers. */
export const APPARMOR_REFERENCES: readonly Reference[] = [cis('5.2'), nist('4.4.3'), DOCKER_APPARMOR];

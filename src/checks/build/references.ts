import type { Reference } from '../../model/check.ts';

/** The rules of others that the checks of this folder answer. */
const CIS = 'https://www.cisecurity.org/benchmark/docker';

/** Use trusted base images. */
export const CIS_TRUSTED_BASE: Reference = { name: 'CIS Docker Benchmark 4.2', url: CIS };
/** No packages that are not needed. */
export const CIS_PACKAGES: Reference = { name: 'CIS Docker Benchmark 4.3', url: CIS };
/** No update instructions alone in a line. */
export const CIS_UPDATE: Reference = { name: 'CIS Docker Benchmark 4.7', url: CIS };
/** No setuid and setgid permissions. */
export const CIS_SETUID: Reference = { name: 'CIS Docker Benchmark 4.8', url: CIS };
/** COPY instead of ADD. */
export const CIS_ADD: Reference = { name: 'CIS Docker Benchmark 4.9', url: CIS };
/** Only verified packages. */
export const CIS_VERIFIED: Reference = { name: 'CIS Docker Benchmark 4.11', url: CIS };

/** Section 4.1.5, use of untrusted images. */
export const NIST_UNTRUSTED_IMAGES: Reference = {
  name: 'NIST SP 800-190, 4.1.5',
  url: 'https://doi.org/10.6028/NIST.SP.800-190',
};

export const DOCKER_BEST_PRACTICES: Reference = {
  name: 'Docker, Building best practices',
  url: 'https://docs.docker.com/build/building/best-practices/',
};

export const DOCKERFILE_FROM: Reference = {
  name: 'Dockerfile reference, FROM',
  url: 'https://docs.docker.com/reference/dockerfile/#from',
};

export const DOCKERFILE_ADD: Reference = {
  name: 'Dockerfile reference, ADD',
  url: 'https://docs.docker.com/reference/dockerfile/#add',
};

export const DOCKERFILE_RUN: Reference = {
  name: 'Dockerfile reference, RUN',
  url: 'https://docs.docker.com/reference/dockerfile/#run',
};

export const DOCKERFILE_USER: Reference = {
  name: 'Dockerfile reference, USER',
  url: 'https://docs.docker.com/reference/dockerfile/#user',
};

export const DOCKERFILE_SYNTAX: Reference = {
  name: 'Docker, Custom Dockerfile syntax',
  url: 'https://docs.docker.com/build/buildkit/frontend/',
};

export const DOCKERFILE_CHMOD: Reference = {
  name: 'Dockerfile reference, COPY --chmod',
  url: 'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
};

export const APT_GET: Reference = {
  name: 'Debian, apt-get(8)',
  url: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
};

export const APK: Reference = {
  name: 'Alpine Linux, Alpine Package Keeper',
  url: 'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
};

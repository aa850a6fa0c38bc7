import type { Reference } from '../../model/check.ts';

/** The rules of others that the checks for secrets answer. */
const CIS = 'https://www.cisecurity.org/benchmark/docker';

/** No secrets in Dockerfiles. */
export const CIS_SECRETS: Reference = { name: 'CIS Docker Benchmark 4.10', url: CIS };

/** Section 4.1.4, embedded clear text secrets. */
export const NIST_EMBEDDED_SECRETS: Reference = {
  name: 'NIST SP 800-190, 4.1.4',
  url: 'https://doi.org/10.6028/NIST.SP.800-190',
};

export const DOCKER_BUILD_SECRETS: Reference = {
  name: 'Docker, Build secrets',
  url: 'https://docs.docker.com/build/building/secrets/',
};

export const DOCKERFILE_ARG: Reference = {
  name: 'Dockerfile reference, ARG',
  url: 'https://docs.docker.com/reference/dockerfile/#arg',
};

export const DOCKERFILE_LABEL: Reference = {
  name: 'Dockerfile reference, LABEL',
  url: 'https://docs.docker.com/reference/dockerfile/#label',
};

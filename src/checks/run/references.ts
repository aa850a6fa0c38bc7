import type { Reference } from '../../model/check.ts';

const CIS_URL = 'https://www.cisecurity.org/benchmark/docker';
const PSS_URL = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';

/** A recommendation of the CIS Docker Benchmark v1.6.0: `cis('5.5')`. */
export function cis(number: string): Reference {
  return { name: `CIS Docker Benchmark ${number}`, url: CIS_URL };
}

/** A level of Kubernetes' Pod Security Standards. */
export function podSecurity(level: 'baseline' | 'restricted'): Reference {
  return { name: `Pod Security Standards, ${level}`, url: PSS_URL };
}

/** A countermeasure of NIST SP 800-190: `nist('4.4.3')`. */
export function nist(section: string): Reference {
  return { name: `NIST SP 800-190, ${section}`, url: 'https://doi.org/10.6028/NIST.SP.800-190' };
}

export const DOCKER_RUN: Reference = {
  name: 'docker container run',
  url: 'https://docs.docker.com/reference/cli/docker/container/run/',
};

export const CAPABILITIES_7: Reference = {
  name: 'capabilities(7)',
  url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
};

export const COMPOSE_SERVICES: Reference = {
  name: 'Compose file reference, services',
  url: 'https://docs.docker.com/reference/compose-file/services/',
};

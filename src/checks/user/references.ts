import type { Reference } from '../../model/check.ts';

/** The rules of others that the checks of this folder answer. */
export const CIS_USER: Reference = {
  name: 'CIS Docker Benchmark 4.1',
  url: 'https://www.cisecurity.org/benchmark/docker',
};

/** Section 4.1.2, image configuration defects: images should be configured to run as non-privileged users. */
export const NIST_IMAGE_CONFIGURATION: Reference = {
  name: 'NIST SP 800-190, 4.1.2',
  url: 'https://doi.org/10.6028/NIST.SP.800-190',
};

export const POD_SECURITY_RESTRICTED: Reference = {
  name: 'Kubernetes Pod Security Standards, restricted',
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
};

export const OCI_CONFIG_USER: Reference = {
  name: 'OCI image-spec, config.User',
  url: 'https://github.com/opencontainers/image-spec/blob/main/config.md',
};

export const MOBY_USER: Reference = {
  name: 'moby/sys/user, GetExecUser',
  url: 'https://github.com/moby/sys/tree/main/user',
};

/** docker exec commands are not run as root. */
export const CIS_EXEC_USER: Reference = {
  name: 'CIS Docker Benchmark 5.24',
  url: 'https://www.cisecurity.org/benchmark/docker',
};

export const DOCKER_RUN_USER: Reference = {
  name: 'docker run, --user',
  url: 'https://docs.docker.com/reference/cli/docker/container/run/',
};

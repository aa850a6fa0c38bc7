import type { Reference } from '../../model/check.ts';

/** The rules of others that the checks of this folder answer. */
const CIS = 'https://www.cisecurity.org/benchmark/docker';

export const CIS_HEALTHCHECK: Reference = { name: 'CIS Docker Benchmark 4.6', url: CIS };
export const CIS_NO_SSHD: Reference = { name: 'CIS Docker Benchmark 5.7', url: CIS };
export const CIS_PRIVILEGED_PORTS: Reference = { name: 'CIS Docker Benchmark 5.8', url: CIS };

/** Section 4.1.2, image configuration defects; it speaks of SSH by name. */
export const NIST_IMAGE_CONFIGURATION: Reference = {
  name: 'NIST SP 800-190, 4.1.2',
  url: 'https://doi.org/10.6028/NIST.SP.800-190',
};

export const DOCKERFILE_HEALTHCHECK: Reference = {
  name: 'Dockerfile reference, HEALTHCHECK',
  url: 'https://docs.docker.com/reference/dockerfile/#healthcheck',
};

export const DOCKERFILE_ONBUILD: Reference = {
  name: 'Dockerfile reference, ONBUILD',
  url: 'https://docs.docker.com/reference/dockerfile/#onbuild',
};

export const DOCKERFILE_EXPOSE: Reference = {
  name: 'Dockerfile reference, EXPOSE',
  url: 'https://docs.docker.com/reference/dockerfile/#expose',
};

/** "ip_unprivileged_port_start". */
export const LINUX_IP_SYSCTL: Reference = {
  name: 'Linux, IP sysctl',
  url: 'https://docs.kernel.org/networking/ip-sysctl.html',
};

export const CIS_SETUID: Reference = { name: 'CIS Docker Benchmark 4.8', url: CIS };
export const CIS_PACKAGES: Reference = { name: 'CIS Docker Benchmark 4.3', url: CIS };
export const CIS_ENGINE_SOCKET: Reference = { name: 'CIS Docker Benchmark 5.32', url: CIS };
export const CAPABILITIES_7: Reference = {
  name: 'capabilities(7)',
  url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
};
export const INODE_7: Reference = { name: 'inode(7)', url: 'https://man7.org/linux/man-pages/man7/inode.7.html' };
export const SHADOW_5: Reference = { name: 'shadow(5)', url: 'https://man7.org/linux/man-pages/man5/shadow.5.html' };
export const PASSWD_5: Reference = { name: 'passwd(5)', url: 'https://man7.org/linux/man-pages/man5/passwd.5.html' };

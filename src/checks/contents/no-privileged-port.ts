import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { describeUser, effectiveUser, notForLinux, undetermined } from '../user/effective-user.ts';
import { placeOf } from './brought-by.ts';
import { exposedBy, exposedPorts, type PortRange, showPort } from './exposed-ports.ts';
import { CIS_PRIVILEGED_PORTS, DOCKERFILE_EXPOSE, LINUX_IP_SYSCTL } from './references.ts';

const META = { id: 'no-privileged-port', severity: 'low' } as const;
/** The kernel's default for `net.ipv4.ip_unprivileged_port_start`. */
const FIRST_UNPRIVILEGED = 1024;

/** An image that does not run as root listens where any user may listen. */
export const noPrivilegedPort = defineCheck({
  ...META,
  title: 'A user without privileges gets no port below 1024',
  area: 'contents',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile'],
  references: [CIS_PRIVILEGED_PORTS, DOCKERFILE_EXPOSE, LINUX_IP_SYSCTL],
  evaluate: ({ 'image-config': config, 'image-accounts': accounts, dockerfile }) => {
    if (config.exposedPorts.length === 0) return { kind: 'not-applicable', observed: 'The image exposes no port.' };
    return notForLinux(config) ?? judge(config, accounts, dockerfile);
  },
});

function judge(config: ImageConfig, accounts: ImageAccounts, dockerfile: DockerfileFacts | undefined): CheckResult {
  const ports = exposedPorts(config, ({ first }) => first > 0 && first < FIRST_UNPRIVILEGED);
  const resolution = effectiveUser(config, accounts);
  if (ports.length > 0 && resolution.kind !== 'resolved') return undetermined(config, resolution);
  if (resolution.kind === 'resolved' && resolution.user.uid === 0) {
    return { kind: 'not-applicable', observed: 'The image runs as root, which may listen on every port.' };
  }
  const user = describeUser(config.user, resolution);
  const shown = ports.slice(0, 5).map(showPort).join(', ');
  const seen = ports.length === 0 ? 'no exposed port below 1024' : `${user}; EXPOSE ${shown}`;
  const findings = ports.slice(0, 20).map((port) => privileged(port, user, dockerfile));
  return { kind: 'judged', seen, findings };
}

function privileged(port: PortRange, user: string, dockerfile: DockerfileFacts | undefined): Finding {
  const origin = exposedBy(dockerfile, port);
  const shown = showPort(port);
  const instead = port.first + 8000;
  const inherited = " EXPOSE can't be taken back: expose the new port, and the old one is only a word.";
  return finding(META, {
    key: shown,
    title: 'A user without privileges is to listen on a port below 1024',
    detail:
      `${origin.sentence} The kernel gives such ports only to processes with CAP_NET_BIND_SERVICE. Docker lifts this ` +
      'inside a container (net.ipv4.ip_unprivileged_port_start=0); with the host network, and where the runtime leaves ' +
      'the setting at 1024, the program does not start, and people cure that by running it as root.',
    seen: `${user}; EXPOSE ${shown}`,
    ...placeOf(origin),
    fix: {
      text:
        `Let the program listen on a port above 1023, ${instead} for example, and publish it as the old one: ` +
        `docker run --publish=${port.first}:${instead}/${port.protocol}.${origin.kind === 'base-image' ? inherited : ''}`,
      ...(port.first === port.last ? { lines: [`EXPOSE ${instead}/${port.protocol}`] } : {}),
    },
  });
}

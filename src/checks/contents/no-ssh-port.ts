import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type Origin, placeOf } from './brought-by.ts';
import { exposedBy, exposedPorts, type PortRange, readPortRange, showPort } from './exposed-ports.ts';
import { CIS_NO_SSHD, DOCKERFILE_EXPOSE, NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-ssh-port', severity: 'medium' } as const;
const SSH = 22;

/** The image does not say that it listens for SSH. */
export const noSshPort = defineCheck({
  ...META,
  title: 'The image exposes no SSH port',
  area: 'contents',
  needs: ['image-config'],
  uses: ['dockerfile'],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION, DOCKERFILE_EXPOSE],
  evaluate: ({ 'image-config': config, dockerfile }) => judge(config, dockerfile),
});

function judge(config: ImageConfig, dockerfile: DockerfileFacts | undefined): CheckResult {
  if (config.exposedPorts.length === 0) return { kind: 'not-applicable', observed: 'The image exposes no port.' };
  const shown = config.exposedPorts.slice(0, 10).map((port) => visibleText(port, 40));
  const more = config.exposedPorts.length - shown.length;
  const seen = `EXPOSE ${shown.join(' ')}${more > 0 ? ` and ${more} more` : ''}`;
  const [port] = exposedPorts(config, ({ first, last, protocol }) => {
    return protocol === 'tcp' && first <= SSH && SSH <= last;
  });
  return { kind: 'judged', seen, findings: port === undefined ? [] : [exposed(port, dockerfile)] };
}

function exposed(port: PortRange, dockerfile: DockerfileFacts | undefined): Finding {
  const origin = exposedBy(dockerfile, { first: SSH, last: SSH, protocol: 'tcp' });
  return finding(META, {
    key: 'tcp-22',
    title: 'The image exposes the SSH port',
    detail:
      `${origin.sentence} An SSH server in a container is a second way in, with accounts and keys of its own that ` +
      'no orchestrator sees, and it has to be updated like the program itself.',
    seen: `EXPOSE ${showPort(port)}`,
    ...placeOf(origin),
    fix: cure(origin),
  });
}

function cure({ kind, instruction }: Origin): Fix {
  const instead = 'Leave the SSH server out of the image: docker exec and kubectl exec give a shell without one.';
  if (kind === 'base-image') {
    return { text: `${instead} EXPOSE can't be taken back: use a base image without an SSH server.` };
  }
  if (instruction === undefined) return { text: `${instead} Remove port ${SSH} from EXPOSE.` };
  const words = instruction.rest.split(/\s+/);
  const left = words.filter((word) => {
    const range = readPortRange(word.replace(/["']/g, ''));
    return range?.protocol !== 'tcp' || range.first !== SSH || range.last !== SSH;
  });
  if (left.length === 0) return { text: `${instead} Remove line ${instruction.lines.first}.` };
  // In a range or a variable: what the line has to be is for its author to say.
  if (left.length === words.length)
    return { text: `${instead} Take port ${SSH} out of line ${instruction.lines.first}.` };
  const line = `EXPOSE ${left.map((word) => visibleText(word, 60)).join(' ')}`;
  return { text: `${instead} Take the port out of EXPOSE.`, lines: [line], placement: 'replace' };
}

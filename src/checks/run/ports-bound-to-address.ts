import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { PublishedPort, RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { cis, DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readList, readSetting, sourceWords } from './said.ts';

const META = { id: 'ports-bound-to-address', severity: 'low' } as const;

/** Ports are published on an address that somebody chose. */
export const portsBoundToAddress = defineCheck({
  ...META,
  title: 'Ports are published on one address of the host',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.14'),
    podSecurity('baseline'),
    { name: 'Port publishing and mapping', url: 'https://docs.docker.com/engine/network/port-publishing/' },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const inPod = run.source.kind === 'kubernetes';
    const { said, undecided } = readList(run, run.ports, 'ports');
    const all = readSetting(run, run.publishAll, 'publish-all');
    const findings = [
      ...said.flatMap(({ value, at }) => (inPod ? [hostPort(run, value, at)] : everyAddress(run, value, at))),
      ...(all.state === 'said' && all.value ? [publishAll(run, all.at)] : []),
    ];
    const open = undecided ?? (all.state === 'undecided' ? all.result : undefined);
    if (findings.length === 0 && open !== undefined) return open;
    const bound = said
      .map(({ value }) => words(value))
      .slice(0, 5)
      .join(', ');
    const fine = `${bound === '' ? 'no ports are published' : `published: ${bound}`} (${sourceWords(run)})`;
    return { kind: 'judged', seen: findings[0]?.seen ?? fine, findings };
  },
});

function everyAddress(run: RunSettings, port: PublishedPort, at: SaidAt): readonly Finding[] {
  if (!['', '0.0.0.0', '::', '0:0:0:0:0:0:0:0'].includes(port.hostAddress)) return [];
  const location = locationOf(at);
  const local = `127.0.0.1:${port.hostPort}:${port.containerPort}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`;
  const shown = visibleText(local, 60);
  const found = finding(META, {
    key: words(port),
    title: `Port ${visibleText(port.containerPort, 20)} is published on every address of the host`,
    detail:
      'Whoever reaches the host on any network reaches the container, also past firewall rules that ufw or firewalld show: the engine writes its own before them.',
    seen: `${words(port)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: 'Write the address before the port: that of the loopback where a proxy or another service of the host is in front, that of one network otherwise.',
        compose: [`      - "${shown}"`],
        run: ['-p', shown],
      },
      'replace',
    ),
  });
  return [found];
}

function hostPort(run: RunSettings, port: PublishedPort, at: SaidAt): Finding {
  const location = locationOf(at);
  return finding(META, {
    key: words(port),
    severity: 'medium',
    title: `The pod takes port ${visibleText(port.hostPort, 20)} of its node`,
    detail:
      'It is reached past Services and network policies of many clusters, and no other pod of the node can have that port.',
    seen: `hostPort ${words(port)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(
      run,
      { text: 'Delete hostPort, and let a Service or an Ingress lead to the container’s port.' },
      'replace',
    ),
  });
}

function publishAll(run: RunSettings, at: SaidAt): Finding {
  return finding(META, {
    key: 'publish-all',
    title: 'Every port that the image exposes is published',
    detail: 'The image decides which ports these are, and each is open on every address of the host.',
    seen: `publish-all (${placeWords(at)})`,
    fix: fixFor(
      run,
      { text: 'Publish the ports that are needed, by their numbers, on one address.', run: ['--publish-all=false'] },
      'replace',
    ),
  });
}

/** `127.0.0.1:8080→80/tcp` */
function words({ hostAddress, hostPort: outside, containerPort, protocol }: PublishedPort): string {
  const address = hostAddress === '' ? 'every address' : hostAddress;
  return visibleText(`${address}:${outside === '' ? 'any' : outside}→${containerPort}/${protocol}`, 100);
}

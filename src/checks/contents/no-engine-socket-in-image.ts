import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { fileFindings } from './file-findings.ts';
import { notableFiles } from './notable-programs.ts';
import { CIS_ENGINE_SOCKET } from './references.ts';

const META = { id: 'no-engine-socket-in-image', severity: 'high' } as const;
const SOCKET = /(?:^|\/)(?:docker|containerd|podman|crio)\.sock$/;

/** The image does not ask for the socket that controls its engine. */
export const noEngineSocketInImage = defineCheck({
  ...META,
  title: "The image has no place for its engine's socket",
  area: 'contents',
  needs: ['image-files', 'image-layers', 'image-config'],
  uses: [],
  references: [CIS_ENGINE_SOCKET],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers, 'image-config': config }) => {
    const found = notableFiles(files, 'engine-socket').map(({ file, notable }) => ({
      ...{ files: [file], severity: META.severity, key: file.path },
      title: `The image has a ${notable.name}`,
      detail: `A path of that name ${notable.reason}: who mounts it there gives the container the whole machine.`,
      seen: file.kind,
      fix: {
        text: 'Remove it; a program that has to talk to an engine gets a proxy that allows what it needs.',
        lines: [],
      },
    }));
    const volumes = config.volumes.filter((path) => SOCKET.test(path)).map(asked);
    const findings = [...fileFindings(META, found, layers), ...volumes];
    const seen = findings.length === 0 ? 'no engine socket' : findings.map(({ seen: words }) => words).join('; ');
    return { kind: 'judged', seen, findings };
  },
});

function asked(path: string): Finding {
  return finding(META, {
    key: `volume:${path}`,
    title: "The image asks for its engine's socket",
    detail: 'A VOLUME of that path invites everybody to mount the socket there, and with it the whole machine.',
    seen: `VOLUME ${visibleText(path, 100)}`,
    fix: { text: 'Take the VOLUME out of the Dockerfile.' },
  });
}

import { defineCheck } from '../../model/check.ts';
import { fileFindings, pathsOf } from './file-findings.ts';
import { notablePrograms } from './notable-programs.ts';
import { CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-ssh-server', severity: 'medium' } as const;

/** The image has no second way in. */
export const noSshServer = defineCheck({
  ...META,
  title: 'The image has no SSH server',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers }) => {
    const servers = notablePrograms(files, 'ssh-server');
    if (servers.length === 0) return { kind: 'judged', seen: 'no SSH server', findings: [] };
    const found = servers.map(({ file, notable }) => ({
      ...{ files: [file], severity: META.severity, key: file.path },
      title: `An SSH server is in the image: ${notable.name}`,
      detail: 'It is a second way in, with keys and accounts of its own that nobody looks after in a container.',
      seen: notable.name,
      fix: { text: 'Leave its package out; docker exec and kubectl exec open a shell without it.', lines: [] },
    }));
    const seen = pathsOf(servers.map(({ file }) => file));
    return { kind: 'judged', seen, findings: fileFindings(META, found, layers) };
  },
});

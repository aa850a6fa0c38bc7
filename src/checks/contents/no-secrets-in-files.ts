import { defineCheck } from '../../model/check.ts';
import type { SecretFile } from '../../model/image-contents.ts';
import { type FileFinding, fileFindings, pathsOf } from './file-findings.ts';
import { fileSecrets } from './file-secrets.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, NIST_EMBEDDED_SECRETS } from './secret-references.ts';

const META = { id: 'no-secrets-in-files', severity: 'high' } as const;

/** No file that tools keep credentials in holds any. */
export const noSecretsInFiles = defineCheck({
  ...META,
  title: 'Files for credentials hold none',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-files': { secrets }, 'image-layers': layers }) => {
    const visible = secrets.filter(({ text, hiddenBy }) => text !== undefined && hiddenBy === undefined);
    const found = visible.flatMap(told);
    const files = pathsOf(visible.map(({ file }) => file));
    const seen =
      visible.length === 0 ? 'no files for credentials' : `${files}: ${found.length === 0 ? 'none' : 'some'}`;
    return { kind: 'judged', seen, findings: fileFindings(META, found, layers) };
  },
});

function told(secret: SecretFile): FileFinding[] {
  const kinds = fileSecrets(secret).map(({ kind }) => kind);
  if (kinds.length === 0) return [];
  return [
    {
      files: [secret.file],
      severity: META.severity,
      key: secret.file.path,
      title: `A file for credentials holds ${kinds.length === 1 ? 'one' : 'some'}: ${kinds.slice(0, 3).join(', ')}`,
      detail: 'Everybody who can pull the image can read it.',
      seen: `${kinds.slice(0, 5).join(', ')}, value not shown`,
      fix: {
        text: 'Replace it: it is known. Give it to the step that needs it as RUN --mount=type=secret,id=…,target=….',
        lines: [],
      },
    },
  ];
}

import { defineCheck } from '../../model/check.ts';
import type { ImageLayer, SecretFile } from '../../model/image-contents.ts';
import { type FileFinding, fileFindings, pathsOf, worstFirst } from './file-findings.ts';
import { fileSecrets } from './file-secrets.ts';
import { isPublishedExample } from './published-file.ts';
import { secretFileCure } from './secret-file-cure.ts';
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
    if (visible.length === 0) return { kind: 'judged', seen: 'no files for credentials', findings: [] };
    const found = worstFirst(visible.flatMap((secret) => told(secret, layers)));
    const bad = found.length === 0 ? 'without any' : `${found.length} with some`;
    const seen = `files for credentials, ${bad}: ${pathsOf(visible.map(({ file }) => file))}`;
    return { kind: 'judged', seen, findings: fileFindings(META, found, layers) };
  },
});

function told(secret: SecretFile, layers: readonly ImageLayer[]): FileFinding[] {
  const kinds = fileSecrets(secret).map(({ kind }) => kind);
  if (kinds.length === 0) return [];
  const { file } = secret;
  const example = isPublishedExample(file.path);
  return [
    {
      files: [file],
      severity: example ? 'low' : META.severity,
      key: file.path,
      title: `A file for credentials holds ${kinds.length === 1 ? 'one' : 'some'}: ${kinds.slice(0, 3).join(', ')}`,
      detail: example
        ? 'It belongs to the tests or examples of a package that everybody can download.'
        : 'Everybody who can pull the image can read it.',
      seen: `${kinds.slice(0, 5).join(', ')}, value not shown`,
      fix: { text: secretFileCure('credentials', file, layers), lines: [] },
    },
  ];
}

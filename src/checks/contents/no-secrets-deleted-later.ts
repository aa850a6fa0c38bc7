import { defineCheck } from '../../model/check.ts';
import type { ImageLayer, SecretFile } from '../../model/image-contents.ts';
import { type FileFinding, fileFindings, pathsOf } from './file-findings.ts';
import { placeOfFile } from './file-place.ts';
import { fileSecrets } from './file-secrets.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, NIST_EMBEDDED_SECRETS } from './secret-references.ts';

const META = { id: 'no-secrets-deleted-later', severity: 'high' } as const;

/** What was a secret in one layer is not taken away in a later one: it is still there. */
export const noSecretsDeletedLater = defineCheck({
  ...META,
  title: 'No layer holds a secret that a later one hides',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-files': { secrets, counts }, 'image-layers': layers }) => {
    const found = secrets.flatMap((secret) => told(secret, secrets, layers));
    const seen =
      found.length === 0
        ? `${layers.length} layers with ${counts.entries} entries, none hides a secret of another`
        : pathsOf(found.flatMap(({ files }) => files));
    return { kind: 'judged', seen, findings: fileFindings(META, found, layers) };
  },
});

function told(
  { file, keys, text, hiddenBy }: SecretFile,
  all: readonly SecretFile[],
  layers: readonly ImageLayer[],
): FileFinding[] {
  if (hiddenBy === undefined) return [];
  const kinds = [
    ...(keys.length > 0 ? ['private key'] : []),
    ...fileSecrets({ file, keys, ...(text !== undefined && { text }) }).map(({ kind }) => kind),
  ];
  // The same key under the same path above it is told there.
  const above = all.some((other) => other.file.path === file.path && other.hiddenBy === undefined);
  if (kinds.length === 0 || above) return [];
  const { words } = placeOfFile({ layer: hiddenBy.layer }, layers);
  return [
    {
      files: [file],
      severity: META.severity,
      key: file.path,
      title: `A layer holds a ${kinds[0]} that a later one ${hiddenBy.how === 'removed' ? 'removes' : 'replaces'}`,
      detail:
        'A layer is only hidden by the ones above it, never changed: docker save, and everybody who pulls the image, still ' +
        'has the file.',
      seen: `${kinds.slice(0, 3).join(', ')}, value not shown, ${hiddenBy.how} in ${words}`,
      fix: {
        text:
          'Replace it: it is known. Give it to the step as RUN --mount=type=secret,id=…, or make and remove it within one RUN, ' +
          'or use it in a stage that is not the last.',
        lines: [],
      },
    },
  ];
}

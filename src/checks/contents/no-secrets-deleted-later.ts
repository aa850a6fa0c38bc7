import { defineCheck } from '../../model/check.ts';
import type { ImageLayer, SecretFile } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { type FileFinding, fileFindings, pathsOf, worstFirst } from './file-findings.ts';
import { placeOfFile } from './file-place.ts';
import { fileSecrets } from './file-secrets.ts';
import { keySeverity, keyWords } from './key-file.ts';
import { isPublishedExample } from './published-file.ts';
import { secretFileCure } from './secret-file-cure.ts';
import { aKind } from './secret-findings.ts';
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
    const visible = new Map(secrets.filter(isVisible).map((secret) => [secret.file.path, secret]));
    const hidden = secrets.flatMap((secret) => hiddenSecret(secret, visible.get(secret.file.path)));
    const paths = Map.groupBy(hidden, ({ path }) => path);
    const found = worstFirst([...paths.values()].flatMap((versions) => told(versions, layers)));
    const seen =
      found.length === 0
        ? `${layers.length} layers with ${counts.entries} entries, none hides a secret of another`
        : pathsOf(found.flatMap(({ files }) => files));
    return { kind: 'judged', seen, findings: fileFindings(META, found, layers) };
  },
});

function isVisible({ hiddenBy }: SecretFile): boolean {
  return hiddenBy === undefined;
}

interface HiddenSecret {
  readonly path: string;
  readonly file: SecretFile['file'];
  readonly hiddenBy: NonNullable<SecretFile['hiddenBy']>;
  readonly severity: Severity;
  /** `private key (RSA)`, `npm token`. */
  readonly kinds: readonly string[];
}

/** @param above what is visible at the same path: secrets that are still there are told there, by the other checks */
function hiddenSecret(secret: SecretFile, above: SecretFile | undefined): readonly HiddenSecret[] {
  const { file, text, hiddenBy } = secret;
  if (hiddenBy === undefined) return [];
  const keys = secret.keys.filter(({ digest }) => above?.keys.every((other) => other.digest !== digest) ?? true);
  const written = text === undefined || text === above?.text ? [] : fileSecrets(secret).map(({ kind }) => kind);
  const kinds = [...(keys.length > 0 ? [keyWords(keys)] : []), ...written];
  if (kinds.length === 0) return [];
  const example = isPublishedExample(file.path);
  const severity = written.length > 0 ? (example ? 'low' : META.severity) : keySeverity({ ...secret, keys });
  return [{ path: file.path, file, hiddenBy, severity, kinds }];
}

/** One finding a path, about the lowest layer; a path that had a secret more than once says so. */
function told(versions: readonly HiddenSecret[], layers: readonly ImageLayer[]): readonly FileFinding[] {
  const [worst] = worstFirst(versions.map((version) => finding(version, layers)));
  if (worst === undefined) return [];
  const others = versions.length - 1;
  return [others === 0 ? worst : { ...worst, seen: `${worst.seen}; ${others} more of its versions hold one` }];
}

function finding({ file, hiddenBy, severity, kinds }: HiddenSecret, layers: readonly ImageLayer[]): FileFinding {
  const { words } = placeOfFile({ layer: hiddenBy.layer }, layers);
  const [first = ''] = kinds;
  const isKey = first.startsWith('private key');
  const does = hiddenBy.how === 'removed' ? 'removes' : 'replaces';
  return {
    files: [file],
    severity,
    key: file.path,
    title: `A layer holds ${isKey ? 'a private key' : aKind({ kind: first, source: '' })} that a later one ${does}`,
    detail:
      'A layer is only hidden by the ones above it, never changed: docker save, and everybody who pulls the image, still ' +
      'has the file.',
    seen: `${kinds.slice(0, 3).join(', ')}, value not shown, ${hiddenBy.how} in ${words}`,
    fix: {
      text: `${secretFileCure(isKey ? 'key' : 'credentials', file, layers)} What one RUN makes and removes itself is in no layer.`,
      lines: [],
    },
  };
}

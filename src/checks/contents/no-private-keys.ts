import { defineCheck } from '../../model/check.ts';
import type { ImageLayer, SecretFile } from '../../model/image-contents.ts';
import { type FileFinding, fileFindings, pathsOf, worstFirst } from './file-findings.ts';
import { placeOfFile } from './file-place.ts';
import { type GeneratedKey, generatedKey, keySeverity, keyWords } from './key-file.ts';
import { isPublishedExample } from './published-file.ts';
import { secretFileCure } from './secret-file-cure.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, NIST_EMBEDDED_SECRETS } from './secret-references.ts';

const META = { id: 'no-private-keys', severity: 'high' } as const;

/** No file of the image holds a private key. */
export const noPrivateKeys = defineCheck({
  ...META,
  title: 'The image holds no private keys',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-files': { secrets }, 'image-layers': layers }) => {
    const found = secrets.filter(({ keys, hiddenBy }) => keys.length > 0 && hiddenBy === undefined);
    if (found.length === 0) return { kind: 'judged', seen: 'no private keys in files', findings: [] };
    const seen = pathsOf(found.map(({ file }) => file));
    const told = worstFirst(found.map((secret) => tell(secret, layers)));
    return { kind: 'judged', seen, findings: fileFindings(META, told, layers) };
  },
});

function tell(secret: SecretFile, layers: readonly ImageLayer[]): FileFinding {
  const { file, keys } = secret;
  const generated = generatedKey(file.path);
  const base = { files: [file], severity: keySeverity(secret), key: file.path, seen: keyWords(keys) };
  if (generated !== undefined) return { ...base, ...OF_PACKAGES[generated](secret, layers) };
  if (isPublishedExample(file.path)) {
    return {
      ...base,
      title: 'An example of a package brings a private key along',
      detail: 'Everybody knows it. It opens nothing as long as nobody uses it.',
      fix: { text: 'Leave the tests and examples of packages out of the image.', lines: [] },
    };
  }
  return {
    ...base,
    title: 'A private key is in the image',
    detail: "Everybody who can pull the image has it, whatever the file's mode says.",
    fix: { text: secretFileCure('key', file, layers), lines: [] },
  };
}

type Words = Pick<FileFinding, 'title' | 'detail' | 'fix'>;

const OF_PACKAGES: Readonly<Record<GeneratedKey, (secret: SecretFile, layers: readonly ImageLayer[]) => Words>> = {
  'ssh-host': ({ file }, layers) => ({
    title: 'The image brings the key of its SSH server along',
    detail: 'Every container of the image has the same one, and everybody who can pull the image can pretend to be it.',
    fix: madeAtStart('/etc/ssh/ssh_host_*', 'ssh-keygen -A', placeOfFile(file, layers).inheritedFrom),
  }),
  snakeoil: ({ file }, layers) => ({
    title: "The image brings the key of Debian's self-signed certificate along",
    detail:
      'Every container of the image has the same one: what is encrypted with it everybody can read who can pull the image.',
    fix: madeAtStart(
      '/etc/ssl/private/ssl-cert-snakeoil.key',
      'make-ssl-cert generate-default-snakeoil --force-overwrite',
      placeOfFile(file, layers).inheritedFrom,
    ),
  }),
};

/** Here a later line is a cure: a key that nobody uses any more opens nothing. */
function madeAtStart(files: string, command: string, inheritedFrom: string | undefined): FileFinding['fix'] {
  const made = `Where it is needed, make a new one when the container starts: ${command}.`;
  if (inheritedFrom !== undefined) return { text: `Remove it. ${made}`, lines: [`RUN rm -f ${files}`] };
  return { text: `Remove it in the RUN that installs the package: && rm -f ${files}. ${made}`, lines: [] };
}

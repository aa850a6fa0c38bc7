import { defineCheck } from '../../model/check.ts';
import type { SecretFile } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { type FileFinding, fileFindings, pathsOf, worstFirst } from './file-findings.ts';
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
    return { kind: 'judged', seen, findings: fileFindings(META, worstFirst(found.map(told)), layers) };
  },
});

/** Keys that packages of languages bring along for their own tests are everybody's. */
const TEST_FOLDER = /\/(?:site-packages|dist-packages|node_modules|go\/pkg\/mod|gems|python3?\.?\d*\/test)\/.*/;
const EXAMPLE = /\/(?:tests?|testdata|test-data|fixtures|examples?|samples?|spec|certdata|__tests__)\/|\/test\//;
const DOCUMENTATION = /^\/usr\/(?:local\/)?share\/doc\//;
const HOST_KEY = /^\/etc\/ssh\/ssh_host_\w+_key$/;

function severityOf({ file: { path }, keys }: SecretFile): Severity {
  if (DOCUMENTATION.test(path) || (TEST_FOLDER.test(path) && EXAMPLE.test(path))) return 'low';
  return keys.every(({ encrypted }) => encrypted) ? 'medium' : META.severity;
}

function told(secret: SecretFile): FileFinding {
  const { file, keys } = secret;
  const forms = [...new Set(keys.map(({ form, encrypted }) => `${form}${encrypted ? ', with a passphrase' : ''}`))];
  const host = HOST_KEY.test(file.path);
  return {
    files: [file],
    severity: severityOf(secret),
    key: file.path,
    title: host ? 'The image brings the key of its SSH server along' : 'A private key is in the image',
    detail: host
      ? 'Every container of the image has the same one, and everybody who can pull the image can pretend to be it.'
      : "Everybody who can pull the image has it, whatever the file's mode says.",
    seen: `private key (${forms.slice(0, 4).join('; ')})`,
    fix: {
      text: host
        ? 'Leave it out, and make it when the container starts; replace it where it is used.'
        : 'Replace the key: it is known. Give it to the step that needs it as RUN --mount=type=secret,id=…, to the container as a secret or volume.',
      lines: [],
    },
  };
}

import type { AnyCheck, CheckResult } from '../../src/model/check.ts';
import type { EvidenceMap } from '../../src/model/evidence.ts';
import type { ImageFile, SecretFile } from '../../src/model/image-contents.ts';
import { anImageConfig } from './image-config.ts';
import { anImageFile, type ImageFilesParts, someImageFiles, somePackages, twoLayers } from './image-contents.ts';

/** Packages of an image whose database names files. */
export const WITH_PACKAGES = somePackages({
  packages: [{ type: 'deb', name: 'passwd', version: '1', architecture: 'amd64', layer: 0 }],
});
export const WITHOUT_PACKAGES = somePackages({ databases: [] });

/** Asks a check about an image of two layers: the base's, and one of RUN in line 3. */
export function judgeFiles(check: AnyCheck, parts: ImageFilesParts, more: Partial<EvidenceMap> = {}): CheckResult {
  return check.evaluate({
    'image-files': someImageFiles(parts),
    'image-layers': twoLayers(),
    'image-packages': WITH_PACKAGES,
    'image-config': anImageConfig(),
    ...more,
  });
}

/** The same about files given by path and what is special of them. */
export function judgeFile(check: AnyCheck, file: Partial<ImageFile> & { readonly path: string }): CheckResult {
  return judgeFiles(check, { files: [anImageFile(file)] });
}

export function aSecretFile(path: string, more: Partial<SecretFile> = {}): SecretFile {
  return { file: anImageFile({ path, mode: 0o600 }), keys: [], ...more };
}

export const AN_RSA_KEY = { form: 'RSA', encrypted: false, digest: 'a'.repeat(64) } as const;

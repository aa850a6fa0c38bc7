import type { Location } from './finding.ts';

/** Who made a layer, as far as it can be known for sure. */
export type LayerOrigin =
  /** An instruction of the Dockerfile that was built. */
  | { readonly kind: 'instruction'; readonly keyword: string; readonly location: Location }
  /** The external base image; `location` is the FROM. Untrusted. */
  | { readonly kind: 'base-image'; readonly reference: string; readonly location: Location }
  /** `why` completes "it is not known who made it: …". */
  | { readonly kind: 'unknown'; readonly why: string };

/** One layer of the judged image, the lowest first. */
export interface ImageLayer {
  /** Of its uncompressed tar: `sha256:<64 hex>` (OCI image-spec, config.md, "Layer DiffID"). */
  readonly diffId: string;
  /** Of its uncompressed tar. */
  readonly sizeBytes: number;
  /** `created_by` of its step in the image's history; absent when the history does not fit the layers. Untrusted. */
  readonly createdBy?: string;
  readonly origin: LayerOrigin;
}

export type ImageFileKind = 'file' | 'directory' | 'symlink' | 'character-device' | 'block-device' | 'fifo';

/** Something at a path of the image. Every string is untrusted. */
export interface ImageFile {
  /** Absolute, without `.`, `..` and doubled slashes: `/usr/bin/su`. Bytes that are no UTF-8 are U+FFFD. */
  readonly path: string;
  readonly kind: ImageFileKind;
  /** Permission bits, setuid, setgid and sticky: at most 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes; 0 for what is no file. */
  readonly sizeBytes: number;
  /** Index of the layer that it comes from, in `image-layers`. */
  readonly layer: number;
  /** Of a symlink, as written. */
  readonly target?: string;
  /** The extended attribute `security.capability`, in hex digits. */
  readonly capability?: string;
  /** Of a device: its major and minor number. */
  readonly device?: { readonly major: number; readonly minor: number };
  /** The package that says that the file is its own. */
  readonly package?: string;
}

/** A private key in a file. The key itself is not kept. */
export interface PrivateKey {
  /** `RSA`, `EC`, `DSA`, `OpenSSH`, `PKCS#8`, `PGP`, `PuTTY`, … */
  readonly form: string;
  /** It can only be used with a passphrase. */
  readonly encrypted: boolean;
  /** SHA-256 of the decoded key, 64 hex digits: keys that everybody knows are told by it. */
  readonly digest: string;
}

/** A file, visible or not, that holds private keys or is of a name that holds credentials. */
export interface SecretFile {
  readonly file: ImageFile;
  readonly keys: readonly PrivateKey[];
  /** The text of a file whose name says that it holds credentials (`.npmrc`, `.netrc`), up to 64 KiB. Untrusted. */
  readonly text?: string;
  /** Only in a lower layer: the layer that took it away or put something else in its place. Absent for a visible file. */
  readonly hiddenBy?: { readonly layer: number; readonly how: 'removed' | 'replaced' };
}

/**
 * What is in the image, by its layers, merged as the engine merges them. Only what a check may ask for is listed; all of
 * it is counted. Hidden files are in `secrets` alone.
 */
export interface ImageFiles {
  /**
   * Visible: setuid and setgid files, files with capabilities, files and directories that everybody may write to
   * (sticky directories left out), devices, FIFOs, and what `linux/notable-files.ts` names. Sorted by path.
   */
  readonly files: readonly ImageFile[];
  readonly secrets: readonly SecretFile[];
  /** `/etc/passwd`, `/etc/group`, `/etc/shadow`, `/etc/os-release`, links followed; a file that is not there is missing. */
  readonly texts: ReadonlyMap<string, string>;
  readonly counts: {
    /** Entries of all layers, hidden ones and whiteouts too. */
    readonly entries: number;
    /** Uncompressed bytes of all layers. */
    readonly bytes: number;
    /** Of `devices` device nodes and `fifos` FIFOs in all layers, none was opened. */
    readonly devices: number;
    readonly fifos: number;
  };
}

export type PackageType = 'deb' | 'apk' | 'rpm';

/** A package as the image's package database lists it. Every string is untrusted. */
export interface ImagePackage {
  readonly type: PackageType;
  readonly name: string;
  readonly version: string;
  /** `''` when the database does not say. */
  readonly architecture: string;
  /** The source package, where it has another name. */
  readonly source?: string;
  /** Index of the layer that last wrote the package's files; absent: not known. */
  readonly layer?: number;
}

/** The packages of the image's own package databases. */
export interface ImagePackages {
  /** Sorted by type and name. */
  readonly packages: readonly ImagePackage[];
  /** Every database that was found, also those that could not be read: then `unread` says why, in one sentence. */
  readonly databases: readonly { readonly type: PackageType; readonly path: string; readonly unread?: string }[];
}

import { type ErrorCode, GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';

/** Bytes as a string of the same length: one character a byte, so that paths stay exact whatever their encoding. */
export type ByteString = string;

/** Shows bytes of an archive to people: UTF-8 where they are that. */
export function shownBytes(bytes: ByteString, limit = 200): string {
  return visibleText(utf8Of(bytes), limit);
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function utf8Of(bytes: ByteString): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** @param why completes "A layer of the image can't be read: …" */
export function layerCorrupt(why: string): GateError {
  return problem(
    'LAYER-CORRUPT',
    `A layer of the image can't be read: ${why}.`,
    'Build or pull the image again; an archive may have been cut off when it was copied.',
  );
}

/** @param why completes "A layer of the image is of a kind that the gate does not know: …" */
export function layerUnsupported(why: string): GateError {
  return problem(
    'LAYER-UNSUPPORTED',
    `A layer of the image is of a kind that the gate does not know: ${why}.`,
    'Build the image with Docker, BuildKit or buildah in their usual forms, or report what is missing.',
  );
}

/** @param why completes "The image is larger than the gate reads: …" */
export function imageTooLarge(why: string): GateError {
  return problem(
    'IMAGE-TOO-LARGE',
    `The image is larger than the gate reads: ${why}.`,
    'Make the image smaller: a multi-stage build that copies only what runs is the usual way.',
  );
}

/** @param what one sentence: what has which digest instead of which */
export function digestMismatch(what: string): GateError {
  return problem(
    'DIGEST-MISMATCH',
    what,
    'Do not use the image: build or pull it again, and find out who changed it if it comes back.',
  );
}

/** @param what one sentence about the manifest, index or configuration */
export function manifestUnsupported(what: string): GateError {
  return problem(
    'MANIFEST-UNSUPPORTED',
    what,
    'Give an archive of one image in the form of docker save, skopeo or buildah (docker-archive, OCI layout).',
  );
}

function problem(code: ErrorCode, what: string, todo: string): GateError {
  return new GateError({ code, what, means: NO_VERDICT, todo });
}

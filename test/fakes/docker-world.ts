import { writeSync } from 'node:fs';
import type { FakeAnswer, FakeDockerScript, FakeImage, FakeState, KnownImage } from './docker.ts';
import { fakeArchive } from './docker-archive.ts';

/** What the play needs to know and may change. */
export interface FakeWorld {
  /** Its own, absolute. */
  readonly folder: string;
  readonly script: FakeDockerScript;
  readonly state: FakeState;
  readonly save: (state: FakeState) => void;
  /** What this call must do differently. */
  readonly answer: FakeAnswer | undefined;
}

/** Writes all of it, whatever the pipe's size. */
export function print(fd: 1 | 2, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** The image with its id. */
export function knownImage(image: FakeImage): KnownImage {
  return { ...image, hex: image.hex ?? fakeArchive(image).id };
}

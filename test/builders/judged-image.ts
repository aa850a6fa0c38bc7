import type { JudgedImage } from '../../src/model/evidence.ts';

/** An image that was just built, by an engine of today. */
export function aJudgedImage(overrides: Partial<JudgedImage> = {}): JudgedImage {
  return {
    id: `sha256:${'a'.repeat(64)}`,
    repoDigests: [],
    origin: { kind: 'built', builder: 'buildx', context: '.', dockerfile: 'Dockerfile', durationMs: 12_000 },
    engine: {
      clientVersion: '28.2.2',
      serverVersion: '28.2.2',
      apiVersion: '1.50',
      os: 'linux',
      architecture: 'amd64',
      buildxVersion: '0.24.0',
    },
    ...overrides,
  };
}

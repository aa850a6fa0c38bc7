import type { ImageConfig } from '../../src/model/evidence.ts';

/** The configuration of a small Linux image without USER. */
export function anImageConfig(overrides: Partial<ImageConfig> = {}): ImageConfig {
  return {
    os: 'linux',
    architecture: 'amd64',
    user: '',
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    entrypoint: [],
    cmd: ['/bin/sh'],
    workingDir: '/',
    labels: new Map(),
    exposedPorts: [],
    volumes: [],
    onBuild: [],
    diffIds: [`sha256:${'1'.repeat(64)}`],
    size: 7_654_321,
    created: '2026-11-24T10:00:00Z',
    ...overrides,
  };
}

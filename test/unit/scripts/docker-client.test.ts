import { describe, expect, it } from 'vitest';
import { bestClient, type DockerClient } from '../../../scripts/services/docker-client.ts';

const client = (version: string, buildKit: boolean, engine?: string): DockerClient => ({
  program: `/${version}/docker`,
  version,
  buildKit,
  ...(engine === undefined ? {} : { engine }),
});

describe('the client that the scripts choose', () => {
  it.each<[string, readonly DockerClient[], string | undefined]>([
    ['none', [], undefined],
    ['the first that can BuildKit', [client('28', false, '20.10'), client('20', true, '20.10')], '20'],
    ['the first of two that can', [client('29', true, '20.10'), client('20', true, '20.10')], '29'],
    ['the one that reaches an engine', [client('29', true), client('28', false, '20.10')], '28'],
    ['one at least, without an engine', [client('28', false), client('20', true)], '20'],
  ])('%s', (_name, clients, expected) => {
    expect(bestClient(clients)?.version).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { containerUser } from '../../../src/checks/run/container-user.ts';
import { ENGINE_DEFAULTS } from '../../../src/model/run-settings.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

const AT = { in: 'run-args', word: 1 } as const;
const said = (value: string) => ({ state: 'said', value, at: AT }) as const;

describe('the groups of a container', () => {
  it.each([
    ['20.10.24', ['docker', 'docker'], 'refused'],
    ['20.10.24', ['docker'], 'known'],
    ['29.0.0', ['docker', 'docker'], 'known'],
    [undefined, ['docker', 'docker'], 'known'],
    ['29.0.0', ['docker', '999'], 'known'],
    ['29.0.0', ['nobody-knows'], 'refused'],
  ])('engine %s with the groups %j: %s', (engineVersion, names, kind) => {
    const run = { ...ENGINE_DEFAULTS, groupAdd: names.map(said) };
    const evidence = { run, config: anImageConfig({ user: '1000' }), accounts: someAccounts(), engineVersion };
    expect(containerUser(evidence)).toMatchObject({ kind });
  });
});

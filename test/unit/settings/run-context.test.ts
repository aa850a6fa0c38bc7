import { describe, expect, it } from 'vitest';
import { readRunContext } from '../../../src/settings/run-context.ts';
import { buildEvent, type EventOptions } from '../../fakes/events.ts';

const BASE = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';

function read(options: EventOptions) {
  const { payload, env } = buildEvent(options);
  return readRunContext(env, JSON.stringify(payload));
}

describe('events of the runner (threats T027–T030)', () => {
  it.each<[EventOptions, Readonly<Record<string, unknown>>]>([
    [
      { name: 'pull_request' },
      { pullRequest: 7, commit: HEAD, fork: false, privileged: false, base: { branch: 'main', commit: BASE } },
    ],
    [
      { name: 'pull_request', fork: 'somebody/octo-repo' },
      { pullRequest: 7, commit: HEAD, fork: true, privileged: false },
    ],
    [{ name: 'pull_request_target' }, { pullRequest: 7, commit: HEAD, privileged: true }],
    [{ name: 'workflow_run' }, { privileged: true }],
    [{ name: 'merge_group' }, { privileged: false, fork: false, base: { branch: 'main' } }],
    [{ name: 'push' }, { privileged: false }],
    [{ name: 'schedule' }, { privileged: false }],
    [{ name: 'workflow_dispatch' }, { privileged: false }],
  ])('%j', (options, expected) => {
    const { circumstances, problem } = read(options);
    expect(problem).toBeUndefined();
    expect(circumstances).toMatchObject({
      where: 'github-actions',
      event: options.name,
      repository: 'octo-org/octo-repo',
      runId: 1_000_200,
      runAttempt: 1,
      ...expected,
    });
    expect(circumstances.commit).toMatch(/^[0-9a-f]{40}$/);
    expect('pullRequest' in circumstances).toBe(options.name.startsWith('pull_request'));
  });

  it('a pull request whose fork was deleted is a fork', () => {
    const overrides = { pull_request: { head: { repo: null } } };
    expect(read({ name: 'pull_request', overrides }).circumstances.fork).toBe(true);
  });

  it.each<[string, string | undefined]>([
    ['absent', undefined],
    ['empty', ''],
    ['not JSON', '{"pull_request":'],
    ['a list', '[]'],
    ['of another event', '{"ref":"refs/heads/main"}'],
    [
      'with a commit that is none',
      '{"pull_request":{"number":1,"head":{"sha":"$(id)","repo":null}},"repository":{"full_name":"o/r"}}',
    ],
    [
      'with a number that is none',
      `{"pull_request":{"number":"1","head":{"sha":"${HEAD}","repo":null}},"repository":{"full_name":"o/r"}}`,
    ],
    ['too large', ' '.repeat(27_000_000)],
  ])('a payload that is %s is EVENT-UNREADABLE', (_, text) => {
    const { env } = buildEvent({ name: 'pull_request' });
    expect(readRunContext(env, text).problem?.code).toBe('EVENT-UNREADABLE');
  });
});

describe('addresses and numbers of the runner', () => {
  const { payload, env } = buildEvent({ name: 'push' });
  const circumstances = (changes: Readonly<Record<string, string>>) =>
    readRunContext({ ...env, ...changes }, JSON.stringify(payload)).circumstances;

  it('keeps a path prefix and a port, without the trailing slash', () => {
    expect(circumstances({ GITHUB_API_URL: 'https://git.example:8443/api/v3/' }).apiUrl).toBe(
      'https://git.example:8443/api/v3',
    );
  });

  it.each(['javascript:alert(1)', 'https://user:pw@git.example', 'file:///etc/passwd', 'not an address'])(
    'takes no address from %j',
    (url) => {
      expect(circumstances({ GITHUB_SERVER_URL: url })).not.toHaveProperty('serverUrl');
    },
  );

  it.each(['0', '-1', '1e9', '12345678901234567890', 'x'])('takes no run number from %j', (text) => {
    expect(circumstances({ GITHUB_RUN_ID: text })).not.toHaveProperty('runId');
  });
});

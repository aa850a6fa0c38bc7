import { describe, expect, it } from 'vitest';
import { faultTally } from './fault-tally.ts';
import {
  LOOSE,
  POLICY,
  type PullRequestOptions,
  type PullRequestRun,
  ROOT_IMAGE,
  runPullRequest,
  WORKFLOW,
} from './policy-place.ts';
import { expectStanding } from './standing-assertions.ts';

const count = faultTally('policy faults through the bundle');

const HARMLESS = [
  ...['user-not-root-group', 'user-numeric', 'user-resolvable', 'user-in-range', 'no-onbuild', 'no-sudo'],
  ...[
    'base-images-tagged',
    'base-images-pinned',
    'no-remote-add',
    'healthcheck-present',
    'no-ssh-port',
    'copy-not-add',
  ],
];
const BOMB = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
].join('\n');

/** Policies of the base branch that can't be used: row, what, code, words of the report, text. */
const WRONG: readonly (readonly [string, string, string, RegExp, string])[] = [
  ['T007', 'a misspelt severity', 'POLICY-INVALID', /line 1: fail-on is hgih.*Did you mean high/, 'fail-on: hgih\n'],
  [
    'T009',
    'an unknown key',
    'POLICY-INVALID',
    /line 2: fail_onn.*Did you mean fail-on/,
    'mode: enforce\nfail_onn: high\n',
  ],
  ['T011', 'an empty file', 'POLICY-INVALID', /the file is empty/, ''],
  ['T011b', 'comments only', 'POLICY-INVALID', /the file is empty/, '# nothing\n'],
  ['T011c', 'null', 'POLICY-INVALID', /the file is empty/, 'null\n'],
  ['T011d', 'a list', 'POLICY-INVALID', /the file is a list/, '- fail-on: high\n'],
  ['T011e', 'two documents', 'POLICY-INVALID', /second document/, 'fail-on: high\n---\nfail-on: low\n'],
  ['T012', '5 MB', 'POLICY-UNREADABLE', /bytes/, `# ${'x'.repeat(5_000_000)}\n`],
  ['T012b', '10,000 levels', 'POLICY-INVALID', /brackets/, `checks: ${'['.repeat(10_000)}\n`],
  ['T012c', '10,000 mappings in mappings', 'POLICY-INVALID', /brackets/, `checks: ${'{a: '.repeat(10_000)}\n`],
  ['T012d', 'a key of 200 kB', 'POLICY-INVALID', /no such key/, `${'k'.repeat(200_000)}: 1\n`],
  ['T013', 'an alias bomb', 'POLICY-INVALID', /anchor/, `${BOMB}\n`],
  [
    'T014',
    '__proto__',
    'POLICY-INVALID',
    /2 mistakes/,
    '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n',
  ],
  ['T014b', '__proto__ as a check', 'POLICY-TOO-NEW', /no such check/, 'checks: {__proto__: {severity: low}}\n'],
  ['T015', 'a pattern where a check id stands', 'POLICY-TOO-NEW', /no such check/, 'checks: {"(a+)+$": off}\n'],
  ['T009b', 'a key twice', 'POLICY-INVALID', /twice/, 'fail-on: low\nfail-on: critical\n'],
  ['T009c', 'a merge key', 'POLICY-INVALID', /merge key/, 'checks:\n  <<: {user-not-root: off}\n'],
  [
    'T009d',
    'JSON and YAML that differ (a polyglot)',
    'POLICY-INVALID',
    /twice/,
    '{"fail-on": "low", "fail-on": "critical"}\n',
  ],
  ['T009e', 'a YAML 1.1 boolean', 'POLICY-INVALID', /write true or false/, 'only-fixed: yes\n'],
  ['T009f', 'a directive for another YAML', 'POLICY-INVALID', /directive/, '%YAML 1.1\n---\nonly-fixed: on\n'],
  ['T009g', 'a tag that makes code', 'POLICY-INVALID', /tag/, 'fail-on: !!js/function "function(){}"\n'],
  ['T009h', 'text that a terminal obeys', 'POLICY-INVALID', /u\{1b\}/, '"\\e[31mfail-on": high\n'],
  ['T009i', 'a workflow command', 'POLICY-INVALID', /no such key/, '"::set-output name=verdict::pass": 1\n'],
  ['T019', 'every check off', 'NOTHING-CHECKED', /No check had anything to say/, ''],
  ['T036', 'a check of a later version', 'POLICY-TOO-NEW', /checks.no-teapots/, 'checks:\n  no-teapots: off\n'],
  ['T036b', 'a form of a later version', 'POLICY-TOO-NEW', /version is 2/, 'version: 2\n'],
  [
    'T037',
    'waivers, which this version does not have',
    'POLICY-INVALID',
    /waivers: there is no such key/,
    'waivers: []\n',
  ],
  ['T036c', 'a scanner, which this version does not have', 'NOT-AVAILABLE-YET', /no scanner yet/, 'scanner: grype\n'],
];

describe('a policy of the base branch that can’t be used is never a pass', () => {
  it.each(WRONG)('%s %s → %s', async (row, _what, code, words, text) => {
    count(row);
    const { CHECKS } = await import('../../src/checks/index.ts');
    const policy = row === 'T019' ? `checks: {${CHECKS.map(({ id }) => `${id}: off`).join(', ')}}\n` : text;
    await runPullRequest({ base: { [POLICY]: policy } }, ({ run, api }) => {
      expectStanding(run, api);
      expect(run.exitCode).toBe(2);
      expect(run.outputs.get('error-codes')).toBe(code);
      const [problem] = run.report?.verdict.problems ?? [];
      expect(`${problem?.what} ${problem?.details?.join('\n')}`).toMatch(words);
      if (row !== 'T019') expect(run.docker.images, 'nothing was built').toEqual({});
      expect(api.state.comments[0]?.body).toContain(`NO VERDICT – ${code}`);
    });
  });
});

/** Where the rules come from: row, what, the pull request, and what must come out. */
const ROWS: readonly (readonly [string, string, PullRequestOptions, (result: PullRequestRun) => void])[] = [
  [
    'T021',
    'a pull request that loosens the policy and switches a check off',
    { base: { [POLICY]: 'fail-on: medium\n' }, change: { [POLICY]: LOOSE } },
    ({ run, api, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy).toMatchObject({
        source: `${POLICY} of the base branch main`,
        threshold: 'medium',
        afterMerge: { verdict: 'pass', changes: ['fail-on: medium → critical', 'user-not-root: not set → off'] },
      });
      const body = api.state.comments[0]?.body ?? '';
      expect(body).toContain(
        'That takes effect after merge: by the new rules this run would end as PASS instead of FAIL',
      );
      expect(body).toContain('`user-not-root: not set → off`');
      expect(run.summary).toContain('takes effect after merge');
      expect(run.stdout).toContain('takes effect after merge');
    },
  ],
  [
    'T021b',
    'a pull request that tightens the policy',
    { base: { [POLICY]: LOOSE }, change: { [POLICY]: 'fail-on: low\n' } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.report?.policy.afterMerge).toMatchObject({ verdict: 'fail' });
    },
  ],
  [
    'T021c',
    'a pull request whose policy can’t be used',
    { base: { [POLICY]: LOOSE }, change: { [POLICY]: 'fail-onn: low\n' } },
    ({ run, api }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'error',
        mistakes: [expect.stringContaining(`${POLICY}:1:1: fail-onn`)],
      });
      expect(api.state.comments[0]?.body).toContain('the new file can’t be used');
    },
  ],
  [
    'T021d',
    'a pull request that puts a link in the place of the policy',
    { base: { [POLICY]: 'fail-on: high\n' }, change: { [POLICY]: { link: '../Dockerfile' } } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'error',
        mistakes: [expect.stringMatching(/link/)],
      });
    },
  ],
  [
    'T021e',
    'a pull request that takes the policy away',
    { base: { [POLICY]: 'fail-on: critical\n' }, change: { [POLICY]: null } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'fail',
        changes: ['policy file: there → none, so inputs apply as written', 'fail-on: critical → high'],
        loosening: 1,
      });
    },
  ],
  [
    'T021f',
    'a pull request that hides a check switched off behind many harmless lines',
    {
      base: { [POLICY]: 'fail-on: high\n' },
      change: {
        [POLICY]: `inherited: block\nchecks:\n${HARMLESS.map((id) => `  ${id}: {required: true}\n`).join('')}  user-not-root: off\n`,
      },
    },
    ({ api }) => {
      const body = api.state.comments[0]?.body ?? '';
      const head = body.slice(0, body.indexOf('### Blocking'));
      expect(head).toContain('`user-not-root: not set → off`');
      expect(head).toMatch(/1 of 14 changes loosens it/);
    },
  ],
  [
    'T021g',
    'a pull request that makes a FAIL green',
    { base: { [POLICY]: 'fail-on: high\n' }, change: { [POLICY]: 'mode: warn\n' } },
    ({ run, api }) => {
      expect(run.report?.policy.afterMerge).toMatchObject({ verdict: 'fail', exitCode: 0 });
      expect(api.state.comments[0]?.body).toContain('would still end as FAIL with exit code 0, not 1');
    },
  ],
  [
    'T021h',
    'a pull request that switches checks on that are off now',
    {
      base: {
        [POLICY]:
          'checks: {user-not-root: off, no-secrets-in-history: off, no-secrets-in-build-args: off, no-secrets-in-labels: off}\n',
      },
      change: { [POLICY]: 'checks: {user-not-root: off}\n' },
    },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.report?.policy.afterMerge).toMatchObject({ verdict: 'pass', loosening: 0 });
    },
  ],
  [
    'T021i',
    'a pull request that changes the policy while the base branch did too',
    {
      base: { [POLICY]: 'fail-on: critical\n' },
      change: { [POLICY]: 'fail-on: critical\nonly-fixed: false\n' },
      meanwhile: { [POLICY]: 'fail-on: low\n' },
    },
    ({ run, api }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.afterMerge).toMatchObject({ baseMoved: true, changes: ['only-fixed: true → false'] });
      expect(api.state.comments[0]?.body).toContain('the base branch has another policy by now');
    },
  ],
  [
    'T021j',
    'a pull request that makes .github a link',
    {
      base: { [POLICY]: 'fail-on: high\n' },
      change: { [POLICY]: null, [WORKFLOW]: null, '.github': { link: 'elsewhere' } },
    },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.remarks.join('\n')).toContain('changes .github/workflows');
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'error',
        mistakes: [expect.stringMatching(/link/)],
      });
    },
  ],
  [
    'T021k',
    'a pull request that takes the named policy away',
    { base: { 'p/x.yml': LOOSE }, change: { 'p/x.yml': null }, action: { inputs: { policy: 'p/x.yml' } } },
    ({ run }) =>
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'error',
        mistakes: [expect.stringMatching(/POLICY-NOT-FOUND/)],
      }),
  ],
  [
    'T021l',
    'a pull request that puts the usual policy beside the named one',
    { base: { 'p/x.yml': LOOSE }, change: { [POLICY]: 'fail-on: low\n' }, action: { inputs: { policy: 'p/x.yml' } } },
    ({ run }) =>
      expect(run.report?.policy.afterMerge).toMatchObject({
        verdict: 'error',
        mistakes: [expect.stringMatching(/INPUT-CONFLICT/)],
      }),
  ],
  [
    'T022',
    'a pull request that lowers a check’s severity',
    { base: { [POLICY]: 'fail-on: high\n' }, change: { [POLICY]: 'checks: {user-not-root: {severity: low}}\n' } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.verdict.blocking[0]?.finding).toMatchObject({ checkId: 'user-not-root', severity: 'high' });
    },
  ],
  [
    'T023',
    'a pull request that adds configuration of scanners',
    {
      change: {
        '.grype.yaml': 'ignore: [{}]\n',
        '.snyk': 'ignore: {}\n',
        '.trivyignore': '*\n',
        '.syft.yaml': 'x: 1\n',
      },
    },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy).toMatchObject({ commit: base, threshold: 'high' });
      expect(run.report?.policy.afterMerge).toBeUndefined();
      // No scanner is part of this version, and none is started by what lies in the tree.
      expect(run.calls.every(({ args }) => !args.join(' ').includes('grype'))).toBe(true);
    },
  ],
  [
    'T025',
    'a fork’s token, which can only read',
    {
      base: { [POLICY]: 'fail-on: critical\n' },
      change: { [POLICY]: 'fail-on: low\n' },
      action: { event: { name: 'pull_request', fork: 'somebody/octo-repo' } },
      server: (api) => {
        api.state.permission = 'read';
      },
    },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.summary).toContain('takes effect after merge');
      expect(run.outputs.get('report-status')).toBe('refused');
    },
  ],
  [
    'T035',
    'the base has no policy, the pull request adds one',
    { change: { [POLICY]: LOOSE } },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy).toMatchObject({
        source: `built-in defaults (there is no ${POLICY} of the base branch main)`,
        afterMerge: { verdict: 'pass' },
      });
    },
  ],
  [
    '—',
    'the base branch has moved on: its tip applies',
    { base: { [POLICY]: LOOSE }, meanwhile: { [POLICY]: 'fail-on: high\n' } },
    ({ run, base, tip }) => {
      expect(tip).not.toBe(base);
      expect(run.outputs.get('policy-commit')).toBe(tip);
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.afterMerge, 'the pull request changed nothing').toBeUndefined();
    },
  ],
  [
    '—',
    'a pull request that changes an action of the repository',
    { change: { '.github/actions/gate/action.yml': 'name: x\n' } },
    ({ run }) => expect(run.report?.remarks.join('\n')).toContain('changes .github/actions'),
  ],
  [
    '—',
    'a pull request that changes a workflow',
    { change: { [WORKFLOW]: 'on: push\n' } },
    ({ run, api }) => {
      expect(run.report?.remarks.join('\n')).toContain('changes .github/workflows');
      expect(api.state.comments[0]?.body).toContain('changes `.github/workflows`');
    },
  ],
  [
    '—',
    'a pull request that changes neither says neither',
    { change: { Dockerfile: 'FROM alpine:3.22\n# x\n' }, base: { [POLICY]: 'fail-on: high\n' } },
    ({ run }) => {
      expect(run.report?.remarks.join('\n')).not.toMatch(/workflows|not known/);
      expect(run.report?.policy.afterMerge).toBeUndefined();
    },
  ],
  [
    '—',
    'an input that would loosen the policy does not apply',
    { base: { [POLICY]: 'fail-on: high\n' }, action: { inputs: { 'fail-on': 'critical', scanner: 'none' } } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.threshold).toBe('high');
      expect(run.report?.remarks.join('\n')).toMatch(
        /fail-on: critical does not apply[\s\S]*scanner: none does not apply/,
      );
    },
  ],
  [
    '—',
    'a check that is off is said in the head of the comment',
    { base: { [POLICY]: 'checks:\n  user-not-root: off\n  user-not-root-group: off\n' } },
    ({ run, api }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      const body = api.state.comments[0]?.body ?? '';
      expect(body.slice(0, body.indexOf('<details>'))).toMatch(
        /Off by the policy: .{0,3}user-not-root, user-not-root-group/,
      );
    },
  ],
  [
    '—',
    'an input that tightens it does',
    { base: { [POLICY]: LOOSE.replace('critical', 'high') }, action: { inputs: { 'fail-on': 'negligible' } } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.threshold).toBe('negligible');
    },
  ],
  [
    'T010',
    'the input names a policy that the base does not have',
    { change: { 'policies/lax.yml': LOOSE }, action: { inputs: { policy: 'policies/lax.yml' } } },
    ({ run }) => {
      expect(run.outputs.get('error-codes')).toBe('POLICY-NOT-FOUND');
      expect(run.exitCode).toBe(2);
    },
  ],
  [
    'T010b',
    'the input names another policy than the usual one, and the base has both',
    {
      base: { 'policies/lax.yml': LOOSE, [POLICY]: 'fail-on: low\n' },
      action: { inputs: { policy: 'policies/lax.yml' } },
    },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('INPUT-CONFLICT'),
  ],
  [
    'T010c',
    'the input names the only policy that the base has',
    { base: { 'policies/lax.yml': LOOSE }, action: { inputs: { policy: './policies/lax.yml' } } },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.report?.policy.source).toBe('policies/lax.yml of the base branch main');
    },
  ],
  [
    'T034',
    'a server that does not answer',
    {
      fetched: 'whole',
      change: { [POLICY]: LOOSE },
      server: (api) => {
        api.state.gitFault = 'not-found';
      },
    },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE'),
  ],
  [
    'T034b',
    'a blob that is not the one that was asked for',
    {
      base: { [POLICY]: 'fail-on: low\n' },
      server: (api) => {
        api.state.gitFault = 'wrong-blob';
      },
    },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE'),
  ],
  [
    'T034c',
    'a policy of the base that is a link',
    { base: { [POLICY]: { link: '../Dockerfile' } } },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE'),
  ],
  [
    'T034d',
    'a .github of the base that is a link',
    { base: { [WORKFLOW]: null, '.github': { link: 'elsewhere' }, 'elsewhere/docker-security-gate.yml': LOOSE } },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE'),
  ],
  [
    'T034e',
    'without a token, from what was fetched',
    { withoutToken: true, fetched: 'whole', base: { [POLICY]: 'fail-on: medium\n' }, change: { [POLICY]: LOOSE } },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy.afterMerge).toMatchObject({ verdict: 'pass' });
    },
  ],
  [
    'T034f',
    'without a token, and the base was not fetched',
    { withoutToken: true, base: { [POLICY]: LOOSE }, change: { [POLICY]: LOOSE } },
    ({ run }) => expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE'),
  ],
  [
    'T029',
    'a merge group has the base branch’s policy',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      change: { [POLICY]: LOOSE },
      action: { event: { name: 'merge_group' } },
    },
    ({ run, api, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(api.state.comments).toEqual([]);
    },
  ],
  [
    'T027',
    'a push has the policy of its own commit',
    { base: { [POLICY]: 'fail-on: medium\n' }, change: { [POLICY]: LOOSE }, action: { event: { name: 'push' } } },
    ({ run, merge }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.outputs.get('policy-commit')).toBe(merge);
      expect(run.report?.policy.source).toBe(`${POLICY} of this commit`);
    },
  ],
  ...(['schedule', 'workflow_dispatch'] as const).map((name): (typeof ROWS)[number] => [
    'T028',
    `a ${name} has the policy of its own commit`,
    { base: { [POLICY]: LOOSE }, action: { event: { name } } },
    ({ run, merge }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.outputs.get('policy-commit')).toBe(merge);
    },
  ]),
  [
    '—',
    'a push whose working tree was changed after the checkout',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      action: {
        event: { name: 'push' },
        prepare: async ({ workspace }) => {
          const { writeFile } = await import('node:fs/promises');
          await writeFile(`${workspace}/${POLICY}`, LOOSE);
        },
      },
    },
    ({ run }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.report?.policy.threshold).toBe('medium');
    },
  ],
];

describe('the rules come from where the pull request can’t change them', () => {
  it.each(ROWS)('%s %s', async (row, _what, options, look) => {
    count(row);
    await runPullRequest(options, (result) => {
      expectStanding(result.run, result.api);
      look(result);
    });
  });

  it('mode: warn shows the FAIL and ends with exit code 0', async () => {
    await runPullRequest({ base: { [POLICY]: 'mode: warn\n' } }, ({ run, api }) => {
      expectStanding(run, api, { warn: true });
      expect([run.exitCode, run.outputs.get('verdict')]).toEqual([0, 'fail']);
      expect(api.state.comments[0]?.body).toContain('FAIL – ');
      for (const text of [api.state.comments[0]?.body, run.summary, run.stdout]) expect(text).toMatch(/mode: warn/);
    });
  });

  it('mode: warn makes nothing of a run without a verdict', async () => {
    const action = { docker: { answers: [{ when: ['buildx', 'build'], exitCode: 1 }] } };
    await runPullRequest({ base: { [POLICY]: 'mode: warn\n' }, action }, ({ run, api }) => {
      expectStanding(run, api);
      expect([run.exitCode, run.outputs.get('verdict')]).toEqual([2, 'error']);
    });
  });

  it('a required check that is not applicable is no answer', async () => {
    await runPullRequest(
      {
        base: { [POLICY]: 'fail-on: critical\nchecks: {base-images-tagged: {required: true}}\n' },
        action: { inputs: { image: 'app:1' }, docker: { images: { 'app:1': ROOT_IMAGE } } },
      },
      ({ run }) => expect(run.outputs.get('error-codes')).toContain('CHECK-REQUIRED'),
    );
  });

  it('asks the server few questions', async () => {
    await runPullRequest({ base: { [POLICY]: 'fail-on: high\n' }, change: { [POLICY]: LOOSE } }, ({ api }) => {
      expect(api.requests.filter(({ url }) => url.includes('/git/')).length).toBeLessThanOrEqual(10);
      expect(api.unexpected).toEqual([]);
    });
  });
});

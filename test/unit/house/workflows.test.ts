import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { read, repositoryFiles } from './repository.ts';

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function steps(job: Mapping): Mapping[] {
  return Array.isArray(job['steps']) ? job['steps'].map(mapping) : [];
}

/** What is wrong with one workflow, sentence by sentence. */
function objections(text: string): string[] {
  const workflow = mapping(parse(text));
  const events = workflow['on'];
  const names = typeof events === 'string' ? [events] : Array.isArray(events) ? events : Object.keys(mapping(events));
  const found: string[] = [];
  // Both run with the repository's secrets on somebody else's tree.
  for (const event of ['pull_request_target', 'workflow_run']) if (names.includes(event)) found.push(`on ${event}`);
  if (JSON.stringify(workflow['permissions']) !== '{}') found.push('permissions at the top are not {}');
  if (workflow['concurrency'] === undefined) found.push('no concurrency group');
  for (const [name, job] of Object.entries(mapping(workflow['jobs']))) found.push(...jobObjections(name, mapping(job)));
  return [...found, ...lineObjections(text)];
}

function jobObjections(name: string, job: Mapping): string[] {
  const found: string[] = [];
  if (typeof job['timeout-minutes'] !== 'number') found.push(`${name}: no timeout-minutes`);
  if (job['permissions'] === undefined) found.push(`${name}: no permissions`);
  if (typeof job['permissions'] === 'string') found.push(`${name}: permissions ${job['permissions']}`);
  for (const step of steps(job)) {
    const uses = String(step['uses'] ?? '');
    const run = String(step['run'] ?? '');
    if (run.includes('${{')) found.push(`${name}: an expression inside run: ${run}`);
    if (uses !== '' && !uses.startsWith('./') && !/@[0-9a-f]{40}$/.test(uses))
      found.push(`${name}: not pinned: ${uses}`);
    if (uses.startsWith('actions/checkout@') && mapping(step['with'])['persist-credentials'] !== false) {
      found.push(`${name}: checkout keeps the credentials`);
    }
  }
  return found;
}

/** What only the text tells, because comments are gone once it is parsed. */
function lineObjections(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (/^\s+[a-z-]+: (?:read|write)\b/.test(line) && !/# \S+ \S+/.test(line)) return [`no reason: ${line.trim()}`];
    if (/\buses: [^.]/.test(line) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      return [`no version: ${line.trim()}`];
    return [];
  });
}

const workflows = repositoryFiles('.github/workflows/*');

describe('the workflows', () => {
  it('are there, and pin, grant and check out', () => {
    const wanted = ['check-dist', 'ci', 'codeql', 'e2e', 'release', 'scorecard', 'zizmor'];
    expect(workflows).toEqual(wanted.map((name) => `.github/workflows/${name}.yml`));
    const text = workflows.map(read).join('\n');
    expect(text.match(/uses: actions\/checkout@/g)?.length).toBeGreaterThan(5);
    expect(text.match(/: (?:read|write) # /g)?.length).toBeGreaterThan(8);
  });

  it.each(workflows)('%s keeps the rules', (path) => {
    expect(objections(read(path))).toEqual([]);
  });

  it('pin one action to one commit everywhere', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, name = '', pin = ''] of workflows
      .map(read)
      .join('\n')
      .matchAll(/uses: ([^@\s]+)@(.*)$/gm)) {
      const action = name.split('/').slice(0, 2).join('/');
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    expect(pins.size).toBeGreaterThan(5);
    for (const [action, versions] of pins) expect([action, ...versions]).toHaveLength(2);
  });

  it('ask one job of CI to answer for all others', () => {
    const jobs = mapping(mapping(parse(read('.github/workflows/ci.yml')))['jobs']);
    const gate = mapping(jobs['ci-ok']);
    const others = Object.keys(jobs).filter((name) => name !== 'ci-ok');
    expect(gate['needs']).toEqual(others);
    expect(gate['if']).toBe('always()');
    const successes = others.map(() => 'success').join(' ');
    expect(steps(gate).map(({ run }) => run)).toEqual([`test "$RESULTS" = "${successes}"`]);
  });
});

describe('a workflow that breaks a rule is seen', () => {
  const good = read('.github/workflows/codeql.yml');
  const breakIt = (from: string | RegExp, to: string): string[] => {
    const bad = good.replace(from, to);
    expect(bad).not.toBe(good);
    return objections(bad);
  };
  it.each([
    ['a tag instead of a commit', /init@[0-9a-f]{40}/, 'init@v4'],
    ['no version behind the commit', / # v4\.37\.4/, ''],
    ['a grant without a reason', / # to upload what was found/, ''],
    ['grants at the top', 'permissions: {}', 'permissions: read-all'],
    ['kept credentials', 'persist-credentials: false', 'persist-credentials: true'],
    ['no time limit', /timeout-minutes: 20\n/, '\n'],
    ['a privileged event', '  pull_request:\n', '  pull_request_target:\n'],
    [
      'an expression in a script',
      '      - uses: github',
      '      - run: echo ${' + '{ github.head_ref }}\n      - uses: github',
    ],
  ])('%s', (_name, from, to) => {
    expect(breakIt(from, to)).not.toEqual([]);
  });
});

describe('dependabot', () => {
  it('waits a week and groups', () => {
    const { updates } = mapping(parse(read('.github/dependabot.yml')));
    const all = Array.isArray(updates) ? updates.map(mapping) : [];
    expect(all.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
    for (const { cooldown, groups } of all) {
      expect(mapping(cooldown)['default-days']).toBeGreaterThanOrEqual(7);
      expect(Object.keys(mapping(groups)).length).toBeGreaterThan(0);
    }
  });
});

describe('action.yml', () => {
  it('runs the bundle on Node 24, and nothing before it', () => {
    const runs = mapping(mapping(parse(read('action.yml')))['runs']);
    expect(Object.keys(runs).sort()).toEqual(expect.arrayContaining(['main', 'post', 'using']));
    expect(runs['pre']).toBeUndefined();
    expect([runs['using'], runs['main'], runs['post']]).toEqual(['node24', 'dist/index.js', 'dist/post.js']);
  });
});

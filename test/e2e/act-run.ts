import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import * as v from 'valibot';
import { runCommand } from '../../scripts/services/run-command.ts';
import { child, merge, webhookExample } from '../fakes/webhook-examples.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HEAD = '0123456789abcdef0123456789abcdef01234567';

export interface ActRequest {
  /** Absolute path of act. */
  readonly act: string;
  readonly workflow: string;
  /** `owner/name`; the event is its pull request 7. */
  readonly repository: string;
  /** Passed to every step, as a runner's administrator would. */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
}

/** One line of act's JSON log, as far as the tests look at it. */
const LogLine = v.object({
  msg: v.string(),
  step: v.optional(v.string()),
  stepID: v.optional(v.array(v.string())),
  stage: v.optional(v.string()),
  stepResult: v.optional(v.string()),
  raw_output: v.optional(v.boolean()),
  command: v.optional(v.string()),
  name: v.optional(v.string()),
  arg: v.optional(v.string()),
  content: v.optional(v.string()),
});
export type ActLine = v.InferOutput<typeof LogLine>;

export interface ActRun {
  readonly exitCode: number | null;
  readonly lines: readonly ActLine[];
  /** The whole log, for the message of a failed test. */
  readonly text: string;
}

/**
 * Runs a workflow on `pull_request` in nektos/act: in a repository of its own that holds a copy of this action and of
 * the examples, on this machine, without containers and without the network.
 */
export async function runAct(request: ActRequest): Promise<ActRun> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-act-'));
  try {
    await makeRepository(join(folder, 'repository'), request);
    mkdirSync(join(folder, 'home', '.config', 'act'), { recursive: true });
    // Without this file act asks which images it shall use.
    writeFileSync(join(folder, 'home', '.config', 'act', 'actrc'), '');
    writeFileSync(join(folder, 'event.json'), JSON.stringify(pullRequest(request.repository)));
    const result = await runCommand({
      program: request.act,
      args: [
        'pull_request',
        `--eventpath=${join(folder, 'event.json')}`,
        '--platform=ubuntu-latest=-self-hosted',
        '--no-cache-server',
        '--json',
        `--secret=GITHUB_TOKEN=${request.token}`,
        ...Object.entries(request.env).map(([name, value]) => `--env=${name}=${value}`),
      ],
      cwd: join(folder, 'repository'),
      env: environment(join(folder, 'home')),
      deadlineMs: 240_000,
    });
    const text = `${result.stdout}${result.stderr}`;
    return { exitCode: result.exitCode, lines: result.stdout.split('\n').flatMap(parseLine), text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(home: string): NodeJS.ProcessEnv {
  return {
    // The Node that runs this test first: act takes `node` from PATH.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: home,
    ...(process.env['DOCKER_HOST'] === undefined ? {} : { DOCKER_HOST: process.env['DOCKER_HOST'] }),
    // Client plugins such as buildx may be the user's own.
    DOCKER_CONFIG: process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'),
  };
}

async function makeRepository(folder: string, { workflow, repository }: ActRequest): Promise<void> {
  mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
  for (const part of ['action.yml', 'dist', 'examples'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, '.github', 'workflows', 'gate.yml'), workflow);
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    // act takes the repository's name from here.
    ['remote', 'add', 'origin', `https://github.com/${repository}.git`],
    ['add', '--all', '--force'],
    [...identity, 'commit', '--quiet', '--message=all'],
  ]) {
    const { exitCode, stderr } = await runCommand({ program: 'git', args, cwd: folder, deadlineMs: 30_000 });
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}

function pullRequest(repository: string): object {
  const recorded = webhookExample('pull_request', 'opened');
  const here = { full_name: repository, fork: false, id: 1 };
  const side = (sha: string) => ({ sha, repo: merge(child(recorded, 'repository'), here) });
  return merge(recorded, {
    number: 7,
    pull_request: { number: 7, head: side(HEAD), base: side(HEAD.replace('0', '1')) },
    repository: here,
  });
}

function parseLine(line: string): readonly ActLine[] {
  if (!line.startsWith('{')) return [];
  const parsed = v.safeParse(LogLine, JSON.parse(line));
  return parsed.success ? [parsed.output] : [];
}

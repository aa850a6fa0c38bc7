import { describe, expect, it } from 'vitest';
import { startGitHubApi } from '../fakes/github-api.ts';
import { type ActRun, runAct } from './act-run.ts';
import { service } from './service.ts';

const act = service('GATE_TEST_ACT');
const base = service('GATE_TEST_BASE_IMAGE');
const missing = [act, base].flatMap((needed) => ('missing' in needed ? [needed.missing] : []));

const REPOSITORY = 'octo-org/octo-repo';
const TOKEN = 'ghs_0123456789abcdefABCDEF0123456789abcd';

const workflow = (file: string) => `
on: pull_request
permissions: {}
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: gate
        uses: ./
        with:
          context: examples/security-app
          file: examples/security-app/${file}
          build-args: BASE=${'value' in base ? base.value : ''}
          scanner: none
      - if: always()
        run: echo "later step - \${{ steps.gate.outcome }}, verdict \${{ steps.gate.outputs.verdict }}, \${{ steps.gate.outputs.blocking-count }} blocking"
`;

/** Runs the action on one of the examples, with a GitHub API of its own. */
async function gate(file: string) {
  await using api = await startGitHubApi({ repository: REPOSITORY, number: 7, token: TOKEN });
  const env = { GITHUB_API_URL: api.url, GITHUB_GRAPHQL_URL: `${api.url}/graphql` };
  const program = 'value' in act ? act.value : '';
  const run = await runAct({ act: program, workflow: workflow(file), repository: REPOSITORY, env, token: TOKEN });
  return { run, comments: api.state.comments, unexpected: api.unexpected };
}

const outcome = ({ lines }: ActRun, stage: string) =>
  lines.find((line) => line.stepID?.includes('gate') && line.stage === stage && line.stepResult !== undefined)
    ?.stepResult;
const later = ({ lines }: ActRun) =>
  lines.find((line) => line.raw_output && line.msg.startsWith('later step'))?.msg.trim();
const summary = ({ lines }: ActRun) => lines.find((line) => line.command === 'summary')?.content ?? '';

describe.skipIf(missing.length > 0)(['the action in a real workflow runner', ...missing].join(': '), () => {
  it.each([
    {
      file: 'Dockerfile.root',
      exitCode: 1,
      result: 'failure',
      says: 'later step - failure, verdict fail, 1 blocking',
      words: /user-not-root/,
    },
    {
      file: 'Dockerfile',
      exitCode: 0,
      result: 'success',
      says: 'later step - success, verdict pass, 0 blocking',
      words: /20002/,
    },
  ])('$file: the step ends as $result', async ({ file, exitCode, result, says, words }) => {
    const { run, comments, unexpected } = await gate(file);
    expect(outcome(run, 'Main'), run.text).toBe(result);
    expect(later(run), run.text).toBe(says);
    expect(run.exitCode).toBe(exitCode);
    expect(summary(run)).toMatch(words);
    expect(comments.map((comment) => words.test(comment.body))).toEqual([true]);
    expect(unexpected).toEqual([]);
    // The step for cleanup ran, and had nothing to add.
    expect(outcome(run, 'Post')).toBe('success');
    expect(run.lines.filter((line) => line.msg.includes(TOKEN))).toEqual([]);
  });
});

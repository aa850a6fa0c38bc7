import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { startGitHubApi } from '../fakes/github-api.ts';
import { type ActionRun, runAction } from './action-run.ts';
import { expectStanding } from './standing-assertions.ts';

/** What somebody may put into a USER line, a label or a build log (G9 of docs/faults.md). */
const ROWS: readonly (readonly [string, string])[] = [
  ['T157', '::error::boo'],
  ['T157b', '::set-output name=verdict::pass'],
  ['T157c', '::add-mask::PASS'],
  ['T157d', '::stop-commands::x'],
  ['T157e', '##[set-env name=PATH]x'],
  ['T158', 'x%0A::error::boo'],
  ['T159', '\u001b[31mred\u001b[2K\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'],
  ['T160', 'a|b\\|c `````` d \\ e'],
  ['T161', '<img src=x onerror=alert(1)><script>x</script><details open><a href="https://evil.example">x</a>'],
  ['T162', '@octocat @octo-org/team #1 GH-1 octo-org/octo-repo#1 0123456789012345678901234567890123456789'],
  [
    'T163',
    '[x](javascript:alert(1)) ![i](https://evil.example/i.png) data:text/html,x https://github.com.evil.example',
  ],
  ['T164', 'user\u202egnp\u200b\u2066'],
  ['T165', 'x'.repeat(100_000)],
  ['T166', 'half \ud800 pair'],
];

async function hostileRun(
  text: string,
): Promise<{ run: ActionRun; body: string; api: Awaited<ReturnType<typeof startGitHubApi>> }> {
  const api = await startGitHubApi();
  const run = await runAction({
    api,
    files: { Dockerfile: `FROM alpine:3.22\nLABEL note=x\nUSER ${text.replace(/[\r\n]/g, ' ')}\n` },
    docker: {
      built: {
        config: { User: text, Labels: { note: text } },
        files: { '/etc/passwd': 'root:x:0:0::/:/bin/sh\n', '/etc/os-release': `ID="${text.slice(0, 200)}"\n` },
      },
      answers: [{ when: ['buildx', 'build'], stderr: `${text}\n  ${text}\nRUN ${text}\n`, thenAsUsual: true }],
    },
  });
  return { run, api, body: api.state.comments[0]?.body ?? '' };
}

const OUR_TAGS = new Set([
  'h2',
  'h3',
  'h4',
  'p',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'a',
  'code',
  'pre',
  'details',
  'summary',
  'strong',
  'em',
  'ul',
  'ol',
  'li',
  'sub',
  'br',
  'hr',
  'blockquote',
]);

describe('text of strangers stays text in every sink', () => {
  it.each(ROWS)('%s', async (_row, text) => {
    const { run, body, api } = await hostileRun(text);
    await using _place = run.place;
    await using _api = api;
    expectStanding(run, api);
    expect(run.exitCode).not.toBe(0);
    expect(body.split('\n')[0]).toMatch(/^<!-- docker-security-gate v1 /);
    expect(body.length).toBeLessThanOrEqual(60_000);
    for (const markdown of [body, run.summary]) expectInert(markdown);
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(Math.max(...run.stdout.split('\n').map((line) => line.length))).toBeLessThan(4_500);
  });

  it('the rows of the table of areas are as many as without hostile text', async () => {
    const plain = await hostileRun('nobody');
    const hostile = await hostileRun('a|b\n|c|d|\n`|`');
    await using _1 = plain.run.place;
    await using _2 = hostile.run.place;
    await using _3 = plain.api;
    await using _4 = hostile.api;
    // The first table; how many findings follow depends on the user.
    const rows = (markdown: string): number =>
      (marked.parse(markdown, { gfm: true, async: false }).split('</table>')[0]?.match(/<tr>/g) ?? []).length;
    expect(rows(hostile.body)).toBe(rows(plain.body));
    expect(rows(plain.body)).toBeGreaterThan(2);
  });
});

/** As GitHub would render it: no element beyond ours, no link or image but to the repository's own server. */
function expectInert(markdown: string): void {
  const html = marked.parse(markdown.replace(/^<!--.*?-->\n/, ''), { gfm: true, async: false });
  for (const [, tag = ''] of html.matchAll(/<([a-zA-Z][a-zA-Z0-9-]*)/g)) expect(OUR_TAGS).toContain(tag.toLowerCase());
  for (const [, url = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) expect(url).toMatch(/^https:\/\/github\.com\//);
  expect(html).not.toMatch(/<[^>]+\son\w+=/);
  const prose = html.replace(/<(code|pre)[\s>][\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, '');
  expect(prose).not.toMatch(/(^|[^\w])@[A-Za-z0-9]/);
  expect(prose).not.toMatch(/(^|\s)(GH-|[\w.-]+\/[\w.-]+#|#)\d/);
}

/**
 * `npm run pictures`: what people see, as pictures for the README, made by a real browser from the same reports
 * that the golden files are made from. Needs Chromium; touches no network.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderTerminal } from '../src/reporters/terminal.ts';
import { GOLDEN_REPORTS, goldenComment } from '../test/builders/golden-reports.ts';
import { POLICY, renderCommentPage, renderTerminalPage } from './comment-page.ts';

const IMAGES = resolve(import.meta.dirname, '..', 'docs', 'images');
const WIDTH = 920;
const DEADLINE_MS = 60_000;

const terminal = (name: 'pass' | 'fail') =>
  renderTerminalPage(
    renderTerminal(GOLDEN_REPORTS[name], { colour: true, width: 96, details: false }),
    `Terminal: ${name}`,
  );

const PAGES: Readonly<Record<string, string>> = {
  'comment-pass': renderCommentPage(goldenComment('pass'), 'Comment: pass', 'light'),
  'comment-fail': renderCommentPage(goldenComment('fail'), 'Comment: fail', 'light'),
  'comment-fail-dark': renderCommentPage(goldenComment('fail'), 'Comment: fail', 'dark'),
  'comment-no-verdict': renderCommentPage(goldenComment('error'), 'Comment: no verdict', 'light'),
  'comment-policy-change': renderCommentPage(goldenComment('policy'), 'Comment: a changed policy', 'light'),
  'comment-project': renderCommentPage(goldenComment('project'), 'Comment: a compose project', 'light'),
  'comment-many-findings': renderCommentPage(goldenComment('many'), 'Comment: 200 findings', 'light'),
  'comment-hostile-names': renderCommentPage(goldenComment('hostile'), 'Comment: hostile names', 'light'),
  'terminal-fail': terminal('fail'),
};

function findBrowser(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const program = join(folder, name);
      if (spawnSync(program, ['--version'], { timeout: DEADLINE_MS }).status === 0) return program;
    }
  }
  throw new Error('no Chromium on PATH (chromium, google-chrome): install it, for example `apt-get install chromium`');
}

/** Runs the browser once, without a window, in a profile of its own. */
function browse(browser: string, folder: string, args: readonly string[]): string {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-background-networking'];
  const offline = ['--host-resolver-rules=MAP * ~NOTFOUND', `--user-data-dir=${join(folder, 'profile')}`];
  const result = spawnSync(browser, ['--headless', ...quiet, ...offline, ...sandbox, ...args], {
    encoding: 'utf8',
    timeout: DEADLINE_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) throw new Error(`${browser} ended with ${result.status ?? result.signal}: ${result.stderr}`);
  return result.stdout;
}

/** The browser takes a picture of its window, so the page is asked first how high it is. */
function heightOf(browser: string, folder: string, html: string): number {
  const file = join(folder, 'measured.html');
  const ask =
    '<script>document.documentElement.dataset.height = String(document.documentElement.scrollHeight)</script>';
  writeFileSync(
    file,
    html.replace(POLICY, `${POLICY}; script-src 'unsafe-inline'`).replace('</body>', `${ask}</body>`),
  );
  const page = browse(browser, folder, [`--window-size=${WIDTH},200`, '--dump-dom', pathToFileURL(file).href]);
  const height = Number(/data-height="(\d+)"/.exec(page)?.[1]);
  if (!Number.isSafeInteger(height)) throw new Error(`${browser} did not say how high ${file} is`);
  return height;
}

function main(): void {
  const browser = findBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-pictures-'));
  mkdirSync(IMAGES, { recursive: true });
  try {
    for (const [name, html] of Object.entries(PAGES)) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, html);
      const size = `--window-size=${WIDTH},${heightOf(browser, folder, html)}`;
      const picture = `--screenshot=${join(IMAGES, `${name}.png`)}`;
      browse(browser, folder, [size, '--force-device-scale-factor=1.5', picture, pathToFileURL(file).href]);
      console.log(`docs/images/${name}.png`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) main();

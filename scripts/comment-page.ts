import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Marked } from 'marked';

export type Theme = 'auto' | 'light' | 'dark';

/**
 * A comment's Markdown as the page that GitHub would show: GitHub Flavored Markdown, GitHub's style sheet, and
 * of all HTML only the few elements that the gate itself writes. Nothing on the page runs or loads anything.
 *
 * @param title the page's title; plain text
 */
export function renderCommentPage(markdown: string, title: string, theme: Theme = 'auto'): string {
  const body = renderMarkdown(markdown);
  const header = '<div class="header"><b>github-actions</b> <span class="bot">bot</span> commented</div>';
  return page(title, theme, `<div class="comment">${header}<article class="markdown-body">${body}</article></div>`);
}

/** Text of a terminal as a page: a dark window with the text as it is. */
export function renderTerminalPage(terminal: string, title: string): string {
  return page(title, 'light', `<pre class="terminal">${colours(escapeHtml(terminal))}</pre>`);
}

function renderMarkdown(markdown: string): string {
  // `breaks`: GitHub keeps line breaks in comments.
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({
    renderer: {
      html: ({ text }) => onlyOwnElements(text),
      image: ({ text }) => escapeHtml(text),
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        return /^https:\/\//.test(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">${label}</a>` : label;
      },
    },
  });
  // Without `async: true` the answer is a string.
  return String(marked.parse(markdown));
}

/** GitHub drops comments and knows a longer list of elements; attributes are not needed here at all. */
function onlyOwnElements(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?(?:details|summary|strong|sub|br|code)>|[<>]/g, (match) =>
      match.length > 1 ? match : escapeHtml(match),
    );
}

/** SGR sequences of our own terminal reporter → spans. */
function colours(escaped: string): string {
  const classes: Readonly<Record<string, string>> = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow' };
  return escaped.replace(/\u001b\[(\d+)m/g, (_match, code: string) => {
    const name = classes[code];
    return name === undefined ? '</span>' : `<span class="${name}">`;
  });
}

export const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

function page(title: string, theme: Theme, body: string): string {
  const scheme = theme === 'auto' ? 'light dark' : theme;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<title>${escapeHtml(title)}</title>
<style>
${styleSheet(theme)}
${OWN_STYLE}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function styleSheet(theme: Theme): string {
  const name = theme === 'auto' ? 'github-markdown.css' : `github-markdown-${theme}.css`;
  return readFileSync(createRequire(import.meta.url).resolve(`github-markdown-css/${name}`), 'utf8');
}

/** The frame around a comment, after GitHub's own, in colours that follow the scheme. */
const OWN_STYLE = `
body { margin: 0; padding: 24px; background: light-dark(#ffffff, #0d1117); }
.comment { max-width: 860px; margin: 0 auto; border: 1px solid light-dark(#d1d9e0, #3d444d); border-radius: 6px; overflow: hidden; }
.header { padding: 8px 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
  color: light-dark(#59636e, #9198a1); background: light-dark(#f6f8fa, #151b23);
  border-bottom: 1px solid light-dark(#d1d9e0, #3d444d); }
.header b { color: light-dark(#1f2328, #f0f6fc); }
.bot { border: 1px solid currentcolor; border-radius: 2em; padding: 0 6px; font-size: 12px; }
.markdown-body { padding: 16px; }
.terminal { max-width: 860px; margin: 0 auto; padding: 20px; border-radius: 6px; overflow: hidden;
  font: 13px/1.45 "DejaVu Sans Mono", monospace; color: #e6edf3; background: #161b22; }
.bold { font-weight: bold; } .dim { color: #8b949e; } .red { color: #ff7b72; } .green { color: #7ee787; } .yellow { color: #f2cc60; }
`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

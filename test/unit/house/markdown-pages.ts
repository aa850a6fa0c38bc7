import { marked, type Token, type Tokens } from 'marked';

export interface Heading {
  readonly depth: number;
  readonly text: string;
}

/** Headings of a Markdown page in order; those in code blocks are none. */
export function headings(page: string): Heading[] {
  return marked.lexer(page).flatMap((token) => (isHeading(token) ? [{ depth: token.depth, text: token.text }] : []));
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

/** Targets of all links and pictures of a page, HTML attributes included, as written. */
export function links(page: string): string[] {
  const found: string[] = [];
  // Nothing to wait for: the callback is synchronous.
  void marked.walkTokens(marked.lexer(page), (token) => {
    if (token.type === 'link' || token.type === 'image') found.push(String(token['href']));
    if (token.type === 'html') {
      for (const [, target = ''] of String(token['raw']).matchAll(/\s(?:href|src|srcset)="([^"]*)"/g))
        found.push(target);
    }
  });
  return found;
}

/** The anchors that GitHub gives a page's headings: lower case, punctuation gone, blanks to hyphens, repeats numbered. */
export function anchors(page: string): Set<string> {
  const seen = new Map<string, number>();
  const all = new Set<string>();
  for (const { text } of headings(page)) {
    const plain = text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    all.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, name = ''] of page.matchAll(/<a (?:id|name)="([^"]+)"/g)) all.add(name);
  return all;
}

import { describe, expect, it } from 'vitest';
import { renderCommentPage } from '../../../scripts/comment-page.ts';
import { GOLDEN_NAMES, goldenComment } from '../../builders/golden-reports.ts';

const bodyOf = (page: string): string => /<article[^>]*>([\s\S]*)<\/article>/.exec(page)?.[1] ?? '';

describe('the page of a comment', () => {
  it('shows GitHub Flavored Markdown and folds', () => {
    const body = bodyOf(renderCommentPage(goldenComment('fail'), 'x'));
    expect(body).toContain('<h2>❌ Docker security gate: FAIL – 1 blocking finding</h2>');
    expect(body).toContain('<td>❌ fail</td>');
    expect(body).toContain('<summary>6 checks: 2 fail, 3 pass, 1 not applicable</summary>');
    expect(body).not.toContain('<!--');
  });

  it.each([
    ['<script>alert(1)</script>', '<script'],
    ['<img src=x onerror=alert(1)>', '<img'],
    ['text <b onclick=x>y</b>', '<b'],
    ['<details open ontoggle=x>', '<details open'],
    ['[x](javascript:alert(1))', 'href="javascript'],
    ['![x](https://evil.example/p.png)', '<img'],
    ['<style>*{}</style>', '<style'],
    ['<a\nhref="https://evil.example">x</a>', '<a'],
  ])('renders %j without %j, as GitHub or stricter', (markdown, foreign) => {
    expect(bodyOf(renderCommentPage(markdown, 'x'))).not.toContain(foreign);
  });

  it.each(GOLDEN_NAMES)('%s: may load and run nothing', (name) => {
    const page = renderCommentPage(goldenComment(name), '</title><script>');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toContain('<script');
  });
});

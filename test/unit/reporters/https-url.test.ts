import { describe, expect, it } from 'vitest';
import { httpsUrl } from '../../../src/reporters/https-url.ts';
import { reportLinks } from '../../../src/reporters/report-links.ts';
import { aReport } from '../../builders/report.ts';

describe('httpsUrl', () => {
  it.each([
    ['https://github.com', ['o', 'r'], undefined, 'https://github.com/o/r'],
    ['https://github.com/', ['o', 'r'], { first: 7, last: 7 }, 'https://github.com/o/r#L7'],
    ['https://ghe.example:8443', ['o'], { first: 7, last: 9 }, 'https://ghe.example:8443/o#L7-L9'],
    ['https://github.com', ['a b', 'c#d?e', '(x)[y]'], undefined, 'https://github.com/a%20b/c%23d%3Fe/%28x%29%5By%5D'],
    ['https://github.com', ['50%', '@a', 'é'], undefined, 'https://github.com/50%25/%40a/%C3%A9'],
  ] as const)('%s %j %j', (server, segments, lines, href) => {
    expect(httpsUrl(server, segments, lines)?.href).toBe(href);
  });

  it.each([
    ['http://github.com', ['x']],
    ['javascript:alert(1)', ['x']],
    ['data:text/html,x', ['x']],
    ['https://user:pass@github.com', ['x']],
    ['https://github.com/path', ['x']],
    ['https://github.com?x', ['x']],
    ['https://github.com#x', ['x']],
    ['github.com', ['x']],
    ['', ['x']],
    ['https://github.com', ['']],
    ['https://github.com', ['..', 'x']],
    ['https://github.com', ['.']],
    ['https://github.com', ['a\u202eb']],
    ['https://github.com', ['a\nb']],
    ['https://github.com', ['\ud800']],
  ])('no address from %s %j', (server, segments) => {
    expect(httpsUrl(server, segments)).toBeUndefined();
  });

  it.each([
    { first: 0, last: 1 },
    { first: 2, last: 1 },
    { first: 1.5, last: 2 },
    { first: Number.NaN, last: Number.NaN },
  ])('no address with the lines %j', (lines) => {
    expect(httpsUrl('https://github.com', ['x'], lines)).toBeUndefined();
  });
});

describe('reportLinks', () => {
  const { run } = aReport();
  const file = { file: 'a/b c/Dockerfile', lines: { first: 1, last: 2 } };

  it('links to commit, run and lines', () => {
    const links = reportLinks(run);
    expect(links.commit?.href).toBe(`https://github.com/octo/security-app/commit/${run.commit}`);
    expect(links.run?.href).toBe('https://github.com/octo/security-app/actions/runs/19655012345/attempts/1');
    expect(links.file(file)?.href).toBe(
      `https://github.com/octo/security-app/blob/${run.commit}/a/b%20c/Dockerfile#L1-L2`,
    );
  });

  it.each([
    ['an unsound repository', { ...run, repository: 'o/r/../x' }],
    ['an unsound commit', { ...run, commit: 'main' }],
    ['an unsound server', { ...run, serverUrl: 'javascript:alert(1)' }],
  ])('has no link to a file with %s', (_name, unsound) => {
    expect(reportLinks(unsound).file(file)).toBeUndefined();
  });

  it.each(['../../x', '/etc/passwd', 'a//b', 'C:\\x\n'])('has no link to the file %j', (path) => {
    expect(reportLinks(run).file({ ...file, file: path })).toBeUndefined();
  });
});

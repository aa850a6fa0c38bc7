import { describe, expect, test } from 'vitest';
import { isImageId, parseImageReference, renderImageReference } from '../../../src/model/image-reference.ts';

const HEX64 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const DIGEST = `sha256:${HEX64}`;

describe('an image reference is read into its full form', () => {
  test.each([
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['grafana/grafana', 'docker.io/grafana/grafana'],
    ['docker.io/alpine', 'docker.io/library/alpine'],
    ['index.docker.io/alpine', 'docker.io/library/alpine'],
    ['index.docker.io/team/app', 'docker.io/team/app'],
    ['ghcr.io/owner/app:v1', 'ghcr.io/owner/app:v1'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:1', 'localhost:5000/app:1'],
    ['registry:5000/app', 'registry:5000/app'],
    ['Registry/app', 'Registry/app'],
    ['REGISTRY.example/app', 'REGISTRY.example/app'],
    ['[2001:db8::1]:5000/app', '[2001:db8::1]:5000/app'],
    ['127.0.0.1/app', '127.0.0.1/app'],
    [`alpine@${DIGEST}`, `docker.io/library/alpine@${DIGEST}`],
    [`ghcr.io/a/b/c/d:tag@${DIGEST}`, `ghcr.io/a/b/c/d:tag@${DIGEST}`],
    [`alpine@sha512:${HEX64}${HEX64}`, `docker.io/library/alpine@sha512:${HEX64}${HEX64}`],
    ['a__b/c-d/e--f/g.h', 'docker.io/a__b/c-d/e--f/g.h'],
    ['app:_x', 'docker.io/library/app:_x'],
    ['app:V1.0-RC', 'docker.io/library/app:V1.0-RC'],
    [`app:${'t'.repeat(128)}`, `docker.io/library/app:${'t'.repeat(128)}`],
    [`ghcr.io/${'p'.repeat(247)}`, `ghcr.io/${'p'.repeat(247)}`],
  ])('%s', (text, full) => {
    const reference = parseImageReference(text);
    expect(reference && renderImageReference(reference)).toBe(full);
    expect(parseImageReference(full)).toEqual(reference);
  });

  test('into its parts', () => {
    expect(parseImageReference(`localhost:5000/team/app:1@${DIGEST}`)).toEqual({
      registry: 'localhost:5000',
      path: 'team/app',
      tag: '1',
      digest: DIGEST,
    });
    expect(parseImageReference('alpine')).toEqual({ registry: 'docker.io', path: 'library/alpine' });
  });
});

test.each([
  '',
  ' ',
  '-v',
  '--help',
  '-alpine',
  '-x/app',
  'app -v',
  ' alpine',
  'alpine ',
  'alpine\n',
  'alp\u0000ine',
  'alp\u202eine',
  'Alpine',
  'team/App',
  'ghcr.io/Team/app',
  'app:',
  ':tag',
  'app:-tag',
  'app:.tag',
  'app:a b',
  `app:${'t'.repeat(129)}`,
  'app@',
  'app@sha256:abc',
  `app@${DIGEST.toUpperCase()}`,
  `app@md5:${HEX64}`,
  `app@${DIGEST}@${DIGEST}`,
  `@${DIGEST}`,
  'app/',
  '/app',
  'a//b',
  'a/../b',
  '_app',
  'app_',
  'a___b',
  'a..b/c/..',
  'http://ghcr.io/app',
  'https://user:pass@ghcr.io/app',
  'ghcr.io:port/app',
  'ghcr.io:123456/app',
  '-host.example/app',
  'host-.example/app',
  'a.b:c:d/e',
  HEX64,
  DIGEST.replace('sha256', 'SHA256'),
  `ghcr.io/${'p'.repeat(248)}`,
  'x'.repeat(5000),
  'docker-archive:image.tar/../x y',
  'app$(id)',
  'app;id',
  'app|id',
  'äpp',
  'app:täg',
  'ａpp',
])('an image reference is refused outside the grammar: %j', (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});

test('an image id is sha256 and 64 lower-case hex digits', () => {
  expect(isImageId(DIGEST)).toBe(true);
  for (const text of [HEX64, `sha256:${HEX64}0`, DIGEST.toUpperCase(), `${DIGEST}\n`, 'alpine', '']) {
    expect(isImageId(text), text).toBe(false);
  }
});

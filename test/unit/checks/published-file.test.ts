import { describe, expect, it } from 'vitest';
import { isPublishedExample } from '../../../src/checks/contents/published-file.ts';

describe('a file of an example that everybody can download', () => {
  it.each([
    '/usr/share/doc/openssl/demos/key.pem',
    '/usr/lib/python3/dist-packages/twisted/test/server.pem',
    '/usr/local/lib/python3.12/site-packages/tornado/test/test.key',
    '/usr/lib/python3.11/test/keycert.pem',
    '/usr/lib/python3.11/test/certdata/keycert.pem',
    '/app/node_modules/https-proxy-agent/test/ssl-cert-snakeoil.key',
    '/usr/local/lib/node_modules/npm/node_modules/x/fixtures/key.pem',
    '/usr/local/bundle/gems/puma-6.0.0/examples/puma/puma_keypair.pem',
    '/usr/lib/ruby/vendor_ruby/x/test/key.pem',
    '/var/www/vendor/guzzlehttp/guzzle/tests/key.pem',
    '/usr/local/go/src/crypto/tls/testdata/example-key.pem',
    '/usr/local/go/src/crypto/tls/tls_test.go',
    '/usr/share/go-1.19/src/net/http/testdata/key.pem',
    '/go/pkg/mod/github.com/x/y@v1.0.0/testdata/key.pem',
    '/usr/local/cargo/registry/src/index.crates.io-1/rustls-0.23.0/examples/key.pem',
  ])('%s is', (path) => {
    expect(isPublishedExample(path)).toBe(true);
  });

  it.each([
    '/root/.ssh/id_rsa',
    '/app/test/server.pem',
    '/app/tests/fixtures/key.pem',
    '/app/examples/key.pem',
    '/test/site-packages/key.pem',
    '/app/node_modules/company-config/key.pem',
    '/app/node_modules/company-config/test',
    '/home/python3/test/key.pem',
    '/srv/ruby/test/key.pem',
    '/usr/share/docs/key.pem',
    '/app/usr/share/doc/key.pem',
    '/app/main_test.go',
    '/etc/ssl/private/key.pem',
  ])('%s is not', (path) => {
    expect(isPublishedExample(path)).toBe(false);
  });

  it('costs no more than the length of a path', () => {
    const begun = performance.now();
    isPublishedExample(`/${'python3/lib/'.repeat(90_000)}`);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

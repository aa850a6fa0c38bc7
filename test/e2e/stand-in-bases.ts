// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
/** One base image, as far as the gate looks at one. */
export interface StandIn {
  /** With a patch level, so that hardly any engine has the real one under this name. */
  readonly name: string;
  readonly system: 'debian' | 'ubuntu' | 'alpine' | 'distroless';
  /** Further lines of `/etc/passwd` and `/etc/group`: `node:1000`, `postgres:999`. */
  readonly accounts?: readonly string[];
  /** Scripts by their path: what the real image starts with. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Dockerfile lines: the real image's public configuration, and steps as in its history. */
  readonly lines: readonly string[];
}

const EXEC = 'exec "$@"';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NODE = {
  accounts: ['node:1000'],
  scripts: { '/usr/local/bin/docker-entrypoint.sh': EXEC },
  lines: [
    'ENV NODE_VERSION=22.20.0',
    // Keys of the releases' signers, as its own Dockerfile has them.
    'RUN set -ex && for key in C0D6248439F1D5604AAFFB4021D900FFDB233756 DD792F5973C6DE52C432CBDAC77ABFA00DDBF2B7 ; do gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key" ; done',
    'ENV YARN_VERSION=1.22.22',
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["node"]',
  ],
} as const;
const GO_LINES = [
  `ENV PATH=/go/bin:/usr/local/go/bin:${PATH}`,
  'ENV GOLANG_VERSION=1.25.1',
  'ENV GOTOOLCHAIN=local GOPATH=/go',
  'WORKDIR /go',
];
const NGINX = {
  system: 'alpine',
  accounts: ['nginx:101'],
  scripts: {
    '/docker-entrypoint.sh': `set -e\nif [ "$1" = "nginx" ]; then\n  find /docker-entrypoint.d/ -follow -type f\nfi\n${EXEC}`,
  },
} as const;
const NGINX_LINES = [
  'LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"',
  'ENV NGINX_VERSION=1.29.1',
  'ENV PKG_RELEASE=1 DYNPKG_RELEASE=1',
  'ENV NJS_VERSION=0.9.1 NJS_RELEASE=1',
  'RUN KEY_SHA512="e09fa32f0a0eab2b879ccbbc4d0e4fb9751486eedda75e35fac65802cc9faa266425edf83e261137a2f4d16281ce2c1a5f4502930fe75154723da014214f0655" && curl -fo /tmp/nginx_signing.rsa.pub https://nginx.org/keys/nginx_signing.rsa.pub && rm /tmp/nginx_signing.rsa.pub',
  'ENTRYPOINT ["/docker-entrypoint.sh"]',
];

/** What the Dockerfiles of test/fixtures/popular are built on. */
export const STAND_INS: readonly StandIn[] = [
  { name: 'debian:12.12-slim', system: 'debian', lines: ['CMD ["bash"]'] },
  { name: 'alpine:3.22.1', system: 'alpine', lines: ['CMD ["/bin/sh"]'] },
  { name: 'node:22.20.0-bookworm-slim', system: 'debian', ...NODE },
  { name: 'node:22.20.0-alpine', system: 'alpine', ...NODE },
  {
    name: 'python:3.13.7-slim-bookworm',
    system: 'debian',
    lines: [
      `ENV PATH=/usr/local/bin:${PATH}`,
      'ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
      'ENV PYTHON_VERSION=3.13.7',
      'ENV PYTHON_SHA256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'RUN set -eux; curl -fsSLo python.tar.xz "https://www.python.org/ftp/python/${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; echo "$PYTHON_SHA256 *python.tar.xz" | sha256sum -c -; gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$GPG_KEY"; rm python.tar.xz',
      'CMD ["python3"]',
    ],
  },
  { name: 'golang:1.25.1-alpine', system: 'alpine', lines: [...GO_LINES, 'RUN mkdir -p /usr/share/zoneinfo'] },
  { name: 'golang:1.25.1-bookworm', system: 'debian', lines: GO_LINES },
  {
    name: 'gcr.io/distroless/static-debian12:nonroot',
    system: 'distroless',
    accounts: ['nobody:65534', 'nonroot:65532'],
    lines: [
      `ENV PATH=${PATH}`,
      'ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
      'USER 65532',
      'WORKDIR /home/nonroot',
    ],
  },
  {
    name: 'maven:3.9.11-eclipse-temurin-21',
    system: 'ubuntu',
    accounts: ['ubuntu:1000'],
    scripts: { '/usr/local/bin/mvn-entrypoint.sh': EXEC },
    lines: [
      'ENV JAVA_HOME=/opt/java/openjdk',
      'ENV MAVEN_HOME=/usr/share/maven',
      'ENTRYPOINT ["/usr/local/bin/mvn-entrypoint.sh"]',
      'CMD ["mvn"]',
    ],
  },
  {
    name: 'eclipse-temurin:21.0.8_9-jre-jammy',
    system: 'ubuntu',
    scripts: { '/__cacert_entrypoint.sh': EXEC },
    lines: [
      'ENV JAVA_HOME=/opt/java/openjdk',
      `ENV PATH=/opt/java/openjdk/bin:${PATH} LANG=en_US.UTF-8 LANGUAGE=en_US:en LC_ALL=en_US.UTF-8`,
      'ENV JAVA_VERSION=jdk-21.0.8+9',
      'ENTRYPOINT ["/__cacert_entrypoint.sh"]',
    ],
  },
  {
    name: 'nginx:1.29.1-alpine',
    ...NGINX,
    lines: [...NGINX_LINES, 'EXPOSE 80', 'STOPSIGNAL SIGQUIT', 'CMD ["nginx", "-g", "daemon off;"]'],
  },
  {
    name: 'nginxinc/nginx-unprivileged:1.29.1-alpine',
    ...NGINX,
    lines: [...NGINX_LINES, 'EXPOSE 8080', 'STOPSIGNAL SIGQUIT', 'USER 101', 'CMD ["nginx", "-g", "daemon off;"]'],
  },
  {
    name: 'postgres:17.6-bookworm',
    system: 'debian',
    accounts: ['postgres:999'],
    scripts: {
      '/usr/local/bin/docker-entrypoint.sh':
        'set -Eeo pipefail\n_main() {\n\tif [ "$1" = "postgres" ] && [ "$(id -u)" = "0" ]; then\n\t\texec gosu postgres "$BASH_SOURCE" "$@"\n\tfi\n\texec "$@"\n}\n_main "$@"',
    },
    lines: [
      'ENV GOSU_VERSION=1.19',
      'ENV LANG=en_US.utf8',
      'RUN set -ex; key="B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8"; gpg --batch --keyserver keyserver.ubuntu.com --recv-keys "$key"',
      'ENV PG_MAJOR=17',
      `ENV PATH=${PATH}:/usr/lib/postgresql/17/bin`,
      'ENV PG_VERSION=17.6-1.pgdg12+1',
      'ENV PGDATA=/var/lib/postgresql/data',
      'VOLUME /var/lib/postgresql/data',
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'STOPSIGNAL SIGINT',
      'EXPOSE 5432',
      'CMD ["postgres"]',
    ],
  },
  {
    name: 'ruby:3.4.5-slim',
    system: 'debian',
    lines: [
      'ENV LANG=C.UTF-8',
      'ENV RUBY_VERSION=3.4.5',
      'ENV RUBY_DOWNLOAD_URL=https://cache.ruby-lang.org/pub/ruby/3.4/ruby-3.4.5.tar.xz',
      'ENV RUBY_DOWNLOAD_SHA256=7b3a905b84b8777aa29f557bada695c3ce108390657e614d2cc9e2fb7e459536',
      'ENV GEM_HOME=/usr/local/bundle BUNDLE_SILENCE_ROOT_WARNING=1 BUNDLE_APP_CONFIG=/usr/local/bundle',
      `ENV PATH=/usr/local/bundle/bin:${PATH}`,
      'CMD ["irb"]',
    ],
  },
  {
    name: 'composer:2.8.12',
    system: 'alpine',
    scripts: { '/docker-entrypoint.sh': EXEC },
    lines: ['ENV COMPOSER_HOME=/tmp', 'WORKDIR /app', 'ENTRYPOINT ["/docker-entrypoint.sh"]', 'CMD ["composer"]'],
  },
  {
    name: 'php:8.4.12-apache',
    system: 'debian',
    scripts: {
      '/usr/local/bin/docker-php-entrypoint': `set -e\nif [ "\${1#-}" != "$1" ]; then\n\tset -- apache2-foreground "$@"\nfi\n${EXEC}`,
      '/usr/local/bin/apache2-foreground': 'exec apache2 -DFOREGROUND "$@"',
    },
    lines: [
      'ENV PHPIZE_DEPS="autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c"',
      'ENV APACHE_CONFDIR=/etc/apache2 APACHE_ENVVARS=/etc/apache2/envvars',
      'ENV PHP_CFLAGS="-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64"',
      'ENV GPG_KEYS="AFD8691FDAEDF03BDF6E460563F15A9B715376CA 9D7F99A0CB8F05C8A6958D6256A97AF7694A65DB"',
      'ENV PHP_VERSION=8.4.12',
      'ENV PHP_URL=https://www.php.net/distributions/php-8.4.12.tar.xz PHP_ASC_URL=https://www.php.net/distributions/php-8.4.12.tar.xz.asc',
      'ENV PHP_SHA256=c1b7978cbb5054eed6c749bde4444afc16a3f2268101fb70a7d5d9b1083b12ad',
      'RUN set -eux; export GNUPGHOME="$(mktemp -d)"; for key in $GPG_KEYS; do gpg --batch --keyserver keyserver.ubuntu.com --recv-keys "$key"; done',
      'ENTRYPOINT ["docker-php-entrypoint"]',
      'STOPSIGNAL SIGWINCH',
      'WORKDIR /var/www/html',
      'EXPOSE 80',
      'CMD ["apache2-foreground"]',
    ],
    accounts: ['www-data:33'],
  },
  {
    name: 'rust:1.90.0-bookworm',
    system: 'debian',
    lines: [
      'ENV RUSTUP_HOME=/usr/local/rustup CARGO_HOME=/usr/local/cargo',
      `ENV PATH=/usr/local/cargo/bin:${PATH} RUST_VERSION=1.90.0`,
    ],
  },
  { name: 'mcr.microsoft.com/dotnet/sdk:9.0.305', system: 'debian', lines: ['ENV DOTNET_SDK_VERSION=9.0.305'] },
  {
    name: 'mcr.microsoft.com/dotnet/aspnet:9.0.9',
    system: 'debian',
    accounts: ['app:1654'],
    lines: [
      'ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true',
      'ENV DOTNET_VERSION=9.0.9',
      'ENV ASPNET_VERSION=9.0.9',
    ],
  },
];

/** What `docker inspect` shows of a well-known public image. */
export interface PublicImage {
  readonly name: string;
  /** The repository of its Dockerfile. */
  readonly source: string;
  readonly env: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

const hex = (length: number): string => '3f9a0c7e5b1d8264'.repeat(8).slice(0, length);
const LIBRARY = 'https://github.com/docker-library';

/** Names and forms are the images' own; the digests are not those of a release. */
export const PUBLIC_IMAGES: readonly PublicImage[] = [
  {
    name: 'node',
    source: 'https://github.com/nodejs/docker-node',
    env: ['NODE_VERSION=22.11.0', 'YARN_VERSION=1.22.22', 'NPM_CONFIG_LOGLEVEL=info'],
  },
  {
    name: 'python',
    source: `${LIBRARY}/python`,
    env: [
      'LANG=C.UTF-8',
      'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
      'PYTHON_VERSION=3.13.0',
      `PYTHON_SHA256=${hex(64)}`,
      `PYTHON_GET_PIP_SHA256=${hex(64)}`,
      'PYTHON_GET_PIP_URL=https://github.com/pypa/get-pip/raw/66d8a0f637083e2c3ddffc0cb1e65ce126afb856/public/get-pip.py',
    ],
  },
  {
    name: 'postgres',
    source: `${LIBRARY}/postgres`,
    env: [
      'GOSU_VERSION=1.17',
      'PG_MAJOR=17',
      'PG_VERSION=17.0-1.pgdg120+1',
      `PG_SHA256=${hex(64)}`,
      'DOCKER_PG_LLVM_DEPS=llvm15-dev clang15',
      'PGDATA=/var/lib/postgresql/data',
    ],
  },
  {
    name: 'redis',
    source: 'https://github.com/redis/docker-library-redis',
    env: [
      'REDIS_VERSION=7.4.1',
      'REDIS_DOWNLOAD_URL=http://download.redis.io/releases/redis-7.4.1.tar.gz',
      `REDIS_DOWNLOAD_SHA=${hex(64)}`,
    ],
  },
  {
    name: 'nginx',
    source: 'https://github.com/nginxinc/docker-nginx',
    env: ['NGINX_VERSION=1.27.2', 'NJS_VERSION=0.8.6', 'NJS_RELEASE=1~bookworm', 'PKG_RELEASE=1~bookworm'],
    labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
  },
  {
    name: 'golang',
    source: `${LIBRARY}/golang`,
    env: ['GOLANG_VERSION=1.23.2', 'GOTOOLCHAIN=local', 'GOPATH=/go', 'PATH=/go/bin:/usr/local/go/bin:/usr/bin:/bin'],
  },
  {
    name: 'eclipse-temurin',
    source: 'https://github.com/adoptium/containers',
    env: ['JAVA_HOME=/opt/java/openjdk', 'JAVA_VERSION=jdk-21.0.5+11', 'LANG=en_US.UTF-8', 'LC_ALL=en_US.UTF-8'],
    labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': '24.04' },
  },
  {
    name: 'php',
    source: `${LIBRARY}/php`,
    env: [
      'PHPIZE_DEPS=autoconf \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\tlibc-dev \t\tmake \t\tpkg-config \t\tre2c',
      'PHP_INI_DIR=/usr/local/etc/php',
      'PHP_CFLAGS=-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      'PHP_LDFLAGS=-Wl,-O1 -pie',
      'GPG_KEYS=1198C0117593497A5EC5C199286AF1F9897469DC C28D937575603EB4ABB725861C0779DC5C0A9DE4',
      'PHP_URL=https://www.php.net/distributions/php-8.3.13.tar.xz',
      'PHP_ASC_URL=https://www.php.net/distributions/php-8.3.13.tar.xz.asc',
      `PHP_SHA256=${hex(64)}`,
    ],
  },
  {
    name: 'ruby',
    source: `${LIBRARY}/ruby`,
    env: [
      'RUBY_DOWNLOAD_URL=https://cache.ruby-lang.org/pub/ruby/3.3/ruby-3.3.6.tar.xz',
      `RUBY_DOWNLOAD_SHA256=${hex(64)}`,
      'GEM_HOME=/usr/local/bundle',
      'BUNDLE_SILENCE_ROOT_WARNING=1',
      'BUNDLE_APP_CONFIG=/usr/local/bundle',
    ],
  },
  {
    name: 'mysql',
    source: `${LIBRARY}/mysql`,
    env: [
      'GOSU_VERSION=1.17',
      'MYSQL_MAJOR=innovation',
      'MYSQL_VERSION=9.1.0-1.el9',
      'MYSQL_SHELL_VERSION=9.1.0-1.el9',
    ],
  },
  {
    name: 'mariadb',
    source: 'https://github.com/MariaDB/mariadb-docker',
    env: ['GOSU_VERSION=1.17', 'MARIADB_VERSION=1:11.5.2+maria~ubu2404'],
    labels: {
      'org.opencontainers.image.authors': 'MariaDB Community',
      'org.opencontainers.image.documentation': 'https://hub.docker.com/_/mariadb/',
      'org.opencontainers.image.description': 'MariaDB Database for relational SQL',
    },
  },
  {
    name: 'mongo',
    source: `${LIBRARY}/mongo`,
    env: [
      'GOSU_VERSION=1.17',
      'JSYAML_VERSION=3.13.1',
      `JSYAML_CHECKSUM=${hex(64)}`,
      'MONGO_PACKAGE=mongodb-org',
      'MONGO_REPO=repo.mongodb.org',
      'GLIBC_TUNABLES=glibc.pthread.rseq=0',
    ],
  },
  {
    name: 'rabbitmq',
    source: `${LIBRARY}/rabbitmq`,
    env: [
      'ERLANG_INSTALL_PATH_PREFIX=/opt/erlang',
      'OPENSSL_INSTALL_PATH_PREFIX=/opt/openssl',
      'RABBITMQ_DATA_DIR=/var/lib/rabbitmq',
      'RABBITMQ_PGP_KEY_ID=0x0A9AF2115F4687BD29803A206B73A36E6026DFCA',
      'RABBITMQ_HOME=/opt/rabbitmq',
      'RABBITMQ_LOGS=-',
    ],
  },
  {
    name: 'elasticsearch',
    source: 'https://github.com/elastic/dockerfiles',
    env: ['ELASTIC_CONTAINER=true', 'SHELL=/bin/bash'],
    labels: {
      'org.label-schema.build-date': '2024-10-10T10:06:36Z',
      'org.label-schema.vcs-ref': hex(40),
      'org.opencontainers.image.licenses': 'Elastic-License-2.0',
    },
  },
  {
    name: 'keycloak',
    source: 'https://github.com/keycloak/keycloak/tree/main/quarkus/container',
    env: ['LANG=en_US.UTF-8', 'KC_RUN_IN_CONTAINER=true'],
    labels: {
      'io.k8s.display-name': 'Red Hat Universal Base Image 9 Micro',
      'com.redhat.license_terms': 'https://www.redhat.com/en/about/red-hat-end-user-license-agreements#UBI',
      'vcs-ref': hex(40),
      url: 'https://access.redhat.com/containers/#/registry.access.redhat.com/ubi9/images/9.4-13',
    },
  },
  {
    name: 'grafana',
    source: 'https://github.com/grafana/grafana',
    env: [
      'GF_PATHS_CONFIG=/etc/grafana/grafana.ini',
      'GF_PATHS_DATA=/var/lib/grafana',
      'GF_PATHS_PROVISIONING=/etc/grafana/provisioning',
    ],
    labels: { maintainer: 'Grafana Labs <hello@grafana.com>' },
  },
  {
    name: 'wordpress',
    source: `${LIBRARY}/wordpress`,
    env: ['APACHE_CONFDIR=/etc/apache2', 'APACHE_ENVVARS=/etc/apache2/envvars', `PHP_SHA256=${hex(64)}`],
  },
  {
    name: 'jenkins',
    source: 'https://github.com/jenkinsci/docker',
    env: [
      'JENKINS_HOME=/var/jenkins_home',
      'JENKINS_SLAVE_AGENT_PORT=50000',
      'REF=/usr/share/jenkins/ref',
      'JENKINS_VERSION=2.479.1',
      'JENKINS_UC=https://updates.jenkins.io',
      'JENKINS_UC_EXPERIMENTAL=https://updates.jenkins.io/experimental',
      'JENKINS_INCREMENTALS_REPO_MIRROR=https://repo.jenkins-ci.org/incrementals',
      'COPY_REFERENCE_FILE_LOG=/var/jenkins_home/copy_reference_file.log',
    ],
    labels: {
      'org.opencontainers.image.vendor': 'Jenkins project',
      'org.opencontainers.image.source': 'https://github.com/jenkinsci/docker',
      'org.opencontainers.image.revision': hex(40),
    },
  },
  {
    name: 'dotnet/aspnet',
    source: 'https://github.com/dotnet/dotnet-docker',
    env: ['APP_UID=1654', 'ASPNETCORE_HTTP_PORTS=8080', 'DOTNET_RUNNING_IN_CONTAINER=true', 'ASPNET_VERSION=8.0.10'],
  },
  {
    name: 'buildpack-deps',
    source: `${LIBRARY}/buildpack-deps`,
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  },
  {
    name: 'swift',
    source: 'https://github.com/swiftlang/swift-docker',
    env: [
      'SWIFT_SIGNING_KEY=52BB7E3DE28A71BE22EC05FFEF80A866B47A981F',
      'SWIFT_PLATFORM=ubuntu22.04',
      'SWIFT_WEBROOT=https://download.swift.org',
    ],
  },
  {
    name: 'minio',
    source: 'https://github.com/minio/minio/blob/master/Dockerfile.release',
    env: [
      'MINIO_ACCESS_KEY_FILE=access_key',
      'MINIO_SECRET_KEY_FILE=secret_key',
      'MINIO_ROOT_PASSWORD_FILE=secret_key',
      'MINIO_KMS_SECRET_KEY_FILE=kms_master_key',
      'MINIO_UPDATE_MINISIGN_PUBKEY=RWTx5Zr1tiHQLwG9keckT0c45M3AGeHD6IvimQHpyRywVWGbP1aVSGav',
    ],
  },
  {
    name: 'cassandra, tomcat, solr',
    source: `${LIBRARY}/cassandra`,
    env: [
      'GPG_KEYS=CEC5C50B9C629EF0F5AB2706650B72EB14CFCA84',
      `CASSANDRA_SHA512=${hex(128)}`,
      `TOMCAT_SHA512=${hex(128)}`,
      'SOLR_INCLUDE=/etc/default/solr.in.sh',
      'TINI_VERSION=v0.19.0',
    ],
  },
  {
    name: 'bitnami/kafka, bitnami/redis',
    source: 'https://github.com/bitnami/containers',
    env: [
      'ALLOW_EMPTY_PASSWORD=no',
      'KAFKA_CERTIFICATE_PASSWORD=',
      'REDIS_MASTER_PASSWORD_FILE=',
      'BITNAMI_APP_NAME=redis',
    ],
    labels: { 'org.opencontainers.image.base.name': 'docker.io/bitnami/minideb:bookworm' },
  },
  {
    name: 'sclorg/postgresql',
    source: 'https://github.com/sclorg/postgresql-container',
    env: [
      'POSTGRESQL_VERSION=15',
      'CONTAINER_SCRIPTS_PATH=/usr/share/container-scripts/postgresql',
      'ENABLED_COLLECTIONS=',
    ],
    labels: {
      'io.k8s.description': 'PostgreSQL is an advanced Object-Relational database management system (DBMS).',
      usage:
        'podman run -d --name postgresql_database -e POSTGRESQL_USER=user -e POSTGRESQL_PASSWORD=pass ' +
        '-e POSTGRESQL_DATABASE=db -p 5432:5432 rhel9/postgresql-15',
    },
  },
  {
    name: 'nvidia/cuda',
    source: 'https://gitlab.com/nvidia/container-images/cuda',
    env: [
      'NVIDIA_REQUIRE_CUDA=cuda>=12.4 brand=tesla,driver>=470,driver<471 brand=unknown,driver>=535,driver<536',
      'NV_CUDA_CUDART_VERSION=12.4.127-1',
      'NV_LIBNCCL_PACKAGE=libnccl2=2.21.5-1+cuda12.4',
      'NVIDIA_DRIVER_CAPABILITIES=compute,utility',
    ],
    labels: { maintainer: 'NVIDIA CORPORATION <cudatools@nvidia.com>' },
  },
  {
    name: 'traefik, with settings for it',
    source: 'https://doc.traefik.io/traefik/middlewares/http/basicauth/',
    env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
    labels: { 'traefik.http.middlewares.auth.basicauth.users': 'me:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/' },
  },
];

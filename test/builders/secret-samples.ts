/** A name and a value, as ENV, LABEL and ARG have them, and where the form or the setting is written down in public. */
export type Sample = readonly [name: string, value: string, source: string];

const GITHUB =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github';
const GITLAB = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const AWS_IDS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids';
const AWS_KEYS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html';
const GOOGLE_KEYS = 'https://docs.cloud.google.com/docs/authentication/api-keys';
const SLACK = 'https://docs.slack.dev/authentication/tokens/';
const STRIPE = 'https://docs.stripe.com/keys';
const SHOPIFY = 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens';
const TWILIO = 'https://www.twilio.com/docs/glossary/what-is-a-sid';
const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';
const NOSEY_PARKER =
  'https://github.com/praetorian-inc/noseyparker/blob/main/crates/noseyparker/data/default/builtin/rules';
const TRUFFLEHOG = 'https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/dockerhub/v2/dockerhub.go';
const JWT = 'https://www.rfc-editor.org/rfc/rfc7519';
const PEM = 'https://www.rfc-editor.org/rfc/rfc7468';
const OPENPGP = 'https://www.rfc-editor.org/rfc/rfc9580#section-6.2';
const OPENSSH = 'https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key';
const URLS = 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1';
const LOGIN = 'https://docs.docker.com/reference/cli/docker/login/';
const NPMRC = 'https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration';
const AZURE = 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string';
const ADO = 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax';
const POSTGRES = 'https://hub.docker.com/_/postgres';
const MYSQL = 'https://hub.docker.com/_/mysql';
const MONGO = 'https://hub.docker.com/_/mongo';
const MSSQL = 'https://hub.docker.com/r/microsoft/mssql-server';
const RABBITMQ = 'https://hub.docker.com/_/rabbitmq';
const KEYCLOAK = 'https://www.keycloak.org/server/all-config';
const AIRFLOW = 'https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html';
const DJANGO = 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key';
const RAILS = 'https://guides.rubyonrails.org/security.html#custom-credentials';
const LIBRARY = 'https://github.com/docker-library';
const CWE = 'https://cwe.mitre.org/data/definitions/798.html';

const LETTERS = 'kQ7vXr2mTz9LbW4hNc8JfY3sGd6PaE5uRxM1tKwBoHyCjVnSqZgDiFlUpA0e';

/** Text that looks random, the same each time. */
function some(length: number, alphabet = LETTERS): string {
  return Array.from({ length }, (_, at) => alphabet.charAt((at * 7 + Math.floor(at / 5)) % alphabet.length)).join('');
}

const hex = (length: number): string => some(length, '3f9a0c7e5b1d8264');
const upper = (length: number): string => some(length, 'Q7XR2MTZ9LBW4HNC8JFY3SGD6PAE5U');

/**
 * Put together here, so that no scanner of a hosting site takes the source for a leak: nothing in it is a token.
 */
const joined = (...parts: readonly string[]): string => parts.join('');

const jwt = joined('ey', 'J', some(33), '.', 'ey', 'J', some(40), '.', some(43));
const pem = (label: string): string =>
  joined('-----BEGIN ', label, '-----\n', some(64), '\n', some(64), '\n-----END ', label, '-----');

/** Tokens and texts of a known form, under names that say nothing. */
export const KNOWN_FORMS: readonly Sample[] = [
  ['GH', joined('gh', 'p_', some(36)), GITHUB],
  ['GH', joined('gh', 'o_', some(36)), GITHUB],
  ['GH', joined('gh', 'u_', some(36)), GITHUB],
  ['GH', joined('gh', 's_', some(36)), GITHUB],
  ['GH', joined('gh', 'r_', some(76)), GITHUB],
  ['GH', joined('github', '_pat_', some(22), '_', some(59)), GITHUB],
  ['GL', joined('gl', 'pat-', some(20)), GITLAB],
  ['GL', joined('gl', 'pat-', some(27), '.01.', some(9)), GITLAB],
  ['GL', joined('gl', 'rt-', some(20)), GITLAB],
  ['AWS', joined('AK', 'IA', upper(16)), AWS_IDS],
  ['AWS', joined('AS', 'IA', upper(16)), AWS_IDS],
  ['GOOGLE', joined('AI', 'za', some(35)), GOOGLE_KEYS],
  ['GOOGLE', joined('GOC', 'SPX-', some(28)), `${NOSEY_PARKER}/google.yml`],
  ['SLACK', joined('xo', 'xb-', '123456789012-1234567890123-', some(24)), SLACK],
  ['SLACK', joined('xo', 'xp-', '123456789012-', some(32)), SLACK],
  ['SLACK', joined('xa', 'pp-', '1-A0123456789-', some(40)), SLACK],
  [
    'HOOK',
    joined('https://hooks.', 'slack.com/services/T0', upper(8), '/B0', upper(8), '/', some(24)),
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  ],
  ['STRIPE', joined('sk_', 'live_', some(24)), STRIPE],
  ['STRIPE', joined('rk_', 'live_', some(99)), STRIPE],
  ['STRIPE', joined('wh', 'sec_', some(32)), 'https://docs.stripe.com/webhooks'],
  ['NPM', joined('np', 'm_', some(36)), 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/'],
  ['PYPI', joined('py', 'pi-', 'AgE', 'IcHlwaS5vcmc', some(120)), 'https://pypi.org/help/#apitoken'],
  [
    'SENDGRID',
    joined('S', 'G.', some(22), '.', some(43)),
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  ],
  ['TWILIO', joined('S', 'K', hex(32)), TWILIO],
  ['HUB', joined('dckr', '_pat_', some(27)), TRUFFLEHOG],
  ['DO', joined('dop', '_v1_', hex(64)), GITLEAKS],
  ['HF', joined('h', 'f_', some(34)), 'https://huggingface.co/docs/hub/security-tokens'],
  ['AI', joined('sk-', 'proj-', some(48)), GITLEAKS],
  ['AI', joined('sk-', 'ant-', 'api03-', some(93)), GITLEAKS],
  ['SHOP', joined('shp', 'at_', hex(32)), SHOPIFY],
  ['BRICKS', joined('da', 'pi', hex(32)), GITLEAKS],
  ['VAULT', joined('hv', 's.', some(90)), 'https://developer.hashicorp.com/vault/docs/concepts/tokens'],
  ['GRAFANA', joined('gl', 'sa_', some(32), '_', hex(8)), GITLEAKS],
  ['NR', joined('NR', 'AK-', upper(27)), GITLEAKS],
  ['POSTMAN', joined('PM', 'AK-', hex(24), '-', hex(34)), GITLEAKS],
  ['GEMS', joined('ruby', 'gems_', hex(48)), 'https://guides.rubygems.org/api-key-scopes/'],
  ['LINEAR', joined('lin_', 'api_', some(40)), GITLEAKS],
  ['PULUMI', joined('pu', 'l-', hex(40)), GITLEAKS],
  ['ATLASSIAN', joined('ATA', 'TT3', some(180)), GITLEAKS],
  ['AGE', joined('AGE-', 'SECRET-', 'KEY-1', upper(58)), 'https://c2sp.org/age'],
  ['JWT', jwt, JWT],
  ['HEADER', `Bearer ${jwt}`, JWT],
  ['PEM', pem('PRIVATE KEY'), PEM],
  ['PEM', pem('RSA PRIVATE KEY'), PEM],
  ['PEM', pem('EC PRIVATE KEY').replaceAll('\n', '\\n'), PEM],
  ['PEM', pem('OPENSSH PRIVATE KEY'), OPENSSH],
  ['PEM', pem('PGP PRIVATE KEY BLOCK'), OPENPGP],
  ['PEM', Buffer.from(pem('RSA PRIVATE KEY')).toString('base64'), PEM],
  ['PEM', Buffer.from(pem('OPENSSH PRIVATE KEY')).toString('base64'), OPENSSH],
  ['DATABASE_URL', joined('postgres://app', ':', 'hunter2@db:5432/app'), URLS],
  ['BROKER', joined('amqp://guest', ':', 'guest@mq'), URLS],
  ['CACHE', joined('redis://', ':', 's3cr3t@cache:6379/0'), URLS],
  ['HTTPS_PROXY', joined('http://me', ':', 'hunter2@proxy:3128'), URLS],
  ['INDEX', joined('https://ci', ':', some(20), '@pypi.example.com/simple'), URLS],
  [
    'STORAGE',
    joined(
      'DefaultEndpointsProtocol=https;AccountName=x;Account',
      'Key=',
      some(86),
      '==;EndpointSuffix=core.windows.net',
    ),
    AZURE,
  ],
  [
    'BUS',
    joined('Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=x;SharedAccess', 'Key=', some(43), '='),
    AZURE,
  ],
  ['CONNECTION', joined('Server=db;Database=app;User Id=sa;Pass', 'word=Hunter2!;'), ADO],
  ['CONFIG', joined('{"auths":{"https://index.docker.io/v1/":{"au', 'th":"', some(24), '"}}}'), LOGIN],
  [
    'JSON',
    joined('{"type":"service_account","private_key":"', pem('PRIVATE KEY').replaceAll('\n', '\\n'), '"}'),
    'https://cloud.google.com/iam/docs/keys-create-delete',
  ],
  ['GL', joined('gl', 'agent-', some(50)), GITLAB],
  ['GL', joined('GR', '1348941', some(20)), GITLEAKS],
  ['HUB', joined('dckr', '_oat_', some(32)), TRUFFLEHOG],
  ['HF', joined('api', '_org_', some(34, LETTERS.replace(/\d/g, ''))), GITLEAKS],
  ['AI', joined('sk-', some(20), 'T3Blb', 'kFJ', some(20)), GITLEAKS],
  ['AI', joined('gs', 'k_', some(52)), `${NOSEY_PARKER}/groq.yml`],
  ['AI', joined('pp', 'lx-', some(48)), GITLEAKS],
  ['AZURE', joined('abc8', 'Q~', some(34)), GITLEAKS],
  ['ALIBABA', joined('LT', 'AI', some(20)), GITLEAKS],
  ['JFROG', joined('AK', 'Cp', some(69)), GITLEAKS],
  ['DOPPLER', joined('dp.', 'pt.', some(43)), GITLEAKS],
  ['DYNATRACE', joined('dt0', 'c01.', upper(24), '.', upper(64)), GITLEAKS],
  ['FLY', joined('fo', '1_', some(43)), GITLEAKS],
  ['HEROKU', joined('HRKU', '-AA', some(58)), GITLEAKS],
  ['NOTION', joined('nt', 'n_', '12345678901', some(35)), GITLEAKS],
  ['OPENSHIFT', joined('sha', '256~', some(43)), GITLEAKS],
  ['PLANETSCALE', joined('pscale', '_tkn_', some(43)), GITLEAKS],
  ['BREVO', joined('xkey', 'sib-', hex(64), '-', some(16)), GITLEAKS],
  ['SENTRY', joined('sntr', 'yu_', hex(64)), GITLEAKS],
  ['SHIPPO', joined('shippo', '_live_', hex(40)), GITLEAKS],
  ['SQUARE', joined('sq0', 'atp-', some(22)), GITLEAKS],
  ['TERRAFORM', joined(some(14), '.atl', 'asv1.', some(67)), GITLEAKS],
  ['MAILCHIMP', joined(hex(32), '-us12'), GITLEAKS],
  ['TELEGRAM', joined('123456789', ':AA', some(33)), 'https://core.telegram.org/bots/features#botfather'],
  [
    'HOOK',
    joined('https://disc', 'ord.com/api/webhooks/123456789012345678/', some(68)),
    'https://discord.com/developers/docs/resources/webhook#execute-webhook',
  ],
  ['PEM', pem('ENCRYPTED PRIVATE KEY'), PEM],
  ['PEM', Buffer.from(pem('PGP PRIVATE KEY BLOCK')).toString('base64'), OPENPGP],
  ['INDEX', joined('https://', some(30), '@pypi.example.com/simple'), URLS],
  ['REPOSITORY', joined('https://', hex(40), '@github.com/me/app.git'), URLS],
  ['REPOSITORY', joined('https://oauth2', ':', some(20), '@gitlab.example.com/me/app.git'), URLS],
  ['DB', joined('mongodb+srv://app', ':', 'hunter2@cluster0.example.net/app'), URLS],
  [
    'DB',
    joined('jdbc:postgresql://db/app?user=app&pass', 'word=hunter2'),
    'https://jdbc.postgresql.org/documentation/use/',
  ],
  [
    'DB',
    joined('sqlserver://db:1433;database=app;user=sa;pass', 'word=Hunter2!'),
    'https://learn.microsoft.com/sql/connect/jdbc/building-the-connection-url',
  ],
  [
    'DB',
    joined('host=db user=app pass', 'word=hunter2 dbname=app'),
    'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING',
  ],
  ['DB', joined('app', ':', 'hunter2@tcp(db:3306)/app'), 'https://github.com/go-sql-driver/mysql#dsn-data-source-name'],
  [
    'SAS',
    joined('https://x.blob.core.windows.net/c?sv=2022-11-02&se=2030-01-01&sp=r&sig', '=', some(43), '%3D'),
    'https://learn.microsoft.com/azure/storage/common/storage-sas-overview',
  ],
  ['CONFIG', Buffer.from(`{"auths":{"registry.example.com":{"auth":"${some(24)}"}}}`).toString('base64'), LOGIN],
  [
    'JSON',
    Buffer.from(`{\n  "type": "service_account",\n  "private_key_id": "${hex(40)}",\n  "x": "${some(60)}"\n}`).toString(
      'base64',
    ),
    'https://cloud.google.com/iam/docs/keys-create-delete',
  ],
  [
    'COMPOSER',
    joined('{"http-basic":{"repo.example.com":{"username":"me","pass', 'word":"hunter2"}}}'),
    'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
  ],
  ['NPMRC', joined('//registry.npmjs.org/:_auth', 'Token=', some(36)), NPMRC],
];

/** Values that nothing but their name makes a secret. */
export const NAMED_SECRETS: readonly Sample[] = [
  ['DB_PASSWORD', 'hunter2', CWE],
  ['MYSQL_ROOT_PASSWORD', 'changeme', MYSQL],
  ['POSTGRES_PASSWORD', 'postgres', POSTGRES],
  ['REDIS_PASSWORD', '12345678', CWE],
  ['PGPASSWORD', 'letmein', 'https://www.postgresql.org/docs/current/libpq-envars.html'],
  ['MYSQL_PWD', 'letmein', 'https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html'],
  ['RABBITMQ_DEFAULT_PASS', 'guest', RABBITMQ],
  ['RABBITMQ_ERLANG_COOKIE', some(20), RABBITMQ],
  ['KEYCLOAK_ADMIN_PASSWORD', 'admin', KEYCLOAK],
  ['KC_BOOTSTRAP_ADMIN_PASSWORD', 'admin', KEYCLOAK],
  ['AIRFLOW__CORE__FERNET_KEY', `${some(43)}=`, AIRFLOW],
  ['AIRFLOW__WEBSERVER__SECRET_KEY', some(32), AIRFLOW],
  ['AWS_SECRET_ACCESS_KEY', `/${some(39)}`, AWS_KEYS],
  ['TWILIO_AUTH_TOKEN', hex(32), 'https://www.twilio.com/docs/iam/api#auth-tokens'],
  ['CI_JOB_TOKEN', hex(40), GITLAB],
  ['NPM_TOKEN_PROD', some(20), GITLEAKS],
  ['api.key', some(24), GITLEAKS],
  ['dbPassword', 'hunter2', GITLEAKS],
  ['SECRET_KEY_BASE', hex(128), RAILS],
  ['RAILS_MASTER_KEY', hex(32), RAILS],
  ['APP_KEY', `base64:${some(43)}=`, 'https://laravel.com/docs/encryption#configuration'],
  ['JWT_SECRET', 'keyboard cat', GITLEAKS],
  ['SESSION_SECRET', 'keyboard-cat', GITLEAKS],
  ['CLIENT_SECRET', some(34), GITLEAKS],
  ['ENCRYPTION_KEY', hex(64), GITLEAKS],
  ['GPG_PASSPHRASE', 'correct horse battery staple', GITLEAKS],
  ['SSH_PRIVATE_KEY', some(60), GITLEAKS],
  ['OPENAI_APIKEY', some(40), GITLEAKS],
  ['com.example.api-key', some(24), GITLEAKS],
  ['TOKEN_SERVICE_PASSWORD', 'hunter2', CWE],
  ['KEYSTORE_PASSWORD', 'changeit', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html'],
  ['LDAP_BIND_CREDENTIALS', 'hunter2', GITLEAKS],
  ['DJANGO_SECRET_KEY', `django-insecure-${some(50)}`, DJANGO],
  ['DJANGO_SECRET_KEY', '8$x!k2#m9@p&v^z+q=w7e*r-t_y', DJANGO],
  ['MONGO_INITDB_ROOT_PASSWORD', 'example', MONGO],
  ['MSSQL_SA_PASSWORD', 'Your_password123', MSSQL],
  ['VNC_PW', 'vncpassword', CWE],
  ['DBPASS', 'hunter2', CWE],
  ['SMTP_PASS', 'hunter2', CWE],
  ['SVC_CREDS', 'me:hunter2', CWE],
  ['BASIC_AUTH', 'me:hunter2', 'https://www.rfc-editor.org/rfc/rfc7617'],
  ['NEO4J_AUTH', 'neo4j/hunter2', 'https://hub.docker.com/_/neo4j'],
  ['NPM_CONFIG__AUTH', Buffer.from('me:hunter2x').toString('base64'), NPMRC],
  ['BUNDLE_GEMS__EXAMPLE__COM', 'me:hunter2', 'https://bundler.io/man/bundle-config.1.html'],
  ['AZURE_STORAGE_KEY', `${some(86)}==`, AZURE],
  ['OPENAI_KEY', some(40), GITLEAKS],
  ['HMAC_KEY', hex(64), GITLEAKS],
];

/** Of the environment and the labels of well-known public images, and of programs that many images hold. */
export const LOOK_ALIKES: readonly Sample[] = [
  // python, php, httpd, tomcat, mariadb, node, nginx, rabbitmq, ruby, redis, mongo, haproxy
  ['GPG_KEY', 'A035C8C19219BA821ECEA86B64E628F8D684696D', `${LIBRARY}/python`],
  ['PYTHON_SHA256', hex(64), `${LIBRARY}/python`],
  ['PYTHON_GET_PIP_SHA256', hex(64), `${LIBRARY}/python`],
  [
    'PYTHON_GET_PIP_URL',
    'https://github.com/pypa/get-pip/raw/0d8570dc44796f4369b652222cf176b3db6ac70e/public/get-pip.py',
    `${LIBRARY}/python`,
  ],
  ['PYTHON_VERSION', '3.12.4', `${LIBRARY}/python`],
  ['GPG_KEYS', '39B641343D8C104B2B146DC3F9C39DC0B9698544 E60913E4DF209907D8E30D96659A97C9CF2A795A', `${LIBRARY}/php`],
  ['PHP_ASC_URL', 'https://www.php.net/get/php-8.3.8.tar.xz.asc/from/this/mirror', `${LIBRARY}/php`],
  ['PHP_SHA256', hex(64), `${LIBRARY}/php`],
  ['HTTPD_SHA256', hex(64), `${LIBRARY}/httpd`],
  ['TOMCAT_SHA512', hex(128), `${LIBRARY}/tomcat`],
  ['MARIADB_GPG_KEYS', '177F4010FE56CA3336300305F1656F24C74CD1D8', 'https://github.com/MariaDB/mariadb-docker'],
  ['NGINX_GPGKEY', '573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62', 'https://github.com/nginxinc/docker-nginx'],
  ['NGINX_GPGKEY_PATH', '/etc/apt/keyrings/nginx-archive-keyring.gpg', 'https://github.com/nginxinc/docker-nginx'],
  ['KEY_SHA512', hex(128), 'https://github.com/nginxinc/docker-nginx'],
  ['OPENSSL_PGP_KEY_IDS', '0x8657ABB260F056B1E5190839D9C4D26D0E604491', `${LIBRARY}/rabbitmq`],
  ['RABBITMQ_PGP_KEY_ID', '0x0A9AF2115F4687BD29803A206B73A36E6026DFCA', `${LIBRARY}/rabbitmq`],
  ['RUBY_DOWNLOAD_SHA256', hex(64), `${LIBRARY}/ruby`],
  ['REDIS_DOWNLOAD_SHA', hex(64), 'https://github.com/redis/docker-library-redis'],
  ['HAPROXY_SHA256', hex(64), `${LIBRARY}/haproxy`],
  ['JSYAML_CHECKSUM', hex(64), `${LIBRARY}/mongo`],
  ['CASSANDRA_DIGEST', `sha256:${hex(64)}`, `${LIBRARY}/cassandra`],
  // golang, temurin, node, postgres, wordpress, dotnet, elasticsearch
  ['GOLANG_VERSION', '1.22.4', `${LIBRARY}/golang`],
  ['GOTOOLCHAIN', 'local', `${LIBRARY}/golang`],
  ['JAVA_VERSION', 'jdk-21.0.3+9', 'https://github.com/adoptium/containers'],
  ['ESUM', hex(64), 'https://github.com/adoptium/containers'],
  ['YARN_VERSION', '1.22.22', 'https://github.com/nodejs/docker-node'],
  ['PGDATA', '/var/lib/postgresql/data', POSTGRES],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', POSTGRES],
  ['PWD', '/app', 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html'],
  ['OLDPWD', '/srv/data', 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html'],
  ['VCS_REF', hex(40), 'https://specs.opencontainers.org/image-spec/annotations/'],
  ['GIT_COMMIT', hex(40), 'https://specs.opencontainers.org/image-spec/annotations/'],
  // mysql and others: settings about a password
  ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes', MYSQL],
  ['MYSQL_RANDOM_ROOT_PASSWORD', 'yes', MYSQL],
  ['MYSQL_ROOT_PASSWORD_FILE', '/run/secrets/mysql-root', MYSQL],
  ['POSTGRES_PASSWORD', '', POSTGRES],
  ['PASSWORD_MIN_LENGTH', '12', GITLEAKS],
  ['PASSWORD_HASHER', 'argon2id', 'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html'],
  [
    'PASSWORD_HASH',
    '$2y$10$abcdefghijklmnopqrstuv',
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
  ],
  ['DB_PASSWORD', '/run/secrets/db', GITLEAKS],
  ['DB_PASSWORD', '$' + '{DB_PASSWORD}', GITLEAKS],
  ['DB_PASSWORD', '<password>', GITLEAKS],
  ['DB_PASSWORD', 'xxxxxxxx', GITLEAKS],
  ['DB_PASSWORD', '********', GITLEAKS],
  // keycloak, airflow, jupyter, kafka, vault
  ['WORDPRESS_CLI_GPG_KEY', '63AF7AA15067C05616FDDD88A3A2E8F226F0BC06', `${LIBRARY}/wordpress`],
  ['GPG_COUCH_KEY', '390EF70BB1EA12B2773962950EE62FB37A00258D', 'https://github.com/apache/couchdb-docker'],
  ['MINIO_SECRET_KEY_FILE', 'secret_key', 'https://github.com/minio/minio/blob/master/Dockerfile'],
  ['MINIO_ROOT_PASSWORD_FILE', 'secret_key', 'https://github.com/minio/minio/blob/master/Dockerfile'],
  ['ETCD_INITIAL_CLUSTER_TOKEN', 'etcd-cluster-1', 'https://etcd.io/docs/v3.5/op-guide/configuration/'],
  [
    'NVIDIA_REQUIRE_CUDA',
    'cuda>=12.4 brand=tesla,driver>=470,driver<471',
    'https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html',
  ],
  ['TIKTOKEN_CACHE_DIR', '/opt/tiktoken', 'https://github.com/openai/tiktoken'],
  ['LIBSECRET_VERSION', '0.21.4', 'https://gitlab.gnome.org/GNOME/libsecret'],
  ['KEYCLOAK_VERSION', '25.0.1', KEYCLOAK],
  ['KEYCLOAK_HOME', '/opt/keycloak', KEYCLOAK],
  ['KC_RUN_IN_CONTAINER', 'true', KEYCLOAK],
  ['AIRFLOW__SECRETS__BACKEND', 'airflow.providers.hashicorp.secrets.vault.VaultBackend', AIRFLOW],
  ['AIRFLOW_UID', '50000', AIRFLOW],
  ['TRUSTSTORE_PASSWORD', 'changeit', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html'],
  ['VAULT_SECRET_PATH', 'secret/data/app', 'https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2'],
  ['APP_SECRET', 'secret/data/app', 'https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2'],
  [
    'DB_SECRET',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html',
  ],
  ['DB_SECRET', 'op://vault/db/password', 'https://developer.1password.com/docs/cli/secret-references/'],
  // language models, tokens that are none
  ['TOKENIZERS_PARALLELISM', 'false', 'https://huggingface.co/docs/transformers/main_classes/tokenizer'],
  ['MAX_TOKENS', '4096', 'https://huggingface.co/docs/transformers/main_classes/tokenizer'],
  ['PAD_TOKEN', '[PAD]', 'https://huggingface.co/docs/transformers/main_classes/tokenizer'],
  ['STOP_TOKEN', 'end-of-text', 'https://huggingface.co/docs/transformers/main_classes/tokenizer'],
  ['TOKEN_URL', 'https://login.example.com/oauth2/token', 'https://www.rfc-editor.org/rfc/rfc6749'],
  ['TOKEN_EXPIRES_IN', '3600', 'https://www.rfc-editor.org/rfc/rfc6749'],
  ['ACCESS_TOKEN_LIFETIME', '15m', 'https://www.rfc-editor.org/rfc/rfc6749'],
  ['CSRF_TOKEN_HEADER', 'X-CSRF-Token', 'https://docs.djangoproject.com/en/stable/ref/csrf/'],
  ['API_KEY_NAME', 'X-Api-Key', GITLEAKS],
  ['API_KEY', 'X-Api-Key', GITLEAKS],
  ['GITHUB_TOKEN', 'your-github-token', GITHUB],
  ['GITHUB_TOKEN', joined('gh', 'p_', 'x'.repeat(36)), GITHUB],
  ['AWS_ACCESS_KEY_ID', joined('AK', 'IA', 'IOSFODNN7EXAMPLE'), AWS_KEYS],
  ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', AWS_KEYS],
  ['TOKEN_ENV', 'GITHUB_TOKEN', GITHUB],
  ['AUTH_TOKEN', 'GITHUB_TOKEN', GITHUB],
  ['SECRET_KEY_BASE_DUMMY', '1', RAILS],
  ['SECRET_KEY_BASE', 'dummy', RAILS],
  ['SECRET_KEY', 'placeholder-for-the-build', DJANGO],
  // public halves and addresses
  ['PUBLIC_KEY', some(44), 'https://github.com/nginxinc/docker-nginx'],
  ['JWT_PUBLIC_KEY', `-----BEGIN PUBLIC KEY-----\n${some(64)}`, PEM],
  ['SSH_KEY', `ssh-ed25519 ${some(68)}`, 'https://www.rfc-editor.org/rfc/rfc4253#section-6.6'],
  ['CERT', `-----BEGIN CERTIFICATE-----\n${some(64)}\n-----END CERTIFICATE-----`, PEM],
  ['STRIPE_PUBLISHABLE_KEY', joined('pk_', 'live_', some(24)), STRIPE],
  ['NEXT_PUBLIC_FIREBASE_API_KEY', joined('AI', 'za', some(35)), 'https://firebase.google.com/docs/projects/api-keys'],
  ['DATABASE_URL', 'postgres://db:5432/app', URLS],
  ['DATABASE_URL', 'postgres://app@db/app', URLS],
  ['DATABASE_URL', `postgres://app:${'$'}{DB_PASSWORD}@db/app`, URLS],
  ['CONNECTION', 'Server=db;Database=app;Trusted_Connection=True;', ADO],
  [
    'GOOGLE_APPLICATION_CREDENTIALS',
    '/secrets/gcp.json',
    'https://cloud.google.com/docs/authentication/application-default-credentials',
  ],
  [
    'CORS_CREDENTIALS',
    'true',
    'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Credentials',
  ],
  [
    'SENTRY_DSN',
    'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1',
    'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
  ],
  ['COMPASS', 'north', GITLEAKS],
  ['BYPASS', 'localhost', GITLEAKS],
  ['MONKEY', some(20), GITLEAKS],
  ['CACHE_KEY', 'v3-linux-amd64', GITLEAKS],
  ['RANDOM', some(40), GITLEAKS],
  ['BUILD_ID', 'cd4b2a8c-5f3e-4c7a-9b1d-0e6f8a7c5d2b', GITLEAKS],
  ['org.opencontainers.image.revision', hex(40), 'https://specs.opencontainers.org/image-spec/annotations/'],
  [
    'org.opencontainers.image.description',
    'Issues a token, asks for the password and keeps the secret.',
    'https://specs.opencontainers.org/image-spec/annotations/',
  ],
  [
    'org.opencontainers.image.base.digest',
    `sha256:${hex(64)}`,
    'https://specs.opencontainers.org/image-spec/annotations/',
  ],
  ['com.example.password.hint', 'the name of the dog', GITLEAKS],
  ['io.example.secrets.manager', 'vault', GITLEAKS],
  // found wanting in a review of these checks
  ['SWIFT_SIGNING_KEY', '52BB7E3DE28A71BE22EC05FFEF80A866B47A981F', 'https://github.com/swiftlang/swift-docker'],
  ['XSRF_TOKEN', 'XSRF-TOKEN', 'https://angular.dev/best-practices/security#httpclient-xsrf-csrf-security'],
  ['SSL_PRIVATE_KEY', 'server.key', 'https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatekeyfile'],
  ['PRIVATE_KEY', 'key.pem', PEM],
  ['FIRST_PASS', 'full', 'https://trac.ffmpeg.org/wiki/Encode/H.264'],
  ['DB_PASSWORD', 'vault:secret/data/db#password', 'https://bank-vaults.dev/docs/mutating-webhook/'],
  ['DB_PASSWORD', 'ref+vault://secret/db#/password', 'https://github.com/helmfile/vals'],
  ['DB_PASSWORD', 'ENC[AES256_GCM,data:x7hJ]', 'https://github.com/getsops/sops'],
  [
    'DB_PASSWORD',
    '{cipher}6a8f4e',
    'https://docs.spring.io/spring-cloud-config/reference/server/encryption-and-decryption.html',
  ],
  ['ALGOLIA_SEARCH_API_KEY', hex(32), 'https://www.algolia.com/doc/guides/security/api-keys/'],
  ['DATABASE_URL', joined('postgresql://user', ':', 'password@localhost:5432/app'), URLS],
  ['REDIS_URL', 'redis://:@localhost:6379', URLS],
  ['URL', 'https://example.com/@scope/package:latest', URLS],
  [
    'BASIC_AUTH',
    'me:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/',
    'https://httpd.apache.org/docs/2.4/misc/password_encryptions.html',
  ],
  ['NEO4J_AUTH', 'none', 'https://hub.docker.com/_/neo4j'],
  ['HTTP_AUTH', 'oauth2', 'https://www.rfc-editor.org/rfc/rfc6749'],
  ['BUNDLE_MIRROR__HTTPS___RUBYGEMS__ORG', 'https://mirror.example.com', 'https://bundler.io/man/bundle-config.1.html'],
  ['SSH_ASKPASS', '/usr/bin/ssh-askpass', 'https://man.openbsd.org/ssh.1'],
  ['PGPASSFILE', '/run/secrets/pgpass', 'https://www.postgresql.org/docs/current/libpq-envars.html'],
  [
    'ENCRYPTION_KEY',
    'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
    'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html',
  ],
  ['COSIGN_PUBLIC_KEY', 'cosign.pub', 'https://docs.sigstore.dev/cosign/key_management/overview/'],
];

/** Everything that has to be found. */
export const SECRETS: readonly Sample[] = [...KNOWN_FORMS, ...NAMED_SECRETS];

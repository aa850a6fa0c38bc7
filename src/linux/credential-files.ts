/** Where a tool looks for its credentials by default: the file's name, or the last two parts of its path; and who says so. */
const TOOLS: readonly (readonly [source: string, files: readonly string[]])[] = [
  ['https://docs.npmjs.com/cli/configuring-npm/npmrc', ['.npmrc', 'etc/npmrc']],
  ['https://classic.yarnpkg.com/docs/yarnrc', ['.yarnrc']],
  ['https://yarnpkg.com/configuration/yarnrc', ['.yarnrc.yml']],
  ['https://packaging.python.org/specifications/pypirc/', ['.pypirc']],
  ['https://pip.pypa.io/en/stable/topics/configuration/', ['pip.conf']],
  ['https://python-poetry.org/docs/repositories/', ['pypoetry/auth.toml']],
  ['https://everything.curl.dev/usingcurl/netrc.html', ['.netrc', '_netrc']],
  ['https://git-scm.com/docs/git-credential-store', ['.git-credentials', 'git/credentials']],
  ['https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html', ['.aws/credentials', '.aws/config']],
  ['https://docs.docker.com/reference/cli/docker/login/', ['.docker/config.json', '.dockercfg']],
  ['https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md', ['containers/auth.json']],
  [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    ['.kube/config', 'kubernetes/admin.conf'],
  ],
  [
    'https://docs.cloud.google.com/docs/authentication/application-default-credentials',
    ['gcloud/application_default_credentials.json'],
  ],
  ['https://cloud.google.com/storage/docs/boto-gsutil', ['.boto']],
  ['https://s3tools.org/kb/item14.htm', ['.s3cfg']],
  ['https://rclone.org/docs/#config-string', ['rclone/rclone.conf', '.rclone.conf']],
  [
    'https://learn.microsoft.com/cli/azure/msal-based-azure-cli',
    ['.azure/accessTokens.json', '.azure/msal_token_cache.json'],
  ],
  ['https://cli.github.com/manual/gh_auth_login', ['gh/hosts.yml']],
  ['https://hub.github.com/hub.1.html', ['.config/hub']],
  ['https://docs.gitlab.com/cli/auth/login/', ['glab-cli/config.yml']],
  [
    'https://developer.hashicorp.com/terraform/cli/config/config-file',
    ['.terraformrc', '.terraform.d/credentials.tfrc.json'],
  ],
  ['https://developer.hashicorp.com/vault/docs/commands/token-helper', ['.vault-token']],
  [
    'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
    ['.composer/auth.json', 'composer/auth.json'],
  ],
  ['https://maven.apache.org/settings.html', ['.m2/settings.xml']],
  ['https://docs.gradle.org/current/userguide/build_environment.html', ['.gradle/gradle.properties']],
  ['https://guides.rubygems.org/api-key-scopes/', ['.gem/credentials', 'gem/credentials']],
  ['https://bundler.io/man/bundle-config.1.html', ['.bundle/config']],
  [
    'https://doc.rust-lang.org/cargo/reference/config.html#credentials',
    ['.cargo/credentials', '.cargo/credentials.toml', 'cargo/credentials.toml'],
  ],
  [
    'https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior',
    ['NuGet/NuGet.Config', 'nuget.config', 'NuGet.Config', 'NuGet.config'],
  ],
  ['https://www.postgresql.org/docs/current/libpq-pgpass.html', ['.pgpass']],
  ['https://dev.mysql.com/doc/refman/8.4/en/option-files.html', ['.my.cnf']],
];

/**
 * Settings of an application, as the libraries that read them name the files (github.com/motdotla/dotenv; vite.dev, "Env
 * Variables and Modes"). `.env.example` and its like are templates.
 */
const ENVIRONMENTS = ['', '.local', '.production', '.prod', '.staging', '.development', '.dev', '.docker'];
const DOTENV = ENVIRONMENTS.flatMap((name) => [`.env${name}`, `.env${name}.local`]);

/*
 * Left out: `.htpasswd` holds hashes that servers are meant to have, `.mylogin.cnf` is not text, and names such as
 * `credentials.json` or `secrets.yml` are as often templates and schemas.
 */
const FILES: ReadonlySet<string> = new Set([...TOOLS.flatMap(([, files]) => files), ...DOTENV]);

/**
 * Whether a file is of a kind that holds credentials, by its name. Asked for every entry of an image.
 *
 * @param path absolute, without a slash at its end
 */
export function holdsCredentials(path: string): boolean {
  const slash = path.lastIndexOf('/');
  if (FILES.has(path.slice(slash + 1))) return true;
  return slash > 0 && FILES.has(path.slice(path.lastIndexOf('/', slash - 1) + 1));
}

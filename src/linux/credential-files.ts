/**
 * Files whose name says that they hold credentials, by their last component, or the last two. Each is where the tool that
 * it belongs to looks by default (its own documentation); templates (`.env.example`) have other names.
 */
const NAMES = new Set([
  ...['.npmrc', '.yarnrc', '.yarnrc.yml', '.pypirc', '.netrc', '_netrc', '.git-credentials', '.dockercfg', '.env'],
  ...['.pgpass', '.my.cnf', '.boto', '.s3cfg', '.terraformrc', 'application_default_credentials.json'],
]);

const PAIRS = new Set([
  ...['.aws/credentials', '.docker/config.json', '.kube/config', '.m2/settings.xml', '.gem/credentials'],
  ...['.cargo/credentials', '.cargo/credentials.toml', '.composer/auth.json', 'gh/hosts.yml', 'pip/pip.conf'],
  ...['.pip/pip.conf', 'rclone/rclone.conf', '.config/hub', '.azure/accessTokens.json', 'NuGet/NuGet.Config'],
]);

/**
 * Whether a file is of a kind that holds credentials. Asked for every entry of an image.
 *
 * @param path absolute, without a slash at its end
 */
export function holdsCredentials(path: string): boolean {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (NAMES.has(name)) return true;
  const above = path.lastIndexOf('/', slash - 1);
  return PAIRS.has(path.slice(above + 1));
}

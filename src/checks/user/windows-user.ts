/**
 * Whether a user of a Windows container is its administrator, of the two that Windows base images have; account names
 * there do not depend on case.
 *
 * @param user as written, untrusted; `''` is ContainerAdministrator
 * @returns undefined for every other user
 */
export function isWindowsAdministrator(user: string): boolean | undefined {
  const name = user.toLowerCase().replace(/^user manager\\/, '');
  if (name === '' || name === 'containeradministrator') return true;
  return name === 'containeruser' ? false : undefined;
}

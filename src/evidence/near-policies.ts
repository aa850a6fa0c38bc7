/** The names in a folder, from the root of the repository (`''`); undefined when there is no such folder. */
export type NamesIn = (folder: string) => Promise<readonly string[] | undefined>;

/**
 * Files that somebody may take for the policy: the usual path in other letters (`.GITHUB`), with the other ending
 * (`.yaml`), with a dot in front, or the file's name at the root of the repository. Each folder is looked at once.
 *
 * @param usual path from the root of the repository
 * @param where `everywhere`, or only in the usual folder
 * @returns paths, without the usual one
 */
export async function nearPolicies(
  usual: string,
  where: 'everywhere' | 'in its folder',
  namesIn: NamesIn,
): Promise<readonly string[]> {
  const parts = usual.split('/');
  const file = parts.at(-1) ?? usual;
  let folders: readonly string[] = [''];
  const near: string[] = [];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const deeper: string[] = [];
    for (const folder of folders) {
      const names = (await namesIn(folder)) ?? [];
      const inside = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
      if (last || (folder === '' && where === 'everywhere')) {
        near.push(...names.filter((name) => isLike(name, file)).map(inside));
      }
      deeper.push(...names.filter((name) => name.toLowerCase() === part.toLowerCase()).map(inside));
    }
    folders = deeper;
  }
  return near.filter((path) => path !== usual);
}

function isLike(name: string, file: string): boolean {
  const [folded, wanted] = [fold(name), fold(file)];
  return folded === wanted || folded === `.${wanted}`;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/\.yaml$/, '.yml');
}

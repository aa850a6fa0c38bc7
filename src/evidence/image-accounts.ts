import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence, ImageAccounts, ImageConfig, ImageTextFile, JudgedImage } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Engine } from '../ports.ts';
import { engineSource } from './built-image.ts';
import { gapOnError } from './gap.ts';

const PASSWD = '/etc/passwd';
const GROUP = '/etc/group';
/** os-release(5): the second counts only where the first does not exist. */
const OS_RELEASE = ['/etc/os-release', '/usr/lib/os-release'] as const;

/** Reads the files that decide who a user of the image is, without running the image. */
export function collectImageAccounts(
  engine: Engine,
  image: JudgedImage,
  config: ImageConfig,
): Promise<Evidence<ImageAccounts>> {
  return gapOnError(async () => {
    // Windows images have no such files; their users are judged by the name alone (checks/user/user-not-root.ts).
    if (config.os === 'windows') {
      const absent = { state: 'absent' } as const;
      const source = engineSource(image.engine, `the operating system of ${image.id}: windows`);
      return { state: 'known', value: { passwd: absent, group: absent, osRelease: absent }, source };
    }
    if (config.os !== 'linux') throw notLinux(config.os);
    const files = await engine.readTextFiles(image.id, [PASSWD, GROUP, ...OS_RELEASE]);
    const file = (path: string): ImageTextFile => {
      const found = files.get(path);
      if (found === undefined) throw new Error(`the engine did not answer for ${path}`);
      return found;
    };
    const osRelease = OS_RELEASE.map(file).find(({ state }) => state === 'present') ?? ({ state: 'absent' } as const);
    const value = { passwd: file(PASSWD), group: file(GROUP), osRelease };
    return { state: 'known', value, source: engineSource(image.engine, `${PASSWD}, ${GROUP} of ${image.id}`) };
  });
}

function notLinux(os: string): GateError {
  return new GateError({
    code: 'ACCOUNTS-UNREADABLE',
    what: `The image is for ${visibleText(os, 40)}; the gate knows how users are found in Linux images only.`,
    means: NO_VERDICT,
    todo: 'Judge the Linux image of the project.',
  });
}

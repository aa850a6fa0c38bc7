import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pack } from 'tar-stream';
import type { ProofConfinement } from '../model/proof.ts';
import { type ContainerOwner, RUN_LABEL } from './docker-containers.ts';

/** Processes in a container of the gate: the program alone, or the image's with its helpers. */
const MOST_PROCESSES = 512;

/**
 * Options of `docker create` that every container of the proof gets: nothing of the host, nothing that outlives it.
 *
 * @param name of the container, a name of the gate's
 */
export function harmlessOptions(owner: ContainerOwner, name: string): readonly string[] {
  return [
    ...['--pull=never', '--network=none', `--name=${name}`, `--label=${RUN_LABEL}=${owner.run}`],
    // Its output is read as it comes; a driver that sends logs elsewhere is not for this.
    ...['--no-healthcheck', '--restart=no', '--log-driver=none', `--pids-limit=${MOST_PROCESSES}`],
  ];
}

/** The declared confinement as options. Values come from the pull request: each is one word, never an option itself. */
export async function confinementOptions(
  confinement: ProofConfinement,
  temporaryFolder: string,
): Promise<readonly string[]> {
  const { user, groupAdd, capAdd, capDrop, noNewPrivileges, seccomp, apparmor, readOnly } = confinement;
  return [
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...groupAdd.map((group) => `--group-add=${group}`),
    ...capAdd.map((name) => `--cap-add=${name}`),
    ...capDrop.map((name) => `--cap-drop=${name}`),
    ...(noNewPrivileges === undefined ? [] : [`--security-opt=no-new-privileges=${noNewPrivileges}`]),
    ...(seccomp === undefined ? [] : [`--security-opt=seccomp=${await seccompValue(seccomp, temporaryFolder)}`]),
    ...(apparmor === undefined ? [] : [`--security-opt=apparmor=${apparmor}`]),
    ...(readOnly ? ['--read-only'] : []),
  ];
}

/** The client reads a profile from a file; the one that is judged is written there, whatever the tree holds by now. */
async function seccompValue(
  seccomp: NonNullable<ProofConfinement['seccomp']>,
  temporaryFolder: string,
): Promise<string> {
  if (seccomp === 'unconfined') return seccomp;
  const file = path.join(temporaryFolder, `seccomp-${randomBytes(8).toString('hex')}.json`);
  await writeFile(file, seccomp.profile, { flag: 'wx', mode: 0o600 });
  return file;
}

/** A tar stream with one program that everybody may execute. */
export async function programArchive(name: string, program: Uint8Array): Promise<Uint8Array> {
  const archive = pack();
  archive.entry({ name, mode: 0o755, uid: 0, gid: 0, mtime: new Date(0) }, Buffer.from(program));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

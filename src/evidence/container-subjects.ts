import type { Workspace } from '../ports.ts';
import type { JudgedSubject, JudgedSubjects } from './judged-subject.ts';
import { readKubernetesFiles } from './kubernetes-files.ts';

/**
 * The containers of Kubernetes manifests, each a subject: its settings are judged as they stand, its image where the
 * engine has it.
 *
 * @param files files or folders, as given
 * @throws GateError `INPUT-INVALID`, `PATH-REFUSED`, `KUBERNETES-INVALID`
 */
export async function findContainerSubjects(files: readonly string[], workspace: Workspace): Promise<JudgedSubjects> {
  const { containers, remarks } = await readKubernetesFiles(files, workspace);
  const seen = new Map<string, number>();
  const subjects = containers.map(({ object, container, image, settings }): JudgedSubject => {
    const plain = `kubernetes/${object}/${container}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    const id = times === 1 ? plain : `${plain}#${times}`;
    const name = `container ${container} of ${object}`;
    return {
      kind: 'reference',
      subject: { id, name },
      settings: { kind: 'reference', reference: image, pull: false },
      onlyIfThere: true,
      run: { state: 'known', value: settings, source: { tool: "the gate's reader of manifests", subject: name } },
    };
  });
  return { whole: { id: 'manifests', name: files.join(', ') }, subjects, remarks };
}

import type { RunSettings } from '../../src/model/run-settings.ts';
import { type KubernetesManifest, readKubernetes } from '../../src/run/kubernetes.ts';

/** Lines of a manifest, each without the indentation of the place that it goes to. */
export interface PodLines {
  /** Of the pod's spec. */
  readonly pod?: string;
  /** Of its one container, named `app`. */
  readonly container?: string;
  /** Of the pod's annotations. */
  readonly annotations?: string;
}

export function aPodManifest({ pod = '', container = '', annotations = '' }: PodLines = {}): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: web',
    ...(annotations === '' ? [] : ['  annotations:', indented(annotations, 4)]),
    'spec:',
    ...(pod === '' ? [] : [indented(pod, 2)]),
    '  containers:',
    '    - name: app',
    '      image: nginx:1.29',
    ...(container === '' ? [] : [indented(container, 6)]),
    '',
  ].join('\n');
}

export function indented(lines: string, columns: number): string {
  return lines.replace(/^(?=.)/gm, ' '.repeat(columns));
}

/** The settings of the one container `app`; throws when the gate refuses the manifest. */
export function podSettings(lines: PodLines): RunSettings {
  const { containers, errors } = readKubernetes(aPodManifest(lines), 'pod.yaml');
  const [container] = containers.filter(({ container: name }) => name === 'app');
  if (errors.length > 0 || container === undefined) throw new Error(errors.map(({ text }) => text).join(' '));
  return container.settings;
}

/** `5: what is wrong` */
export function mistakesOf({ errors }: KubernetesManifest): readonly string[] {
  return errors.map(({ line, text }) => `${line}: ${text}`);
}

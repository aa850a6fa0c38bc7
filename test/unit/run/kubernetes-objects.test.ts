import { describe, expect, it } from 'vitest';
import { readKubernetes } from '../../../src/run/kubernetes.ts';
import { aPodManifest, indented, mistakesOf } from '../../builders/kubernetes.ts';

const POD =
  'spec:\n  containers:\n    - name: app\n      image: nginx:1.29\n      securityContext: {privileged: true}\n';

/** An object whose pod stands below some keys. */
function anObject(apiVersion: string, kind: string, way: readonly string[] = ['spec', 'template']): string {
  const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n  namespace: shop\n`;
  const keys = way.map((key, depth) => `${'  '.repeat(depth)}${key}:\n`).join('');
  return head + keys + indented(POD, way.length * 2);
}

/** `Deployment shop/web app privileged`, or the mistakes. */
function found(text: string): readonly string[] {
  const manifest = readKubernetes(text, 'm.yaml');
  if (manifest.errors.length > 0) return mistakesOf(manifest);
  return manifest.containers.map(({ object, container, kind, settings: { privileged } }) => {
    const word = privileged.state === 'said' && privileged.value ? ' privileged' : '';
    return `${object} ${kind === 'container' ? '' : `${kind} `}${container}${word}`;
  });
}

describe('the kinds', () => {
  it.each([
    ['v1', 'Pod', []],
    ['v1', 'ReplicationController', ['spec', 'template']],
    ['v1', 'PodTemplate', ['template']],
    ['apps/v1', 'Deployment', ['spec', 'template']],
    ['apps/v1', 'StatefulSet', ['spec', 'template']],
    ['apps/v1', 'DaemonSet', ['spec', 'template']],
    ['apps/v1', 'ReplicaSet', ['spec', 'template']],
    ['batch/v1', 'Job', ['spec', 'template']],
    ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
    ['batch/v1beta1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
    ['extensions/v1beta1', 'Deployment', ['spec', 'template']],
    ['argoproj.io/v1alpha1', 'Rollout', ['spec', 'template']],
    ['serving.knative.dev/v1', 'Service', ['spec', 'template']],
    ['example.org/v1', 'Nightly', ['spec', 'jobTemplate', 'spec', 'template']],
    ['flink.apache.org/v1beta1', 'FlinkDeployment', ['spec', 'podTemplate']],
  ])('%s %s holds a pod', (apiVersion, kind, way) => {
    expect(found(anObject(apiVersion, kind, way))).toEqual([`${kind} shop/web app privileged`]);
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['apps/v1', 'ControllerRevision'],
    ['kyverno.io/v1', 'ClusterPolicy'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['templates.gatekeeper.sh/v1', 'ConstraintTemplate'],
  ])('%s %s holds none, whatever it looks like', (apiVersion, kind) => {
    const manifest = readKubernetes(anObject(apiVersion, kind), 'm.yaml');
    expect(manifest).toEqual({ containers: [], errors: [], others: [kind] });
  });

  it.each([
    ['v1', 'pod'],
    ['v1', 'Deployment '.trim().toLowerCase()],
    ['v1', 'Pods'],
    ['apps/v1', 'Job2'],
    ['batch/v1', 'Cronjob'],
  ])('%s %s is none', (apiVersion, kind) => {
    expect(found(anObject(apiVersion, kind))).toEqual([
      `1: the object is wrong: there is no kind ${kind} in ${apiVersion}.`,
    ]);
  });

  it('are found in lists, which may leave out what their items are', () => {
    const { kind: _, ...pod } = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'c', image: 'i' }] },
    };
    const list = (kind: string, items: readonly unknown[]) => JSON.stringify({ apiVersion: 'v1', kind, items });
    expect(
      found(
        list('List', [
          { ...pod, kind: 'Pod' },
          { apiVersion: 'v1', kind: 'Service' },
        ]),
      ),
    ).toEqual(['Pod a c']);
    expect(found(list('PodList', [pod, pod]))).toEqual(['Pod a c', 'Pod a c']);
    expect(found(list('List', [{ apiVersion: 'v1', kind: 'List', items: [{ ...pod, kind: 'Pod' }] }]))).toEqual([
      'Pod a c',
    ]);
    expect(found(list('List', [pod]))).toEqual([
      '1: items[0] is wrong: it has no apiVersion or no kind, and so is no Kubernetes object; only rendered manifests are read.',
    ]);
  });

  it('are all read, in a stream of documents, with what they hold of containers', () => {
    const text = `# the shop\n---\n${anObject('v1', 'ConfigMap')}---\n${anObject('apps/v1', 'Deployment')}---\n---\n${aPodManifest(
      {
        pod: 'initContainers: [{name: first, image: i}]\nephemeralContainers: [{name: debug, image: i, targetContainerName: app}]',
      },
    )}`;
    expect(found(text)).toEqual([
      'Deployment shop/web app privileged',
      'Pod web init first',
      'Pod web app',
      'Pod web ephemeral debug',
    ]);
    const { containers } = readKubernetes(text, 'm.yaml');
    expect(containers.at(-1)?.settings.namespaces.pid).toMatchObject({ value: { kind: 'container', name: 'app' } });
  });

  it('of others may leave to their program what a pod needs', () => {
    const text = anObject('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', ['spec', 'podTemplate']);
    expect(found(text.replace(/ +image: .*\n/, ''))).toEqual([]);
    expect(found(text.replace('- name: app\n', '- resources: {}\n'))).toEqual([
      'Elasticsearch shop/web unnamed privileged',
    ]);
  });

  it('of a StatefulSet have the claims of its templates', () => {
    const text = `${anObject('apps/v1', 'StatefulSet')}          volumeMounts: [{name: data, mountPath: /data}]\n  volumeClaimTemplates:\n    - metadata: {name: data}\n`;
    const [container] = readKubernetes(text, 'm.yaml').containers;
    expect(container?.settings.mounts).toMatchObject([{ state: 'said', value: { kind: 'volume', source: 'data' } }]);
  });
});

describe('what the API server would not take', () => {
  it.each([
    [
      'nothing to run',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
      '1: the object is wrong: the Pod has no spec.',
    ],
    [
      'no template',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {}\n',
      '1: the object is wrong: the Deployment has no spec.template.spec.',
    ],
    [
      'no containers',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n',
      '4: spec is wrong: it has no containers.',
    ],
    [
      'no name',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: i}]}\n',
      '1: the object is wrong: the Pod has no metadata.name, which is text.',
    ],
    [
      'no image',
      aPodManifest().replace(/ +image.*\n/, ''),
      '7: spec.containers[0] is wrong: a container has a image, which is text.',
    ],
    [
      'values of a chart',
      'image: nginx\nprivileged: true\n',
      '1: the object is wrong: it has no apiVersion or no kind, and so is no Kubernetes object; only rendered manifests are read.',
    ],
    ['a list', '- a\n', '1: the object is wrong: it is no Kubernetes object, but a single value or a list.'],
    [
      'a kustomization',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
      '1: the object is wrong: a Kustomization is rendered first: give what kubectl kustomize makes of it.',
    ],
    [
      'text for a truth value',
      aPodManifest({ container: 'securityContext:\n  privileged: "true"' }),
      '10: spec.containers[0].securityContext.privileged is wrong: neither true nor false.',
    ],
    [
      'a user in octal',
      aPodManifest({ container: 'securityContext:\n  runAsUser: 0010' }),
      '10: spec.containers[0].securityContext.runAsUser is wrong: it is no number from 0 to 2147483647.',
    ],
    [
      'a user below 0',
      aPodManifest({ pod: 'securityContext: {runAsUser: -1}' }),
      '6: spec.securityContext.runAsUser is wrong: it is no number from 0 to 2147483647.',
    ],
    [
      'a mapping for a list',
      aPodManifest({ container: 'securityContext: {capabilities: {drop: ALL}}' }),
      '9: spec.containers[0].securityContext.capabilities.drop is wrong: a list is meant here.',
    ],
    [
      'a list for a mapping',
      aPodManifest({ container: 'securityContext: [privileged]' }),
      '9: spec.containers[0].securityContext is wrong: a mapping is meant here.',
    ],
    [
      'a number for text',
      aPodManifest({ container: 'args: [8080]' }),
      '9: spec.containers[0].args[0] is wrong: it is no text; a number or a truth value that is meant as text stands in quotes.',
    ],
    [
      'a type that is none',
      aPodManifest({ pod: 'securityContext: {seccompProfile: {type: Default}}' }),
      '6: spec.securityContext.seccompProfile.type is wrong: it is none of RuntimeDefault, Localhost, Unconfined.',
    ],
    [
      'a profile for nothing',
      aPodManifest({ pod: 'securityContext: {seccompProfile: {type: RuntimeDefault, localhostProfile: a}}' }),
      '6: spec.securityContext.seccompProfile is wrong: a localhostProfile belongs to the type Localhost, and to no other.',
    ],
    [
      'no profile',
      aPodManifest({ pod: 'securityContext: {seccompProfile: {type: Localhost}}' }),
      '6: spec.securityContext.seccompProfile is wrong: a localhostProfile belongs to the type Localhost, and to no other.',
    ],
    [
      'a relative hostPath',
      aPodManifest({ pod: 'volumes: [{name: v, hostPath: {path: etc}}]' }),
      '6: spec.volumes[0].hostPath is wrong: a hostPath has an absolute path.',
    ],
    [
      'a volume that is two things',
      aPodManifest({ pod: 'volumes: [{name: v, emptyDir: {}, hostPath: {path: /}}]' }),
      '6: spec.volumes[0] is wrong: a volume is one thing only.',
    ],
    [
      'no quantity',
      aPodManifest({ container: 'resources: {limits: {memory: 1 GB}}' }),
      '9: spec.containers[0].resources.limits.memory is wrong: it is no quantity such as 500m or 256Mi.',
    ],
    [
      'a template for a mapping',
      aPodManifest({ container: 'securityContext: "{{ toYaml .Values.securityContext }}"' }),
      '9: spec.containers[0].securityContext is wrong: it holds a template that is not rendered.',
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakesOf(readKubernetes(text, 'm.yaml'))[0]).toBe(expected);
  });

  it('is told once for the pod, however many containers it has', () => {
    const text = aPodManifest({ pod: 'hostPID: 3\ninitContainers: [{name: a, image: i}, {name: b, image: i}]' });
    expect(mistakesOf(readKubernetes(text, 'm.yaml'))).toEqual(['6: spec.hostPID is wrong: neither true nor false.']);
  });
});

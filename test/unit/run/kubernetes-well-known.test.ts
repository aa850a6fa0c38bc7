import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/checks/index.ts';
import { readKubernetes } from '../../../src/run/kubernetes.ts';

/** What the checks of the run settings find in each container of a manifest, without an image: `check severity`. */
function judge(name: string): Readonly<Record<string, readonly string[]>> {
  const text = readFileSync(new URL(`../../fixtures/kubernetes/${name}`, import.meta.url), 'utf8');
  const { containers, errors } = readKubernetes(text, name);
  expect(errors).toEqual([]);
  const checks = CHECKS.filter(({ needs }) => needs.every((kind) => kind === 'run-settings'));
  return Object.fromEntries(
    containers.map(({ object, container, settings }) => [
      `${object}: ${container}`,
      checks.flatMap(({ id, evaluate }) => {
        const result = evaluate({ 'run-settings': settings });
        if (result.kind === 'undecided') return [`${id} ${result.problem.code}`];
        return result.kind === 'judged' ? result.findings.map(({ severity }) => `${id} ${severity}`) : [];
      }),
    ]),
  );
}

describe('manifests of a well-known shape', () => {
  it('of a hardened web application: nothing', () => {
    expect(judge('hardened-web.yaml')).toEqual({ 'Deployment shop/web: web': [] });
  });
  it('of an agent that reads its node', () => {
    expect(judge('node-exporter.yaml')).toMatchInlineSnapshot(`
      {
        "DaemonSet monitoring/node-exporter: node-exporter": [
          "no-dangerous-capabilities high",
          "no-host-namespaces high",
          "no-host-namespaces high",
          "no-engine-socket critical",
          "no-sensitive-host-mounts critical",
          "ports-bound-to-address medium",
          "seccomp-not-unconfined medium",
        ],
      }
    `);
  });
  it('of a network plugin', () => {
    expect(judge('network-plugin.yaml')).toMatchInlineSnapshot(`
      {
        "DaemonSet kube-system/cni-node: install": [
          "not-privileged critical",
          "no-new-privileges low",
          "no-host-namespaces high",
          "no-sensitive-host-mounts critical",
          "resource-limits-set low",
          "read-only-root low",
        ],
        "DaemonSet kube-system/cni-node: node": [
          "no-dangerous-capabilities high",
          "capabilities-dropped low",
          "no-new-privileges low",
          "no-host-namespaces high",
          "no-sensitive-host-mounts high",
          "no-shared-mount-propagation high",
          "resource-limits-set low",
          "read-only-root low",
          "seccomp-not-unconfined medium",
          "apparmor-not-unconfined high",
        ],
      }
    `);
  });
  it('of a database and its backup', () => {
    expect(judge('database.json')).toMatchInlineSnapshot(`
      {
        "CronJob shop/backup: dump": [
          "no-dangerous-capabilities CAPABILITIES-UNDETERMINED",
          "capability-drop-effective CAPABILITIES-UNDETERMINED",
          "capabilities-known medium",
          "capabilities-dropped CAPABILITIES-UNDETERMINED",
          "no-new-privileges low",
          "resource-limits-set low",
          "read-only-root low",
          "seccomp-not-unconfined medium",
        ],
        "StatefulSet shop/database: postgres": [
          "capabilities-dropped low",
          "no-new-privileges low",
          "resource-limits-set low",
          "read-only-root low",
          "seccomp-not-unconfined medium",
        ],
      }
    `);
  });
});

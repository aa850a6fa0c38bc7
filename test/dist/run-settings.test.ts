import { describe, expect, it } from 'vitest';
import type { FakeDockerScript } from '../fakes/docker.ts';
import { type ActionOptions, makePlace, runAction } from './action-run.ts';
import { faultTally } from './fault-tally.ts';
import { runPullRequest } from './policy-place.ts';
import { expectStanding } from './standing-assertions.ts';

const count = faultTally('faults of run settings through the bundle');

const CAREFUL =
  '--user=20002:10001 --read-only --cap-drop=ALL --security-opt=no-new-privileges --memory=64m --pids-limit=9 --cpus=1';

/** A profile like Docker's default in that it denies by default, and that lets next to nothing through. */
const TIGHT = JSON.stringify({
  defaultAction: 'SCMP_ACT_ERRNO',
  archMap: [{ architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] }],
  syscalls: [{ names: ['read', 'write', 'openat', 'exit_group', 'execve'], action: 'SCMP_ACT_ALLOW' }],
});

const run = (inputs: Readonly<Record<string, string>>, more: ActionOptions = {}) =>
  runAction({ event: { name: 'push' }, ...more, inputs });

/** Row, options of docker run, verdict, what the report says. */
const OPTIONS: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a careful service',
    CAREFUL,
    'pass',
    /no effective capabilities, bounding 0, no-new-privileges, seccomp filter on: proved on the running container/,
  ],
  ['T081 root over a user', '--user=0', 'fail', /user-not-overridden-to-root/],
  ['T083 everything', '--cap-add=ALL', 'fail', /no-dangerous-capabilities/],
  ['T084 a capability with its prefix', '--cap-add=CAP_SYS_ADMIN', 'fail', /SYS_ADMIN/],
  ['T085 a capability that does not exist', '--cap-add=NOPE', 'fail', /CAPABILITIES-UNDETERMINED/],
  ['T087 privileged', '--privileged', 'fail', /not-privileged/],
  ['T088 the host’s processes', '--pid=host', 'fail', /no-host-namespaces/],
  ['T088 the host’s network', '--network=host', 'fail', /no-host-namespaces/],
  ['T089 the engine’s socket, read-only', '-v /var/run/docker.sock:/x:ro', 'fail', /no-engine-socket/],
  ['T090 a device', '--device=/dev/sda', 'fail', /no-host-devices/],
  ['T091 no seccomp', '--security-opt seccomp=unconfined', 'fail', /seccomp-not-unconfined/],
  ['T091 no AppArmor', '--security-opt apparmor=unconfined', 'fail', /apparmor-not-unconfined/],
  ['T091 no masked paths', '--security-opt systempaths=unconfined', 'fail', /masked-paths-kept/],
  ['T092 a profile that is not there', '--security-opt seccomp=nosuch.json', 'error', /SECCOMP-UNREADABLE/],
  ['T093 a profile that allows everything', '--security-opt seccomp=open.json', 'fail', /seccomp-/],
  ['a profile that is no object', '--security-opt seccomp=list.json', 'error', /SECCOMP-UNREADABLE/],
  ['an option that is a variable', '$OPTIONS', 'error', /RUN-SETTING-UNKNOWN/],
  ['quotes that do not end', '--user="1', 'error', /INPUT-INVALID/],
  ['an option that there is not', '--privilegd', 'error', /INPUT-INVALID/],
  ['options behind the image are its command', `${CAREFUL} image --privileged`, 'pass', /Run settings/],
];

describe('run-args', () => {
  it.each(OPTIONS)('%s: %s → %s', async (row, options, verdict, text) => {
    const files = {
      Dockerfile: 'FROM alpine:3.22\nUSER 20002:10001\n',
      'open.json': '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[]}',
      'list.json': '[]',
    };
    const result = await run({ 'run-args': options }, { files });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe(verdict);
    expect(result.summary).toMatch(text);
    // Whatever is declared, nothing of the host is given to a container.
    const started = result.calls.filter(({ args }) => args[0] === 'create').flatMap(({ args }) => args);
    expect(
      started.filter((word) => /^(-v|--volume|--mount|--privileged|--pid=|--device|--network=host)/.test(word)),
    ).toEqual([]);
    count(row);
  });
});

const composeDocker = (project: unknown, more: FakeDockerScript = {}): FakeDockerScript => ({
  ...more,
  answers: [
    { when: ['compose', 'version'], stdout: '2.40.1\n' },
    { when: ['compose', 'config'], stdout: JSON.stringify(project) },
    ...(more.answers ?? []),
  ],
});

const COMPOSE =
  'services:\n  db:\n    image: postgres:16\n    privileged: true\n  web:\n    build: .\n    cap_drop: [ALL]\n';

function project(workspace: string) {
  return {
    name: 'gate',
    services: {
      db: { image: 'postgres:16', privileged: true },
      web: {
        build: { context: workspace, dockerfile: 'Dockerfile', args: { BUILDKIT_SYNTAX: 'evil.example/frontend' } },
        cap_drop: ['ALL'],
      },
    },
  };
}

describe('compose-files', () => {
  const FILES = { Dockerfile: 'FROM alpine:3.22\nUSER 20002:10001\n', 'compose.yml': COMPOSE };

  /** The project's paths are known only when the workspace is. */
  async function judge(inputs: Readonly<Record<string, string>>, more: ActionOptions = {}) {
    await using place = await makePlace();
    const docker = composeDocker(project(place.workspace), { images: {} });
    return await run({ 'compose-files': 'compose.yml', ...inputs }, { files: FILES, docker, place, ...more });
  }

  it('judges every service, builds those with a build, and has one verdict', async () => {
    const result = await judge({});
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('fail');
    expect(result.report?.subjects?.map(({ subject }) => subject.id)).toEqual(['service/db', 'service/web']);
    const blocking = result.report?.verdict.blocking.map(({ subject, finding }) => `${subject.id} ${finding.checkId}`);
    expect(blocking).toEqual(['service/db not-privileged']);
    expect(result.report?.verdict.blocking[0]?.finding.location).toMatchObject({
      file: 'compose.yml',
      lines: { first: 4 },
    });
    expect(result.summary).toContain('`service web`');
    expect(result.summary).toContain('The engine does not have');
    // What the compose file tells the builder is told as what an input tells it.
    expect(result.summary).toContain('a frontend of its own choice: evil.example/frontend');
    // The post step takes away what the builds were called.
    const tag = result.state.get('tag') ?? 'none';
    expect(Object.keys(result.docker.names).every((name) => name.startsWith(tag))).toBe(true);
    count('further');
  });

  it('judges the services that are named, and no other', async () => {
    const result = await judge({ services: 'web' });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('pass');
    expect(result.outputs.get('image-id')).toMatch(/^sha256:/);
    count('further');
  });

  it.each([
    ['a service that there is not', { services: 'wbe' }, 'SERVICE-UNKNOWN'],
    ['T016 a file out of the workspace', { 'compose-files': '../compose.yml' }, 'PATH-REFUSED'],
    ['a file that is not there', { 'compose-files': 'nosuch.yml' }, 'INPUT-INVALID'],
  ])('%s', async (_, inputs, code) => {
    const result = await judge(inputs);
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('error');
    expect(result.outputs.get('error-codes')).toContain(code);
    expect(result.calls.filter(({ args }) => args[0] === 'build')).toEqual([]);
    count('further');
  });

  it('T100 Compose is not there: no verdict, with the cure', async () => {
    const docker = {
      answers: [{ when: ['compose'], exitCode: 1, stderr: "docker: 'compose' is not a docker command.\n" }],
    };
    const result = await run({ 'compose-files': 'compose.yml' }, { files: FILES, docker });
    expectStanding(result);
    expect(result.outputs.get('error-codes')).toContain('COMPOSE-MISSING');
    count('further');
  });

  it('T097 Compose refuses the files', async () => {
    const refused = { when: ['compose', 'config'], exitCode: 15, stderr: 'services.web.cap_add must be a array\n' };
    const docker = { answers: [{ when: ['compose', 'version'], stdout: '2.40.1\n' }, refused] };
    const result = await run({ 'compose-files': 'compose.yml' }, { files: FILES, docker });
    expectStanding(result);
    expect(result.outputs.get('error-codes')).toContain('COMPOSE-INVALID');
    expect(result.summary).toContain('must be a array');
    count('further');
  });
});

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: registry.example/app:1
      securityContext: {privileged: true}
`;

describe('kubernetes-files', () => {
  it('judges the containers beside the image that is built', async () => {
    const files = { Dockerfile: 'FROM alpine:3.22\nUSER 20002:10001\n', 'deploy/pod.yml': POD };
    const result = await run({ 'kubernetes-files': 'deploy' }, { files });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('fail');
    expect(result.report?.subjects?.map(({ subject }) => subject.name)).toEqual([
      'Dockerfile',
      expect.stringContaining('app of Pod'),
    ]);
    expect(result.report?.verdict.blocking.map(({ finding }) => finding.checkId)).toContain('not-privileged');
    count('further');
  });

  it('needs nothing to build', async () => {
    const result = await run({ 'kubernetes-files': 'pod.yml' }, { files: { 'pod.yml': POD } });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('fail');
    expect(result.calls.filter(({ args }) => args[0] === 'build' || args[0] === 'create')).toEqual([]);
    count('further');
  });

  it.each([
    ['a template that is not rendered', '{{ include "x" . }}\n'],
    ['no YAML', 'a: [\n'],
    ['a wrong type', POD.replace('privileged: true', 'privileged: [yes]')],
  ])('%s is no pass', async (_, text) => {
    const result = await run({ 'kubernetes-files': 'pod.yml' }, { files: { 'pod.yml': text } });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('error');
    count('further');
  });
});

describe('demands of the policy', () => {
  const policy = (text: string) => ({ base: { '.github/docker-security-gate.yml': text } });

  it('a call that gets through blocks, and one that the profile refuses does not', async () => {
    const demanding = policy('seccomp:\n  must-deny: [mkdir]\n');
    await runPullRequest(demanding, ({ run: result, api }) => {
      expectStanding(result, api);
      expect(result.outputs.get('verdict')).toBe('fail');
      expect(result.report?.verdict.blocking.map(({ finding }) => finding.checkId)).toContain(
        'seccomp-denies-demanded-calls',
      );
    });
    count('further');
  });

  it('a service that no project has is no demand that is met', async () => {
    await runPullRequest(policy('seccomp:\n  must-deny:\n    web: [mkdir]\n'), ({ run: result, api }) => {
      expectStanding(result, api);
      expect(result.outputs.get('error-codes')).toContain('SERVICE-UNKNOWN');
    });
    count('further');
  });

  it('a pull request that takes a demand away is still held to it, and said', async () => {
    const options = {
      ...policy('seccomp:\n  must-deny: [mkdir]\n'),
      change: { '.github/docker-security-gate.yml': 'fail-on: high\n' },
    };
    await runPullRequest(options, ({ run: result, api }) => {
      expectStanding(result, api);
      expect(result.outputs.get('verdict')).toBe('fail');
      expect(result.report?.policy.afterMerge?.changes).toContain('seccomp.must-deny: mkdir → not set');
      expect(result.report?.policy.afterMerge?.loosening).toBe(1);
    });
    count('further');
  });
});

describe('the proof', () => {
  const start = (answer: object): FakeDockerScript => ({ answers: [{ when: ['start'], ...answer }] });

  it.each<[string, FakeDockerScript, string]>([
    [
      'the engine’s start fails',
      start({ exitCode: 1, stderr: 'Error response from daemon: something else' }),
      'PROOF-FAILED',
    ],
    ['the program prints something else', start({ stdout: 'hello\n' }), 'PROOF-FAILED'],
    [
      'it can’t be put in',
      { answers: [{ when: ['cp', '-'], exitCode: 1, stderr: 'no space left on device' }] },
      'PROOF-FAILED',
    ],
    [
      'docker info fails',
      { answers: [{ when: ['info'], exitCode: 1, stderr: 'Cannot connect' }] },
      'DOCKER-UNAVAILABLE',
    ],
    ['docker info is no JSON', { answers: [{ when: ['info'], stdout: 'hello' }] }, 'TOOL-FAILED'],
  ])('%s: no verdict', async (_, docker, code) => {
    const result = await run({ 'run-args': '--cap-drop=ALL' }, { docker });
    expectStanding(result);
    expect(result.outputs.get('verdict')).toBe('error');
    expect(result.outputs.get('error-codes')).toContain(code);
    count('further');
  });

  it('a profile is given to the engine as it was judged, and mkdir is tried under it', async () => {
    const files = { Dockerfile: 'FROM alpine:3.22\nUSER 20002:10001\n', 'tight.json': TIGHT };
    const result = await run({ 'run-args': `${CAREFUL} --security-opt seccomp=tight.json` }, { files });
    expectStanding(result);
    const created = result.calls.flatMap(({ args }) =>
      args[0] === 'create' ? args.filter((word) => word.includes('seccomp=')) : [],
    );
    expect(created.length).toBeGreaterThan(0);
    // From the gate's own folder: the tree may have changed meanwhile.
    for (const word of created) expect(word).not.toContain('tight.json');
    count('further');
  });
});

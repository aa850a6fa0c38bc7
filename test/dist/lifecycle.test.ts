import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitHubApi } from '../fakes/github-api.ts';
import { type ActionOptions, type ActionRun, makePlace, type Place, runAction } from './action-run.ts';
import { expectStanding } from './standing-assertions.ts';

const HANGING: ActionOptions = { docker: { answers: [{ when: ['buildx', 'build'], hang: 'stubborn' }] } };

/** Sends signals once the build has begun. */
function cancelling(...signals: readonly NodeJS.Signals[]): NonNullable<ActionOptions['during']> {
  return async (child) => {
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        if (String(chunk).includes('::group::Build')) setTimeout(resolve, 800);
      });
    });
    for (const signal of signals) {
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  };
}

/** The post step of a run: the same job, with the state that the main step saved. */
function postOf(run: ActionRun, options: ActionOptions = {}): Promise<ActionRun> {
  const state = Object.fromEntries([...run.state].map(([name, value]) => [`STATE_${name}`, value]));
  return runAction({ ...options, entry: 'post.js', place: run.place, env: { ...options.env, ...state } });
}

describe('a run that ends early (G13 of docs/faults.md)', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('T201: %s ends the build and is no verdict', async (signal) => {
    const run = await runAction({ ...HANGING, during: cancelling(signal) });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('CANCELLED');
    expect(run.state.has('finished')).toBe(false);
  });

  it('T202: a second signal ends at once', async () => {
    const run = await runAction({ ...HANGING, during: cancelling('SIGINT', 'SIGINT') });
    await using _ = run.place;
    expectStanding(run, undefined, { killed: true });
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('verdict')).toBe('error');
  });

  it('T203: SIGKILL leaves verdict=error, and the post step takes a green comment back', async () => {
    await using api = await startGitHubApi();
    const green = await runAction({ api });
    await using _1 = green.place;
    expect(api.state.comments[0]?.body).toContain('PASS');
    const place = await makePlace();
    await using _2 = place;
    const docker = { answers: [{ when: ['cp'], hang: 'obedient' as const }] };
    const killed = await runAction({
      api,
      docker,
      place,
      files: { Dockerfile: 'FROM alpine:3.22\nUSER 20002\n' },
      event: { name: 'pull_request', runId: 2_000_000 },
      during: async (child) => {
        await new Promise<void>((resolve) =>
          child.stdout?.on('data', (chunk) => String(chunk).includes('Built sha256') && setTimeout(resolve, 1_000)),
        );
        child.kill('SIGKILL');
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    // Nobody is left to end the copies that it waited for.
    expect(killed.hanging.length).toBeGreaterThan(0);
    for (const pid of killed.hanging) process.kill(pid);
    expect(killed.outputs.get('verdict')).toBe('error');
    expect(killed.state.get('run')).toMatch(/^[0-9a-f]{16}$/);
    const post = await postOf(killed, { api, event: { name: 'pull_request', runId: 2_000_000 } });
    expect(post.exitCode).toBe(0);
    expect(api.state.comments).toHaveLength(1);
    expect(api.state.comments[0]?.body).toContain('NO VERDICT');
    expect(api.state.comments[0]?.body).not.toContain('PASS for');
    expect(post.leftovers).toEqual([]);
  });

  it('the post step of a run that finished touches no comment, and takes the gate’s tag away', async () => {
    await using api = await startGitHubApi();
    const run = await runAction({ api });
    await using _ = run.place;
    expect(run.state.get('finished')).toBe('true');
    expect(Object.keys(run.docker.names)).toHaveLength(1);
    const before = api.requests.length;
    const tag = run.state.get('tag') ?? '';
    const post = await postOf(run, { api });
    expect(post.exitCode).toBe(0);
    expect(api.requests).toHaveLength(before);
    expect(post.calls.map(({ args }) => args.join(' '))).toContain(`image rm --no-prune -- ${tag}`);
  });

  it('the post step starts no docker with a configuration of the workspace', async () => {
    const run = await runAction();
    await using _ = run.place;
    const post = await postOf(run, { env: { DOCKER_CONFIG: path.join(run.place.workspace, '.docker') } });
    expect(post.exitCode).toBe(0);
    expect(post.calls).toEqual([]);
    expect(post.stdout).toContain('TOOL-UNTRUSTED-PATH');
  });

  it('the post step takes no name from the state that is not the gate’s own', async () => {
    const run = await runAction();
    await using _ = run.place;
    const post = await postOf({
      ...run,
      state: new Map([
        ['tag', 'somebody/else:1'],
        ['run', '$(id)'],
        ['finished', 'true'],
      ]),
    });
    expect(post.exitCode).toBe(0);
    expect(post.calls).toEqual([]);
  });

  it('T201: a cancellation after the last look is still one, for outputs, exit code, tags and post step', async () => {
    const run = await runAction({
      inputs: { tags: 'app:1' },
      docker: { answers: [{ when: ['image', 'ls'], hang: 'obedient' }] },
      during: async (child) => {
        await new Promise((resolve) => setTimeout(resolve, 6_000));
        child.kill('SIGINT');
      },
    });
    await using _ = run.place;
    const named = run.calls.map(({ args }) => args.join(' ')).filter((line) => line.endsWith(' app:1'));
    expect(named).toEqual([expect.stringContaining('image tag'), 'image rm --no-prune -- app:1']);
    expect(Object.keys(run.docker.names)).not.toContain('app:1');
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('verdict')).toBe('error');
    expect(run.outputs.get('error-codes')).toBe('CANCELLED');
    expect(run.state.has('finished')).toBe(false);
  }, 60_000);

  it('T212: what escapes every catch ends with 2, not with Node’s 1', async () => {
    const preload = 'setTimeout(() => { Promise.reject(new Error("late")); }, 150);';
    const run = await runAction({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` },
    });
    await using _ = run.place;
    expectStanding(run, undefined, { killed: true });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('INTERNAL');
  });

  it('T214: a closed log changes neither verdict nor exit code', async () => {
    const run = await runAction({ stdio: 'closed' });
    await using _ = run.place;
    expect(run.exitCode).toBe(0);
    expect(run.outputs.get('verdict')).toBe('pass');
  });

  it('T212: what nobody foresaw is INTERNAL, exit 2', async () => {
    const run = await runAction({ env: { GITHUB_WORKSPACE: '/nowhere/at/all' } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('INTERNAL');
  });
});

describe('the machine around it', () => {
  it('T205: a temporary folder with spaces and letters beyond ASCII', async () => {
    const place = await makePlace();
    await using _ = place;
    const temp = path.join(place.base, 'temp', 'täm p');
    await mkdir(temp);
    const run = await runAction({
      place,
      files: { Dockerfile: 'FROM alpine:3.22\nUSER 20002\n' },
      env: { RUNNER_TEMP: temp, TMPDIR: temp },
    });
    expectStanding(run, undefined, { noReport: true });
    expect(run.exitCode).toBe(0);
  });

  it('T205: a workspace that can only be read, and no HOME', async () => {
    const run = await runAction({ env: { HOME: undefined }, prepare: ({ workspace }) => chmod(workspace, 0o555) });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
  });

  it('T208: an image for another architecture is judged without being run', async () => {
    const built = { config: { User: '1000:1000' }, inspection: { Architecture: 'arm64' } };
    const run = await runAction({ inputs: { platforms: 'linux/arm64' }, docker: { built } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
    expect(run.report?.image?.platform).toBe('linux/arm64');
    expect(run.calls.filter(({ args }) => args[0] === 'run' || args[0] === 'start')).toEqual([]);
  });

  it('T210: language and time zone change no byte of a report but its times', async () => {
    const settings = [
      { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' },
      { LANG: 'C', TZ: 'UTC' },
    ];
    const reports = await Promise.all(
      settings.map(async (env) => {
        const run = await runAction({ env, docker: { built: { config: { User: '0' } } } });
        await using _ = run.place;
        return { ...run.report, run: { ...run.report?.run, startedAt: '', durationMs: 0 } };
      }),
    );
    const same = (report: unknown): string =>
      JSON.stringify(report)
        .replace(/"durationMs":[\d.]+/g, '')
        .replace(/built in [\d.]+ s/g, '');
    expect(same(reports[0])).toBe(same(reports[1]));
  });

  it('T211, T196: children get none of what changes programs, and no token', async () => {
    const poison = {
      NODE_OPTIONS: '--no-deprecation',
      LD_PRELOAD: '',
      INPUT_ANY: 'x',
      DOCKER_BUILDKIT: '0',
      NPM_TOKEN: 'x',
    };
    const run = await runAction({ env: poison });
    await using _ = run.place;
    expectStanding(run);
    expect(run.calls.length).toBeGreaterThan(4);
    for (const { env } of run.calls) {
      const names = Object.keys(env);
      expect(
        names.filter((name) => /^(GITHUB_|ACTIONS_|INPUT_|NODE_OPTIONS|LD_|NPM_TOKEN|RUNNER_)/.test(name)),
      ).toEqual([]);
      expect(names).toContain('PATH');
    }
  });

  it('T215: podman behind the name docker is named as such', async () => {
    const run = await runAction({
      docker: 'absent',
      prepare: ({ bin }: Place) =>
        writeFile(
          path.join(bin, 'docker'),
          '#!/bin/sh\necho \'{"Client":{"APIVersion":"5.0.0","Version":"5.0.0"}}\'\n',
          { mode: 0o755 },
        ),
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('DOCKER-UNAVAILABLE');
  });
});

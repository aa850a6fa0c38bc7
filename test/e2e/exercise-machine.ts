import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import type { Ended } from './run-engine.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
const DEADLINE_MS = 240_000;

/** What the gate's report says of one check about one subject. */
export interface Said {
  readonly state: string;
  readonly seen?: string;
  readonly findings?: readonly {
    readonly severity: string;
    readonly title: string;
    readonly seen: string;
    readonly location?: { readonly file: string };
  }[];
}

export interface GateAnswer {
  readonly exitCode: number | null;
  readonly verdict: string;
  /** @param subject `service/web`; the first one that the check was asked about unless said */
  readonly said: (check: string, subject?: string) => Said;
}

/** This machine's engine, real containers on it, and the gate beside them. */
export interface ExerciseMachine {
  readonly missing?: string;
  /** Removed with everything in it at the end. */
  readonly folder: string;
  readonly run: (program: string, args: readonly string[], options?: RunOptions) => Ended;
  readonly docker: (...args: readonly string[]) => Ended;
  /** Builds an image of a folder under a name of its own, which is removed at the end. */
  readonly build: (context: string, dockerfile: string, name: string, base: string) => string;
  /** The gate in a folder, as on a laptop. `compose`: the program that it finds as `docker-compose`. */
  readonly gate: (place: string, flags: readonly string[], compose?: string) => GateAnswer;
  readonly cleanUp: () => void;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export function exerciseMachine(): ExerciseMachine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-exercise-')));
  const id = `${process.pid}-${Date.now().toString(36)}`;
  const images = new Set<string>();
  const run: ExerciseMachine['run'] = (program, args, { cwd, env } = {}) => {
    const ended = spawnSync(program, args, {
      ...{ cwd, encoding: 'utf8', timeout: DEADLINE_MS, maxBuffer: 16 * 1024 * 1024 },
      env: { ...process.env, ...env },
    });
    return { status: ended.status, stdout: ended.stdout ?? '', stderr: ended.stderr ?? `${ended.error}` };
  };
  const docker: ExerciseMachine['docker'] = (...args) => run('docker', args);
  const version = docker('version', '--format={{.Server.Os}}');
  const missing = version.stdout.trim() === 'linux' ? undefined : `no engine answers: ${version.stderr.trim()}`;
  if (missing !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(missing);
  return {
    ...(missing === undefined ? {} : { missing }),
    ...{ folder, run, docker },
    build: (context, dockerfile, name, base) => {
      const tag = `docker-security-gate-test-${name}-${id}:1`;
      const file = join(context, dockerfile);
      const built = docker('build', '--quiet', `--tag=${tag}`, `--file=${file}`, `--build-arg=BASE=${base}`, context);
      expect(built.status, built.stderr).toBe(0);
      images.add(tag);
      return tag;
    },
    gate: (place, flags, compose) => {
      const path = compose === undefined ? [] : [asDockerCompose(mkdtempSync(join(folder, 'bin-')), compose)];
      return gateIn(run, place, flags, [...path, process.env['PATH'] ?? ''].join(delimiter));
    },
    cleanUp: () => {
      for (const image of images) docker('image', 'rm', '--force', image);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function gateIn(run: ExerciseMachine['run'], place: string, flags: readonly string[], path: string): GateAnswer {
  const report = join(place, 'report.json');
  rmSync(report, { force: true });
  const args = [join(ROOT, 'src', 'cli.ts'), ...flags, '--scanner=none', '--report-file=report.json'];
  const ended = run(process.execPath, args, { cwd: place, env: { PATH: path } });
  if (!existsSync(report)) throw new Error(`no report (exit code ${ended.status}):\n${ended.stdout}${ended.stderr}`);
  const { checks, verdict }: Report = JSON.parse(readFileSync(report, 'utf8'));
  return {
    exitCode: ended.status,
    verdict: verdict.verdict,
    said: (check, subject) => {
      const found = checks.find((one) => one.checkId === check && (subject ?? one.subject.id) === one.subject.id);
      if (found === undefined) throw new Error(`the report has no ${check}:\n${ended.stdout}`);
      return found.outcome;
    },
  };
}

interface Report {
  readonly verdict: { readonly verdict: string };
  readonly checks: readonly {
    readonly checkId: string;
    readonly subject: { readonly id: string };
    readonly outcome: Said;
  }[];
}

/** Gives a program the name that the gate looks for, alone in a folder. */
function asDockerCompose(folder: string, program: string): string {
  symlinkSync(program, join(folder, 'docker-compose'));
  return folder;
}

import { defineCheck, finding } from '../../model/check.ts';
import type { EngineSecurity } from '../../model/confinement.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DOCKER_RUN } from './references.ts';
import { declaredAt, fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'known-runtime', severity: 'medium' } as const;

/** The container is started by a runtime that is known to do what the settings say. */
export const knownRuntime = defineCheck({
  ...META,
  title: 'The runtime is one that confines containers',
  area: 'run',
  needs: ['run-settings'],
  uses: ['engine-security'],
  references: [
    DOCKER_RUN,
    { name: 'Alternative container runtimes', url: 'https://docs.docker.com/engine/daemon/alternative-runtimes/' },
    { name: 'RuntimeClass', url: 'https://kubernetes.io/docs/concepts/containers/runtime-class/' },
  ],
  evaluate: ({ 'run-settings': run, 'engine-security': engine }) => {
    const setting = readSetting(run, run.runtime, run.source.kind === 'kubernetes' ? 'runtimeClassName' : 'runtime');
    if (setting.state === 'undecided') return setting.result;
    const said = setting.state === 'said' && setting.value !== '' ? setting : undefined;
    const name = said?.value ?? defaultOf(run, engine);
    if (name === undefined) return { kind: 'judged', seen: `no runtime is chosen (${sourceWords(run)})`, findings: [] };
    const whose = said === undefined ? `the engine’s default; ${sourceWords(run)}` : placeWords(said.at);
    const seen = `runtime ${visibleText(name, 80)} (${whose})`;
    const grade = gradeOf(name);
    return { kind: 'judged', seen, findings: grade === undefined ? [] : [findingOf(run, name, grade, seen, said?.at)] };
  },
});

/** A cluster's nodes have a default of their own, of which nothing is known. */
function defaultOf({ source }: RunSettings, engine: EngineSecurity | undefined): string | undefined {
  if (source.kind === 'kubernetes' || engine === undefined || engine.defaultRuntime === '') return undefined;
  return engine.defaultRuntime;
}

/**
 * Runtimes by the names under which engines, containerd and RuntimeClasses have them. Sources: their own installation
 * pages (runc, crun, youki, gVisor, Kata Containers, Sysbox, the WebAssembly shims of containerd/runwasi).
 */
const KNOWN = [
  /^(?:runc|crun|youki|io\.containerd\.runc\.v[12]|io\.containerd\.runtime\.v1\.linux|default)$/,
  /^(?:runsc|gvisor)(?:-[a-z0-9-]+)?$|^io\.containerd\.runsc\.v1$/,
  /^kata(?:-[a-z0-9-]+)?$|^io\.containerd\.kata(?:-[a-z0-9-]+)?\.v2$/,
  /^sysbox-runc$|^crun-(?:wasm|vm)$/,
  /^io\.containerd\.(?:wasmtime|wasmedge|wasmer|wasm|spin|slight|lunatic|wws)\.v[12]$/,
  /^com\.docker\.hcsshim\.v1$|^io\.containerd\.runhcs\.v1$|^runhcs-[a-z0-9-]+$/,
];

type Grade = 'unknown' | 'devices';

function gradeOf(name: string): Grade | undefined {
  if (KNOWN.some((pattern) => pattern.test(name))) return undefined;
  return /^nvidia(?:-[a-z0-9-]+)?$|^(?:habana|amd)(?:-container-runtime)?$/.test(name) ? 'devices' : 'unknown';
}

function findingOf(run: RunSettings, name: string, grade: Grade, seen: string, at: SaidAt | undefined): Finding {
  const location = locationOf(at ?? declaredAt(run));
  const shown = visibleText(name, 60);
  return finding(META, {
    key: name,
    ...(grade === 'devices' ? { severity: 'low' } : {}),
    title:
      grade === 'devices' ? `The runtime ${shown} gives devices by variables` : `The runtime ${shown} is not known`,
    detail:
      grade === 'devices'
        ? 'Which devices and files of the host the container gets is said by variables, which the image can set as well as the run settings.'
        : 'What it makes of the settings is up to it: it may leave out filters, capabilities and namespaces without a word.',
    seen,
    ...(location && { location }),
    fix: at === undefined ? ENGINE_CURE : fixFor(run, CURES[grade], 'replace'),
  });
}

const ENGINE_CURE = {
  text: 'Take "default-runtime" out of the engine’s daemon.json, or name a runtime in the run settings.',
};
const CURES = {
  unknown: {
    text: 'Delete this, which leaves it to the engine; or name runc, or one with stronger walls such as runsc.',
    compose: ['    runtime: runc'],
    run: ['--runtime=runc'],
    kubernetes: ['      runtimeClassName: gvisor'],
  },
  devices: {
    text: 'Ask for the device itself: gpus (--gpus), or a CDI device. In a cluster a device plugin gives it by resources.limits.',
    compose: ['    gpus: all'],
    run: ['--gpus=all'],
  },
} as const;

import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'no-executable-tmpfs', severity: 'low' } as const;

/** Nothing that is written into a tmpfs can be run. */
export const noExecutableTmpfs = defineCheck({
  ...META,
  title: 'Programs can’t be run from a tmpfs',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    { name: 'tmpfs mounts', url: 'https://docs.docker.com/engine/storage/tmpfs/' },
    { name: 'mount(8)', url: 'https://man7.org/linux/man-pages/man8/mount.8.html' },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    if (run.source.kind === 'kubernetes') {
      return { kind: 'not-applicable', observed: 'A pod can’t say whether programs run from its volumes.' };
    }
    const { said, undecided } = readList(run, run.tmpfs, 'tmpfs');
    const findings = said.flatMap(({ value, at }) => (isExecutable(value.options) ? [found(run, value, at)] : []));
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const fine = said.length === 0 ? 'there is no tmpfs' : 'no tmpfs has exec, and the engine’s default is noexec';
    return { kind: 'judged', seen: findings[0]?.seen ?? `${fine} (${sourceWords(run)})`, findings };
  },
});

/** The last one counts; by default the engine mounts with noexec (moby, daemon/oci_linux.go, `withMounts`). */
function isExecutable(options: readonly string[]): boolean {
  return options.findLast((option) => option === 'exec' || option === 'noexec') === 'exec';
}

interface Tmpfs {
  readonly target: string;
  readonly options: readonly string[];
}

function found(run: RunSettings, { target, options }: Tmpfs, at: SaidAt): Finding {
  const shown = visibleText(target, 120);
  const rest = options.filter((option) => option !== 'exec' && option !== 'noexec');
  const cured = visibleText(`${target}${rest.length === 0 ? '' : `:${rest.join(',')}`}`, 200);
  const location = locationOf(at);
  return finding(META, {
    key: target,
    title: `Programs can be run from ${shown}`,
    detail:
      'A tmpfs is where whoever got into the container can write, also when its root is read-only: with exec a tool that is downloaded there runs.',
    seen: `tmpfs ${shown} with exec (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: 'Take exec away: noexec is the default. A program that must run what it unpacks gets a folder of the image for that.',
        compose: [`      - ${cured}`],
        run: [`--tmpfs=${cured}`],
      },
      'replace',
    ),
  });
}

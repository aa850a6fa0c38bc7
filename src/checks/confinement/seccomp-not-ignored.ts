import { defineCheck, finding } from '../../model/check.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { fixFor, locationOf, placeWords, readSetting } from '../run/said.ts';
import { APPLIES_TO_PRIVILEGED } from './seccomp-in-force.ts';
import { engineMajor } from './seccomp-machine.ts';
import { KUBERNETES_SECCOMP, PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-not-ignored', severity: 'high' } as const;

/** The profile that was named is the one that the container gets. */
export const seccompNotIgnored = defineCheck({
  ...META,
  title: 'The seccomp profile is not ignored',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: ['image'],
  references: [
    ...PROFILE_REFERENCES,
    KUBERNETES_SECCOMP,
    { name: 'moby/moby#47500', url: 'https://github.com/moby/moby/pull/47500' },
  ],
  evaluate: ({ 'run-settings': run, 'seccomp-profile': file, image }) => {
    const privileged = readSetting(run, run.privileged, 'privileged');
    if (privileged.state === 'undecided') return privileged.result;
    const path = visibleText(file.path, 120);
    if (privileged.state === 'default' || !privileged.value) {
      return { kind: 'judged', seen: `${path} (${placeWords(file.at)}), and not privileged`, findings: [] };
    }
    const seen = `${path} (${placeWords(file.at)}) beside privileged (${placeWords(privileged.at)})`;
    const location = locationOf(privileged.at);
    const found = finding(META, {
      key: 'privileged',
      severity: isApplied(run, image?.engine.serverVersion) ? 'medium' : 'high',
      title: 'The container is privileged, for which engines ignore its seccomp profile',
      detail: whoIgnores(run, image?.engine.serverVersion),
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: 'Take privileged away, and add the one capability or device that is needed.',
          compose: ['    privileged: false'],
          run: ['--privileged=false'],
          kubernetes: ['          privileged: false'],
        },
        'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

/** Whether the engine that was asked gives it to a privileged container. */
function isApplied({ source }: Pick<RunSettings, 'source'>, version: string | undefined): boolean {
  return source.kind !== 'kubernetes' && (engineMajor(version) ?? 0) >= APPLIES_TO_PRIVILEGED;
}

function whoIgnores({ source }: RunSettings, version: string | undefined): string {
  if (source.kind === 'kubernetes') return 'Privileged containers of Kubernetes always run unconfined.';
  const engines = `Engines before ${APPLIES_TO_PRIVILEGED} load no filter for a privileged container, whatever profile is named`;
  if (engineMajor(version) === undefined) return `${engines}.`;
  const here = isApplied({ source }, version) ? 'does, and others that run the image may not' : 'is one of them';
  return `${engines}; this one (${visibleText(version ?? '', 40)}) ${here}.`;
}

import type { Fix } from '../../model/finding.ts';
import type { RunMount, RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { fixFor } from './said.ts';

/**
 * The mount as it should be said.
 *
 * @param kubernetes the line that its entry of `volumeMounts` lacks
 */
export function mountCure(
  run: RunSettings,
  { source, target }: RunMount,
  readOnly: boolean,
  { text, kubernetes }: { readonly text: string; readonly kubernetes: string },
): Fix {
  const short = `${visibleText(source, 200)}:${visibleText(target, 200)}${readOnly ? ':ro' : ''}`;
  const cures = {
    text,
    compose: [`      - ${short}`],
    run: ['-v', short],
    kubernetes: [`              ${kubernetes}`],
  };
  const { placement, ...fix } = fixFor(run, cures, run.source.kind === 'kubernetes' ? 'append' : 'replace');
  // A service may say it in several lines, of which only the first is known: then nothing can stand in place of that one.
  return run.source.kind === 'compose' || placement === undefined ? fix : { ...fix, placement };
}

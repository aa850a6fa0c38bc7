import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Location } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { isPipedDownload } from '../build/piped-download.ts';
import { remoteKind } from '../build/remote-source.ts';
import { runPipelines } from '../build/run-commands.ts';
import { DOCKERFILE_ONBUILD, NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-onbuild', severity: 'medium' } as const;

/** The image carries no instructions into the builds of others. */
export const noOnbuild = defineCheck({
  ...META,
  title: 'The image has no ONBUILD triggers',
  area: 'contents',
  needs: ['image-config'],
  uses: ['dockerfile'],
  references: [NIST_IMAGE_CONFIGURATION, DOCKERFILE_ONBUILD],
  evaluate: ({ 'image-config': config, dockerfile }) => judge(config, dockerfile),
});

function judge({ onBuild }: ImageConfig, dockerfile: DockerfileFacts | undefined): CheckResult {
  if (onBuild.length === 0) return { kind: 'judged', seen: 'no ONBUILD', findings: [] };
  // Only the keywords are shown: what follows may hold a secret.
  const keywords = onBuild.slice(0, 10).map((trigger) => `ONBUILD ${visibleText(keywordOf(trigger), 20)}`);
  const more = onBuild.length - keywords.length;
  const seen = `${keywords.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const dangers = [...new Set(onBuild.flatMap((trigger) => dangerOf(trigger) ?? []))];
  const { location, lines } = placeOf(dockerfile);
  const found = finding(META, {
    key: 'triggers',
    ...(dangers.length === 0 ? {} : { severity: 'high' }),
    title: dangers.length === 0 ? 'The image has ONBUILD triggers' : 'The image has dangerous ONBUILD triggers',
    detail:
      'They run in every build that is made FROM this image, where its author does not see them. ' +
      `${dangers.map((danger) => `One ${danger}. `).join('')}${lines}`,
    seen,
    ...(location === undefined ? {} : { location }),
    fix: {
      text:
        'Remove the ONBUILD lines, and tell in the documentation of the image what a Dockerfile that uses it has to say: ' +
        'the same instructions, written out.',
    },
  });
  return { kind: 'judged', seen, findings: [found] };
}

function keywordOf(trigger: string): string {
  return (/^\s*(\S*)/.exec(trigger)?.[1] ?? '').toUpperCase();
}

/** Completes "One …". */
function dangerOf(trigger: string): string | undefined {
  const rest = trigger.trim().replace(/^\S+\s*/, '');
  switch (keywordOf(trigger)) {
    case 'USER':
      return /^["']?(?:root|\+?0+)["']?(?::|$)/.test(rest) ? 'makes the other image run as root (USER)' : undefined;
    case 'ADD':
      return addsUnverified(rest) ? 'downloads a file that is not verified (ADD of an address)' : undefined;
    case 'RUN':
      return pipesDownload(rest) ? 'downloads a program and runs it unseen (a download piped to a shell)' : undefined;
    default:
      return undefined;
  }
}

function addsUnverified(rest: string): boolean {
  const words = rest.split(/[\s"',[\]]+/);
  const verified = words.some((word) => word.startsWith('--checksum='));
  return !verified && words.some((word) => remoteKind(word) !== undefined);
}

function pipesDownload(rest: string): boolean {
  const lines = { first: 1, last: 1 };
  const instruction = { keyword: 'RUN', lines, text: rest, flags: [], heredocs: [], ...formOf(rest) };
  return runPipelines(instruction).some(isPipedDownload);
}

/** The configuration holds the trigger as it was written: flags, and the JSON form or a line for the shell. */
function formOf(text: string): { readonly rest: string; readonly exec?: readonly string[] } {
  const rest = text.replace(/^(?:--\S+\s+)+/, '');
  try {
    const words: unknown = JSON.parse(rest);
    if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return { rest, exec: words };
  } catch (error) {
    // No JSON: it is a line for the shell.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { rest };
}

/** Triggers are never inherited: the build that uses them takes them away. They are of the stage that is built. */
function placeOf(dockerfile: DockerfileFacts | undefined): { readonly location?: Location; readonly lines: string } {
  const instructions = dockerfile?.stages[dockerfile.finalStage]?.instructions ?? [];
  const own = instructions.filter(({ keyword }) => keyword === 'ONBUILD');
  const [first] = own;
  if (dockerfile === undefined || first === undefined) return { lines: 'No Dockerfile here has the lines.' };
  const numbers = own.slice(0, 10).map(({ lines }) => lines.first);
  const lines = `See line ${numbers.join(', ')} of ${visibleText(dockerfile.path)}.`;
  return { location: { file: dockerfile.path, lines: first.lines }, lines };
}

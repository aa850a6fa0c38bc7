import type { Finding, Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import type { Origin } from './brought-by.ts';
import { knownForms, type Secret } from './secret-value.ts';

/** A name fit to be shown; one that holds a secret itself is not. */
export function shownName(name: string): string {
  return knownForms(name).length > 0 ? '(a name that holds a secret)' : visibleText(name, 80);
}

/** `a password`, `an API key`; the value is never part of it. */
export function aKind({ kind }: Secret): string {
  return `${/^(?:[AEIO]|age|access|account|auth|encryption|hmac|npm|openai|anthropic|rsa|ssh)/.test(kind) ? 'an' : 'a'} ${kind}`;
}

const REVOKE =
  'Whoever can pull the image has the value: revoke it and make a new one, removing it here is not enough.';

/** What to do about a secret that the image gives away. */
export function cureOf(origin: Origin, instead: string): Fix {
  if (origin.kind === 'base-image') {
    return {
      text:
        'Setting it again only hides it, the layers and the history of the base image still hold it: use another base ' +
        'image, and tell its author.',
    };
  }
  const line = origin.instruction === undefined ? 'it' : `it from line ${origin.instruction.lines.first}`;
  return { text: `Remove ${line}. ${instead} ${REVOKE}` };
}

/** Findings with the same fingerprint once, the first of them. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ fingerprint }) => {
    const isNew = !seen.has(fingerprint);
    seen.add(fingerprint);
    return isNew;
  });
}

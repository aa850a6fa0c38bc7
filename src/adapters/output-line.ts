import { visibleText } from '../model/visible-text.ts';

/**
 * The one encoder for lines on a runner's log. The runner reads commands in two grammars: `::name …::` at the
 * start of a line, after trimming, and `##[name …]` anywhere in it (actions/runner, ActionCommand.TryParseV2 and
 * TryParse). So a line of ours never starts with untrusted text, and no `##[` survives. Marks that draw nothing
 * could hide from us what a culture-aware comparison finds, so they are looked through (`\p{M}`).
 *
 * @param limit in UTF-16 units
 */
export function logLine(text: string, limit = 2_000): string {
  const visible = visibleText(text, limit).replace(/#(?=\p{M}*#\p{M}*\[)/gu, '# ');
  return /^[\s\p{Z}\p{M}]*:/u.test(visible) ? `· ${visible}` : visible;
}

/** A quoted line of a tool: never at the start of the line. */
export function quotedLine(text: string): string {
  return `  │ ${logLine(text)}`;
}

/** One workflow command, the only place that writes one. Escapes as the runner unescapes (ActionCommand.cs, escape mappings). */
export function workflowCommand(
  name: 'notice' | 'warning' | 'error' | 'group' | 'endgroup' | 'add-mask' | 'debug',
  message: string,
  properties: Readonly<Record<string, string>> = {},
): string {
  const shown = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${shown.length === 0 ? '' : ` ${shown.join(',')}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

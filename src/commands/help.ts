import { SETTING_GROUPS, SETTING_NAMES, SETTINGS, type SettingGroup } from '../settings/schema.ts';

const GROUP_TITLES: Readonly<Record<SettingGroup, string>> = {
  what: 'What to judge',
  strictness: 'How strictly',
  credentials: 'Credentials',
  reports: 'Reports',
};

/** Width of the column of flags, in characters. */
const FLAG_COLUMN = 22;

/** The text of `--help`, made from the one definition of the settings. */
export function renderHelp(): string {
  const groups = SETTING_GROUPS.flatMap((group) => ['', `${GROUP_TITLES[group]}:`, ...groupLines(group)]);
  return [
    'docker-security-gate: may this container image ship?',
    '',
    'Usage: docker-security-gate [--context FOLDER | --image REFERENCE] [flags]',
    '       docker-security-gate policy check [FILE] [--policy-ref REF]',
    '       docker-security-gate policy show [FILE] [--policy-ref REF] [--fail-on SEVERITY] [--scanner none] [--json]',
    ...groups,
    '',
    'Command line only:',
    row(
      '--policy-ref',
      "Judge by the policy of this commit or branch instead of the working tree's: the pull request's answer",
    ),
    row('--json', 'Print the JSON report on standard output, and nothing else there'),
    row('--version', 'Print the version'),
    row('--help', 'Print this'),
    '',
    'A list takes its flag several times. Exit codes: 0 pass, 1 fail, 2 no verdict.',
    '',
  ].join('\n');
}

function groupLines(group: SettingGroup): string[] {
  return SETTING_NAMES.filter((name) => SETTINGS[name].group === group).map((name) => {
    const definition = SETTINGS[name];
    const standard = 'default' in definition ? ` (default: ${definition.default})` : '';
    const pending = 'pending' in definition ? ' [not available yet]' : '';
    return row(`--${name}`, `${definition.summary}${standard}${pending}`);
  });
}

function row(flag: string, text: string): string {
  return `  ${flag.padEnd(FLAG_COLUMN)} ${text}`;
}

import { toJsonSchema } from '@valibot/to-json-schema';
import { CHECKS } from '../src/checks/index.ts';
import { PRESETS } from '../src/model/policy.ts';
import { CHECK_KEYS, POLICY_KEYS, type PolicyKey, policySchema } from '../src/settings/policy-schema.ts';
import { PRESET_RULES, type PresetRules } from '../src/settings/presets.ts';

/** The schema of the policy file for editors (JSON Schema draft-07), ending in a line break. */
export function renderPolicySchema(): string {
  const { $schema, title, ...schema } = toJsonSchema(policySchema(CHECKS), { errorMode: 'throw' });
  return `${JSON.stringify({ $schema, $id: 'urn:docker-security-gate:policy:1', title, ...schema }, null, 2)}\n`;
}

/** The generated tables of docs/policy.md, by the name of their marks. */
export function policyTables(): Readonly<Record<string, string>> {
  return { presets: presetTable(), keys: keyTable(POLICY_KEYS), 'check-keys': keyTable(CHECK_KEYS) };
}

function keyTable(keys: Readonly<Record<string, PolicyKey>>): string {
  const rows = Object.entries(keys).map(([name, { summary, default: standard }]) => [`\`${name}\``, summary, standard]);
  return table(['Key', 'Meaning', 'Default'], rows);
}

function presetTable(): string {
  const rules = PRESETS.map((name) => PRESET_RULES[name]);
  const row = (key: string, cell: (preset: PresetRules) => string) => [key, ...rules.map(cell)];
  const ids = CHECKS.map(({ id }) => id).filter((id) => rules.some(({ severities }) => severities[id] !== undefined));
  return table(
    ['', ...PRESETS.map((name) => `\`${name}\``)],
    [
      row('for', ({ summary }) => summary),
      row('`mode`', ({ mode }) => mode),
      row('`fail-on`', ({ failOn }) => failOn),
      row('`inherited`', ({ inherited }) => inherited),
      row('`only-fixed`', ({ onlyFixed }) => String(onlyFixed)),
      ...ids.map((id) =>
        row(`severity of [\`${id}\`](checks/${id}.md)`, ({ severities }) => severities[id] ?? own(id)),
      ),
    ],
  );
}

function own(id: string): string {
  return `${CHECKS.find((check) => check.id === id)?.severity ?? ''}, its own`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

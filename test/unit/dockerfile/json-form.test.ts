import { expect, it } from 'vitest';
import { readJsonForm } from '../../../src/dockerfile/json-form.ts';

it.each([
  ['["a", "b c"]', ['a', 'b c']],
  ['  [ "a" ]', ['a']],
  ['[]', []],
  ['["exec \\"x\\""]', ['exec "x"']],
  ['["\\u00e9", "\\n"]', ['é', '\n']],
  ['["\\ud800"]', ['\ufffd']],
])('%s is the exec form', (text, words) => {
  expect(readJsonForm(text)).toEqual({ form: 'exec', words });
});

it.each(["['x']", '["a",]', '["a"] b', '["a"', '[a]', '', 'a ["b"]', '{"a": 1}', '"a"', '[ -f /x ] && y'])(
  '%s is the shell form',
  (text) => {
    expect(readJsonForm(text)).toEqual({ form: 'shell' });
  },
);

it.each(['[1]', '["a", null]', '[["a"]]', '["a", {}]'])('%s is refused', (text) => {
  expect(readJsonForm(text)).toEqual({ form: 'refused' });
});

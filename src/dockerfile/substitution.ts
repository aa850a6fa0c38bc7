import { visibleText } from '../model/visible-text.ts';
import type { Budget } from './limits.ts';
import { withAllReplaced, withFirstReplaced, withoutPrefix, withoutSuffix } from './pattern.ts';
import { unreadable } from './refusals.ts';

/** `${name:-operand}` and its kin, the parts already expanded. */
export interface Substitution {
  readonly name: string;
  /** `undefined`: the variable has no value. */
  readonly value: string | undefined;
  readonly modifier: '-' | '+' | '?' | '#' | '%' | '/';
  /** There is a `:` before the modifier: an empty value counts as none. */
  readonly emptyIsUnset: boolean;
  readonly operand: string;
  /** Only of `/`. */
  readonly replacement: string;
  /** `//`. */
  readonly all: boolean;
}

export interface Substituted {
  readonly text: string;
  /** The operand's own variables are part of the result. */
  readonly operandUsed: boolean;
  /** The variable's value was needed; where it has none, the result is what the author did not provide for. */
  readonly valueUsed: boolean;
}

/** What a substitution with a modifier comes to. GateError `DOCKERFILE-UNREADABLE` where the builder ends with an error. */
export function substitute(parts: Substitution, budget: Budget): Substituted {
  const { name, value, modifier, emptyIsUnset, operand } = parts;
  const missing = value === undefined || (emptyIsUnset && value === '');
  switch (modifier) {
    case '-':
      return { text: missing ? operand : value, operandUsed: missing, valueUsed: !missing };
    case '+':
      return { text: missing ? '' : operand, operandUsed: !missing, valueUsed: false };
    case '?':
      if (!missing) return { text: value, operandUsed: false, valueUsed: true };
      throw unreadable(
        `It needs the variable ${visibleText(name, 80)}, which ${value === undefined ? 'is not set' : 'is empty'}${
          operand === '' ? '' : ` ("${visibleText(operand, 200)}")`
        }.`,
      );
    case '#':
    case '%': {
      // The sign is looked for in the expanded operand, so that `${x#${y}}` is greedy when y begins with `#`.
      const longest = operand.startsWith(modifier);
      const pattern = longest ? operand.slice(1) : operand;
      const cut = modifier === '#' ? withoutPrefix : withoutSuffix;
      return { text: cut(pattern, value ?? '', longest, budget), operandUsed: true, valueUsed: true };
    }
    case '/': {
      const replaced = parts.all ? withAllReplaced : withFirstReplaced;
      const text = replaced(operand, parts.replacement, value ?? '', budget);
      return { text, operandUsed: true, valueUsed: true };
    }
  }
}

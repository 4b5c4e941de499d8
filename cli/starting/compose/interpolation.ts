import { entryOf } from '../../../core/json';

/** A variable in a text of Compose. */
interface Placeholder {
  readonly name: string;
  /** What stands there; undefined if nobody says. */
  readonly value: string | undefined;
}

/** A text of Compose with its variables. */
export interface Interpolated {
  readonly text: string;
  /** Variables that nobody gives a value, and that have no default. */
  readonly unset: readonly string[];
  /** The variable that the text is, if it is nothing else. */
  readonly whole: Placeholder | undefined;
}

type Variables = Readonly<Record<string, string>>;

const VARIABLE = /^[A-Za-z_]\w*/;

/**
 * Puts values in the place of `$NAME`, `${NAME:-default}` and the like.
 * @returns undefined for what is no text of Compose, such as `${`
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, variables: Variables): Interpolated | undefined {
  const pieces: (string | Placeholder)[] = [];
  let rest = text;
  while (rest !== '') {
    const dollar = rest.indexOf('$');
    if (dollar !== 0) {
      pieces.push(dollar < 0 ? rest : rest.slice(0, dollar));
      rest = dollar < 0 ? '' : rest.slice(dollar);
    } else if (rest.startsWith('$$')) {
      pieces.push('$');
      rest = rest.slice(2);
    } else {
      const [name] = VARIABLE.exec(rest.slice(rest[1] === '{' ? 2 : 1)) ?? [];
      if (name === undefined) return undefined;
      const end = rest[1] === '{' ? closing(rest) : name.length;
      if (end === undefined) return undefined;
      const value = valueOf(name, rest[1] === '{' ? rest.slice(2 + name.length, end) : '', variables);
      if (value === undefined) return undefined;
      pieces.push({ name, value: value.text });
      rest = rest.slice(end + 1);
    }
  }
  const [first] = pieces;
  return {
    text: pieces.map((piece) => (typeof piece === 'string' ? piece : (piece.value ?? ''))).join(''),
    unset: pieces.flatMap((piece) =>
      typeof piece === 'object' && piece.value === undefined ? [piece.name] : [],
    ),
    whole: pieces.length === 1 && typeof first === 'object' ? first : undefined,
  };
}

/** Where the brace that opens at the beginning closes. */
function closing(text: string): number | undefined {
  let depth = 0;
  for (let index = 1; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index;
  }
  return undefined;
}

/** The value of `${NAME<operator>}`; undefined for an operator that Compose does not know. */
function valueOf(
  name: string,
  operator: string,
  variables: Variables,
): { readonly text: string | undefined } | undefined {
  const given = entryOf(variables, name);
  if (operator === '') return { text: given };
  const [, colon, sign, other = ''] = /^(:?)([-?+])([\s\S]*)$/.exec(operator) ?? [];
  if (sign === undefined) return undefined;
  const isSet = given !== undefined && (colon === '' || given !== '');
  if (sign === '?') return { text: isSet ? given : undefined };
  const instead = interpolate(other, variables);
  if (instead === undefined) return undefined;
  if (sign === '+') return { text: isSet ? instead.text : '' };
  return { text: isSet ? given : instead.text };
}

/** What is known of variables. A name that is not in it is set elsewhere, in a base image say. */
export type Values = ReadonlyMap<string, string>;

const VARIABLE = /\\(.)|\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}]*))?\}|(\{))/gs;

/**
 * A text of a Dockerfile with its variables replaced: `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+instead}`.
 *
 * @returns undefined where that takes a variable of which nothing is known, or a form that is none of these
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function substitute(text: string, values: Values): string | undefined {
  const unknown: string[] = [];
  const replaced = text.replace(
    VARIABLE,
    (
      _,
      escaped?: string,
      plain?: string,
      braced?: string,
      form: string = '',
      word: string = '',
      other?: string,
    ) => {
      if (escaped !== undefined) return escaped;
      const value = values.get(plain ?? braced ?? '');
      const isSet = value !== undefined && !(value === '' && form.startsWith(':'));
      if (form.endsWith('+') && other === undefined) return isSet ? nested(word) : '';
      if (isSet) return value;
      if (form.endsWith('-')) return nested(word);
      unknown.push(plain ?? braced ?? form);
      return '';
    },
  );
  return unknown.length === 0 ? replaced : undefined;

  function nested(word: string): string {
    const text = substitute(word, values);
    if (text === undefined) unknown.push(word);
    return text ?? '';
  }
}

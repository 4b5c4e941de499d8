/**
 * Where keys and positions lead in a file, as a JSON pointer (RFC 6901).
 *
 * @example
 * locationIn('environments/prod/placement.json', 'slots', 'nodes/0'); // environments/prod/placement.json#/slots/nodes~10
 */
export function locationIn(path: string, ...keys: readonly (string | number)[]): string {
  const pointer = keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
  return pointer === '' ? path : `${path}#${pointer}`;
}

/** A value of a file as a message shows it: JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

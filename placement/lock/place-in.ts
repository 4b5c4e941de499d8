/** Where keys lead in a file, as a JSON pointer (RFC 6901): `placements/prod.json#/slots/nodes~10`. */
export function placeIn(path: string, ...keys: readonly string[]): string {
  const steps = keys.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
  return steps.length === 0 ? path : `${path}#${steps.join('')}`;
}

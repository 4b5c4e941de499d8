import { jsonPointer } from '../../core/files';

/** Where keys lead in a file, as a JSON pointer (RFC 6901): `environments/prod/placement.json#/slots/nodes~10`. */
export function placeIn(path: string, ...keys: readonly string[]): string {
  return keys.length === 0 ? path : `${path}#${jsonPointer(keys)}`;
}

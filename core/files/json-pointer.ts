/** The JSON pointer (RFC 6901) of a path of keys and positions: `slots`, `nodes/0` → `/slots/nodes~10`. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** The path of one entry of a record: `.http`, or `["/etc/app.yaml"]` for a key that is no identifier. */
export function entry(path: string, key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/**
 * The path of what stands in a record by its name, or in a list at its position: `.http`, `["/etc/app.yaml"]` for a name that is no
 * word, `[0]`.
 */
export function entry(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return /^\w[\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

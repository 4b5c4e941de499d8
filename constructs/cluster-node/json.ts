/** A value as a file that people may read. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

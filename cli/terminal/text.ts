/** Makes text bold on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function bold(stream: NodeJS.WriteStream = process.stdout): (text: string) => string {
  const plain = !stream.isTTY || (process.env['NO_COLOR'] ?? '') !== '';
  return plain ? (text) => text : (text) => `\u001b[1m${text}\u001b[22m`;
}

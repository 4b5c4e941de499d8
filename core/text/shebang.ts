/** Whether a script begins with a line of Windows: Linux looks for a program by the whole of it. */
export function hasForeignShebang(text: string): boolean {
  return /^#![^\r\n]*\r\n/.test(text);
}

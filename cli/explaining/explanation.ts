/** What a command says of a thing, for programs and for people. */
export interface Explanation {
  readonly json: object;
  readonly text: string;
}

/** A line that says more of the one above. */
export function indented(line: string): string {
  return `  ${line}`;
}

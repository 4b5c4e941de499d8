/** What a command says of a thing, for programs and for people. */
export interface Explanation {
  readonly json: object;
  readonly text: string;
}

/** Something outside did not do what it should: a program, a server, a network. Its message is for people, without a trace. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

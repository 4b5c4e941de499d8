/**
 * Something outside Slipway failed: a program, a server, a network. The message is meant for people; no stack trace is shown.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
}

import { Failure } from '../../process';

/** The cluster answered, but not with what it was asked for. */
export class Refusal extends Failure {
  constructor(
    message: string,
    /** The HTTP status, such as 404. */
    readonly status: number,
    /** The server's own words. */
    readonly said: string,
  ) {
    super(message);
  }
}

/** What is there, or undefined where the cluster answers that it is not. */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

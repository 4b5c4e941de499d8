import { Failure } from '../../process';

/** The cluster answered with an error status. */
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

/** The object, or undefined if the cluster answers that it does not exist. */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

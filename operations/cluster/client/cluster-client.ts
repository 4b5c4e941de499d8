import type { Apis } from './api-objects';

/** A connection to a cluster. Nothing is loaded, read or requested before the first call. */
export interface ClusterClient {
  /** The cluster's name in messages: its context or its address. */
  readonly name: string;
  /** @throws Failure if the connection cannot be set up: no such context, no credentials */
  apis(): Promise<Apis>;
}

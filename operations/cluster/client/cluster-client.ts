import type { Apis } from './api-objects';

/** A way to a cluster. Nothing is loaded, read or asked before the first call. */
export interface ClusterClient {
  /** The cluster as messages call it: its context or its address. */
  readonly name: string;
  /** @throws Failure when the connection can't be made: no such context, no credentials */
  apis(): Promise<Apis>;
}

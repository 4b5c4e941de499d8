import type { ClusterConnection } from '../../../model';
import { accessOf } from './access';
import type { Apis } from './api-objects';
import { loadApis } from './load-apis';

/** A way to a cluster. Nothing is loaded, read or asked before the first call. */
export interface ClusterClient {
  /** The cluster as messages call it: its context or its address. */
  readonly name: string;
  /** @throws Failure when the connection can't be made: no such context, no credentials */
  apis(): Promise<Apis>;
}

/**
 * A way to a cluster with the credentials that Terraform has for it. Nothing is loaded, read or asked before the first call.
 * @param token the bearer token of an `existing` cluster
 */
export function connectCluster(connection: ClusterConnection, token?: string): ClusterClient {
  const access = accessOf(connection, token);
  let made: Promise<Apis> | undefined;
  return {
    name: access.from === 'file' ? access.context : access.server,
    apis: () => (made ??= loadApis(access)),
  };
}

/** Asks the cluster for nothing but an answer. @throws Failure when it can't be reached or does not know the credentials */
export async function refuseUnreachable(cluster: ClusterClient): Promise<void> {
  const { version } = await cluster.apis();
  await version.getCode();
}

import type { ClusterConnection } from '../../../model';
import { accessOf } from './access';
import type { Apis } from './api-objects';
import { loadApis } from './load-apis';

/** A connection to a cluster. Nothing is loaded, read or requested before the first call. */
export interface ClusterClient {
  /** The cluster's name in messages: its context or its address. */
  readonly name: string;
  /** @throws Failure if the connection cannot be set up: no such context, no credentials */
  apis(): Promise<Apis>;
}

/**
 * A connection to a cluster, with the same credentials that Terraform uses. Nothing is loaded, read or requested before the
 * first call.
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

/** Checks that the cluster answers. @throws Failure if it cannot be reached or rejects the credentials */
export async function refuseUnreachable(cluster: ClusterClient): Promise<void> {
  const { version } = await cluster.apis();
  await version.getCode();
}

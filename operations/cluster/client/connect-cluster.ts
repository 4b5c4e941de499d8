import type { ClusterConnection } from '../../../model';
import { accessOf } from './access';
import type { Apis } from './api-objects';
import type { ClusterClient } from './cluster-client';
import { loadApis } from './load-apis';

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

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { applyInCluster, type Cluster, outputInCluster } from '../cluster';
import { STATE_DATABASE_URL } from '../network';
import { ENVIRONMENTS } from './environments';

/** Environment variables for the process that runs Terraform. */
export type Secrets = Readonly<Record<string, string>>;

const DEPLOYER = { name: 'deployer', namespace: 'kube-system' };

/**
 * What a team has in its vault: a password for each environment's database, created once per lab; a new token for the
 * cluster each time; and the location of staging's state.
 */
export async function secretsFor(home: string, cluster: Cluster): Promise<Secrets> {
  const token = await deployToken(cluster);
  const passwords = passwordsIn(home);
  return {
    ...Object.fromEntries(
      ENVIRONMENTS.flatMap((name) => [
        [`TF_VAR_${name}_cluster_token`, token],
        [`TF_VAR_${name}_shop_database_password`, passwords[name] ?? ''],
      ]),
    ),
    PG_CONN_STR: STATE_DATABASE_URL,
  };
}

/** The file that keeps them for the lifetime of the lab. */
export function passwordsOf(home: string): string {
  return join(home, 'passwords.json');
}

function passwordsIn(home: string): Readonly<Record<string, string>> {
  const file = passwordsOf(home);
  if (!existsSync(file)) {
    const made = ENVIRONMENTS.map((name) => [name, randomBytes(18).toString('base64url')]);
    writeAtomically(file, JSON.stringify(Object.fromEntries(made)));
    chmodSync(file, 0o600);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
}

async function deployToken(cluster: Cluster): Promise<string> {
  await applyInCluster(cluster, {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: DEPLOYER },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: DEPLOYER.name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'ServiceAccount', ...DEPLOYER }],
      },
    ],
  });
  const { name, namespace } = DEPLOYER;
  const printed = await outputInCluster(
    cluster,
    ['kubectl', 'create', 'token', name, '--namespace', namespace, '--duration=12h'],
    { timeoutMs: 60_000 },
  );
  return printed.trim();
}

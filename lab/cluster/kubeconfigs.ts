import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { API_SERVER } from '../network';
import { certificatesOf, IDENTITIES, type Identity } from './certificates';
import { type Cluster, kubeconfigOf } from './cluster';

/** The cluster under one name per environment: they share a control plane, and differ in their namespaces. */
const CONTEXTS = ['lab', 'lab-dev', 'lab-staging', 'lab-prod'] as const;

/** The path of a part's own credentials. */
export function partKubeconfig({ folder }: Cluster, who: Identity): string {
  return join(folder, 'etc', `${who}.kubeconfig`);
}

/** Writes the credentials of everybody who may access the API server. */
export function writeKubeconfigs(cluster: Cluster): void {
  for (const who of IDENTITIES) writeAtomically(partKubeconfig(cluster, who), render(cluster, who, ['lab']));
  writeAtomically(kubeconfigOf(cluster), render(cluster, 'admin', CONTEXTS));
}

/** JSON, which is YAML. */
function render(cluster: Cluster, who: Identity, contexts: readonly string[]): string {
  const read = (file: string) => readFileSync(join(certificatesOf(cluster), file)).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'lab', cluster: { server: API_SERVER, 'certificate-authority-data': read('ca.crt') } },
    ],
    users: [
      {
        name: who,
        user: { 'client-certificate-data': read(`${who}.crt`), 'client-key-data': read(`${who}.key`) },
      },
    ],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'lab', user: who } })),
    'current-context': contexts[0],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

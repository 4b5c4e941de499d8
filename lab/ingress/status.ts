import type { NetworkingV1Api } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import { GATEWAY } from '../network';
import type { Objects } from './routes';

/** Writes the ingress address into the status of each ingress, as a controller must. */
export class StatusWriter {
  constructor(private readonly api: NetworkingV1Api) {}

  write(ingresses: Objects['ingresses']): void {
    for (const { metadata, status } of ingresses) {
      if (metadata?.name === undefined || metadata.namespace === undefined) continue;
      if (status?.loadBalancer?.ingress?.[0]?.ip === GATEWAY) continue;
      const { name, namespace } = metadata;
      const body = [{ op: 'add', path: '/status/loadBalancer', value: { ingress: [{ ip: GATEWAY }] } }];
      this.api.patchNamespacedIngressStatus({ name, namespace, body }).catch((error: unknown) => {
        // The ingress was deleted, or the API server is down: the next change writes it again.
        console.error(`${namespace}/${name}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }
}

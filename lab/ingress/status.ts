import type { NetworkingV1Api } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import { GATEWAY } from '../network';
import type { Objects } from './routes';

/** Says in each ingress' status where it answers, as people and Terraform expect of a controller. */
export class StatusWriter {
  constructor(private readonly api: NetworkingV1Api) {}

  write(ingresses: Objects['ingresses']): void {
    for (const { metadata, status } of ingresses) {
      if (metadata?.name === undefined || metadata.namespace === undefined) continue;
      if (status?.loadBalancer?.ingress?.[0]?.ip === GATEWAY) continue;
      const { name, namespace } = metadata;
      const body = [{ op: 'add', path: '/status/loadBalancer', value: { ingress: [{ ip: GATEWAY }] } }];
      this.api.patchNamespacedIngressStatus({ name, namespace, body }).catch((error: unknown) => {
        // Gone meanwhile, or the API server is: whatever comes next is written then.
        console.error(`${namespace}/${name}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }
}

import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { dependable } from 'cdktf';
import type { Extension } from 'slipway';

/** An identity of its own for each service, for a mesh to tell them apart. Nobody asks the API server: none has a token. */
export const accounts: Extension = (stack, workloads) => {
  for (const [name, workload] of Object.entries(workloads)) {
    if (workload === undefined) continue;
    const account = new ServiceAccountV1(stack, `account-${name}`, {
      metadata: { name, namespace: stack.namespace.name },
      automountServiceAccountToken: false,
    });
    workload.resource.addOverride('spec.template.spec.service_account_name', name);
    workload.resource.dependsOn = [...(workload.resource.dependsOn ?? []), dependable(account)];
  }
};

import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { dependable } from 'cdktf';
import type { Extension } from 'slipway';
import { mastodon } from '../project';

/** One identity for all of Mastodon. It does not ask the API server: it has no token. */
export const account: Extension = (stack, workloads) => {
  const name = mastodon.name;
  const resource = new ServiceAccountV1(stack, 'account', {
    metadata: {
      name,
      namespace: stack.namespace.name,
      labels: {
        ...mastodon.props.labels,
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/managed-by': 'slipway',
      },
    },
    automountServiceAccountToken: false,
  });
  for (const workload of Object.values(workloads)) {
    if (workload === undefined) continue;
    workload.resource.addOverride('spec.template.spec.service_account_name', name);
    workload.resource.dependsOn = [...(workload.resource.dependsOn ?? []), dependable(resource)];
  }
};

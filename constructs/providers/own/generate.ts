import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededSchema } from '../needed-schema';
import { emit, type OwnBindings } from './emit';

/** What Slipway uses of the providers whose bindings npm carries. */
const OWN: readonly OwnBindings[] = [
  {
    name: 'docker',
    source: 'kreuzwerker/docker',
    version: '3.6.2',
    constraint: '~> 3.0',
    resources: ['docker_image', 'docker_registry_image'],
  },
  {
    name: 'kubernetes',
    source: 'kubernetes',
    version: '2.38.0',
    constraint: '~> 2.0',
    resources: [
      'kubernetes_deployment_v1',
      'kubernetes_stateful_set_v1',
      'kubernetes_daemon_set_v1',
      'kubernetes_cron_job_v1',
      'kubernetes_cluster_role_binding_v1',
      'kubernetes_cluster_role_v1',
      'kubernetes_config_map_v1',
      'kubernetes_horizontal_pod_autoscaler_v2',
      'kubernetes_ingress_v1',
      'kubernetes_namespace_v1',
      'kubernetes_network_policy_v1',
      'kubernetes_persistent_volume_claim_v1',
      'kubernetes_pod_disruption_budget_v1',
      'kubernetes_role_binding_v1',
      'kubernetes_role_v1',
      'kubernetes_secret_v1',
      'kubernetes_service_account_v1',
      'kubernetes_service_v1',
    ],
  },
];

/** Writes `<outdir>/<provider>/own.ts` for each provider of which Slipway has bindings of its own beside the prebuilt package. */
export function generateOwnBindings(outdir: string): void {
  for (const bindings of OWN) {
    const folder = join(outdir, bindings.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'own.ts'), emit(bindings, neededSchema(bindings)));
  }
}

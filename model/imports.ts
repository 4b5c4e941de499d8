/**
 * Kind → the Terraform resource of it, of what Slipway makes under the name that the object has. What it makes under other names,
 * such as network policies, is nothing that ran before.
 */
export const IMPORTABLE = {
  Deployment: 'kubernetes_deployment_v1',
  DaemonSet: 'kubernetes_daemon_set_v1',
  StatefulSet: 'kubernetes_stateful_set_v1',
  CronJob: 'kubernetes_cron_job_v1',
  Service: 'kubernetes_service_v1',
  Ingress: 'kubernetes_ingress_v1',
  PersistentVolumeClaim: 'kubernetes_persistent_volume_claim_v1',
  HorizontalPodAutoscaler: 'kubernetes_horizontal_pod_autoscaler_v2',
  PodDisruptionBudget: 'kubernetes_pod_disruption_budget_v1',
  ServiceAccount: 'kubernetes_service_account_v1',
} as const;

export type ImportableKind = keyof typeof IMPORTABLE;

/** An object of an environment's namespace that runs already. */
export interface ImportedObject {
  readonly kind: ImportableKind;
  readonly name: string;
}

/** What `Deployment/web` names; undefined for what is not of that form, or of another kind. */
export function importedObject(text: string): ImportedObject | undefined {
  const [, kind = '', name] = /^([A-Za-z]+)\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/.exec(text) ?? [];
  return name !== undefined && isImportable(kind) ? { kind, name } : undefined;
}

function isImportable(kind: string): kind is ImportableKind {
  return Object.hasOwn(IMPORTABLE, kind);
}

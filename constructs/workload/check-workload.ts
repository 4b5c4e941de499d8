import { z } from '../../core/zod';
import type { Finding } from '../../core/findings';
import { findingsOf, optionShapes } from '../shape';
import type { Check } from './check';
import { callers } from './check-callers';
import { commands } from './check-command';
import { connections } from './check-connections';
import { containers } from './check-containers';
import { dns } from './check-dns';
import { egress } from './check-egress';
import { identity } from './check-identity';
import { exposed } from './check-exposure';
import { ingress } from './check-ingress';
import { kind } from './check-kind';
import { metadata } from './check-metadata';
import { metrics } from './check-metrics';
import { mounts } from './check-mounts';
import { noEffect } from './check-no-effect';
import { nodes } from './check-nodes';
import { ports } from './check-ports';
import { probes } from './check-probes';
import { resources } from './check-resources';
import { rollout } from './check-rollout';
import { scale } from './check-scheduling';
import { security } from './check-security';
import { serviceAccount } from './check-service-account';
import { sysctls } from './check-sysctls';
import { commandSecrets, metadataSecrets } from './check-secrets';
import { variables } from './check-variables';
import { resolve, WORKLOAD_OPTIONS, type WorkloadSpec } from './workload-spec';

const CHECKS: readonly Check[] = [
  identity,
  metadata,
  security,
  serviceAccount,
  kind,
  scale,
  rollout,
  resources,
  nodes,
  dns,
  sysctls,
  ports,
  probes,
  variables,
  mounts,
  commands,
  commandSecrets,
  metadataSecrets,
  connections,
  callers,
  metrics,
  egress,
  ingress,
  exposed,
  containers,
  noEffect,
];

/** For callers without types. */
const SHAPE = z.strictObject(optionShapes(WORKLOAD_OPTIONS));

/**
 * Everything that is wrong with a workload, before any construct exists.
 *
 * @param path Where the workload stands, e.g. `environments.prod.services.api`: the findings' paths begin with it.
 */
export function checkWorkload(spec: WorkloadSpec, path: string): readonly Finding[] {
  const wrong = findingsOf(SHAPE, spec, path);
  // What has the wrong type cannot be judged.
  if (wrong.length > 0) return wrong;
  const workload = resolve(spec);
  return CHECKS.flatMap((check) => check(workload, path));
}

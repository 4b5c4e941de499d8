import type { Finding } from '../../core/findings';
import { checkConnection } from '../check-connection';
import type { ResolvedComposition } from '../composition';

/** Libvirt hosts are reached in a way that the provider knows, verified, and without a secret in the files. */
export function hypervisors({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.hypervisors).flatMap(([name, hypervisor]) =>
      hypervisor.kind === 'libvirt'
        ? checkConnection(hypervisor, `environments.${environment.name}.hypervisors.${name}.uri`)
        : [],
    ),
  );
}

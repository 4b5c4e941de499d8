import { declaredDisks, type DeclaredDisk } from '../../constructs/vm-pool';
import { type Environment, type Hypervisor, poolSpecOf, type Project, targetOf } from '../../model';

/** A data disk and its location. */
export interface EnvironmentDisk extends DeclaredDisk {
  /** Pool, slot and disk: `nodes/0/data`. */
  readonly id: string;
  readonly host: string;
  readonly hypervisor: Hypervisor;
}

/** The data disks of an environment, by id. Slots without a host are left out. */
export function environmentDisks(project: Project, environment: Environment): readonly EnvironmentDisk[] {
  const all = Object.entries(environment.pools).flatMap(([name, pool]) => {
    const spec = poolSpecOf(project, environment, name);
    if (spec === undefined) return [];
    const hostOf = (slot: string) => pool.slots[slot]?.host ?? pool.retired?.[slot]?.on ?? '';
    const hosts = [...Object.keys(pool.slots), ...Object.keys(pool.retired ?? {})].map(hostOf);
    return [...new Set(hosts)].flatMap((host) => {
      const hypervisor = environment.hypervisors[host];
      if (hypervisor === undefined) return [];
      return declaredDisks(spec, targetOf(hypervisor))
        .filter(({ slot }) => hostOf(slot) === host)
        .map((disk) => ({ ...disk, id: `${name}/${disk.slot}/${disk.disk}`, host, hypervisor }));
    });
  });
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

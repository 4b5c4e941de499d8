import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { runsIn } from '../not-run';

/** Storage classes whose names say that they keep volumes on the disks of nodes: `local-path`, `openebs-hostpath`. */
const LOCAL = /(^|[-_.])(local|host-?path)/i;

/** Volumes on the nodes' own disks are on one that a roll leaves alone. */
export function localVolumes({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const { nodePool = '', provides } = environment.cluster;
    const pool = environment.pools[nodePool];
    const { storageClass = '' } = provides;
    const stored = project.props.services.filter(
      (service) => runsIn(environment, service) && Object.keys(service.props.volumes ?? {}).length > 0,
    );
    const [first] = stored;
    if (pool === undefined || first === undefined || !LOCAL.test(storageClass)) return [];
    const isApart = Object.values(pool.disks ?? {}).some(
      ({ mountPath, retired }) => mountPath !== undefined && retired === undefined,
    );
    if (isApart) return [];
    return [
      {
        rule: 'rolls/volumes',
        severity: 'warning',
        path: `environments.${environment.name}.pools.${nodePool}.disks`,
        message: `should have one with a mountPath, for the volumes of ${first.name}: a roll replaces the root disk, and Slipway cannot see where class ${storageClass} keeps volumes`,
        value: 'no data disk that is mounted',
        advice:
          'Add a disk, and let the storage class keep its volumes below its mountPath. Ignore this where the class keeps them on other machines.',
      },
    ];
  });
}

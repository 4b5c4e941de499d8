import { type Finding, problem } from '../../../core/findings';
import { poolImages } from '../pool-images';
import type { PoolSpec } from '../pool-spec';

/** What a pool asks for that the libvirt provider 0.8 cannot do. */
export function limits(spec: PoolSpec, path: string): readonly Finding[] {
  return poolImages(spec, path)
    .filter(({ image }) => image.architecture !== 'amd64')
    .map((named) =>
      problem({
        rule: 'vm-pool/architecture',
        path: `${named.path}.architecture`,
        message: 'must be amd64 under libvirt',
        value: named.image.architecture,
        advice:
          "The provider attaches cloud-init's disk by IDE, which arm64 machines do not have: use an amd64 image and host.",
      }),
    );
}

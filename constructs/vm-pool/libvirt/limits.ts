import { type Finding, problem } from '../../../findings';
import type { PoolSpec } from '../pool-spec';

/** What a pool asks for that the libvirt provider 0.8 cannot do. */
export function limits({ image }: PoolSpec, path: string): readonly Finding[] {
  if (image.architecture === 'amd64') return [];
  return [
    problem({
      rule: 'vm-pool/architecture',
      path: `${path}.image.architecture`,
      message: 'must be amd64 under libvirt',
      value: image.architecture,
      advice:
        "The provider attaches cloud-init's disk by IDE, which arm64 machines do not have: use an amd64 image and host.",
    }),
  ];
}

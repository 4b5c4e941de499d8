import { targetsIn } from '../constructs/workload';
import type { Service, ServiceTarget } from './service';

/** Something that a service connects to, and the option that says so. */
export interface ServiceEdge {
  /** The option: `connectsTo.DATABASE`, `env.CART_ADDR`. */
  readonly option: string;
  readonly target: ServiceTarget;
}

/** All that a service connects to, by `connectsTo` or by an address in a variable. */
export function edgesOf({ props }: Service): readonly ServiceEdge[] {
  return [
    ...Object.entries(props.connectsTo ?? {}).map(([name, target]) => ({
      option: `connectsTo.${name}`,
      target,
    })),
    ...Object.entries(props.env ?? {}).flatMap(([name, value]) =>
      [...new Set(targetsIn(value))].map((target) => ({ option: `env.${name}`, target })),
    ),
  ];
}

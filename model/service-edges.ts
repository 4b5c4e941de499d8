import { targetsIn } from '../constructs/workload';
import type { CronJob } from './cron-job';
import type { Job } from './job';
import { containersOf, type Service, type ServiceProps, type ServiceTarget } from './service';

/** Something that a service connects to, and the option that says so. */
export interface ServiceEdge {
  /** The option: `connectsTo.DATABASE`, `env.CART_ADDR`. */
  readonly option: string;
  readonly target: ServiceTarget;
}

/** All that a service connects to, by `connectsTo` or by an address in a variable of any of its containers. */
export function edgesOf({ props }: Service): readonly ServiceEdge[] {
  return [
    ...Object.entries(props.connectsTo ?? {}).map(([name, target]) => ({
      option: `connectsTo.${name}`,
      target,
    })),
    ...ofVariables(props.env, 'env'),
    ...containersOf(props).flatMap(({ option, container }) => ofVariables(container.env, `${option}.env`)),
  ];
}

/** What a job connects to beside its service: by an address in a variable of its own. */
export function edgesOfJob({ props }: Job | CronJob): readonly ServiceEdge[] {
  return ofVariables(props.env, 'env');
}

function ofVariables(env: ServiceProps['env'] = {}, option: string): readonly ServiceEdge[] {
  return Object.entries(env).flatMap(([name, value]) =>
    [...new Set(targetsIn(value))].map((target) => ({ option: `${option}.${name}`, target })),
  );
}

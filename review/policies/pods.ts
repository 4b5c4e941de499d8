import { at, type Block, items, type Json, only } from '../synth';

/** A container of a workload. */
export interface Container {
  readonly name: string;
  readonly json: Json;
  /** Where it stands in the resource. */
  readonly path: string;
}

/** Where each kind of workload keeps its pods' spec. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  kubernetes_deployment_v1: ['spec', 'template', 'spec'],
  kubernetes_stateful_set_v1: ['spec', 'template', 'spec'],
  kubernetes_daemon_set_v1: ['spec', 'template', 'spec'],
  kubernetes_job_v1: ['spec', 'template', 'spec'],
  kubernetes_cron_job_v1: ['spec', 'job_template', 'spec', 'template', 'spec'],
  kubernetes_pod_v1: ['spec'],
};

/** The spec of a workload's pods; undefined for what is none. */
export function podSpec({ type, arguments: args }: Block): Json | undefined {
  return POD_SPECS[type]?.reduce<Json | undefined>((inner, key) => at(only(inner), key), args);
}

/** The containers of a workload, those that start first included. */
export function containersOf(block: Block): readonly Container[] {
  const spec = only(podSpec(block));
  return ['container', 'init_container'].flatMap((kind) =>
    items(at(spec, kind)).map((json, index) => {
      const name = text(at(json, 'name')) ?? String(index);
      return { name, json, path: `${kind}[${name}]` };
    }),
  );
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Terraform takes `"true"` for true. */
export function isOn(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

export function isOff(value: Json | undefined): boolean {
  return value === false || value === 'false';
}

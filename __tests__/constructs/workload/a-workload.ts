import type { TerraformStack } from 'cdktf';
import type { PinnedImage } from '../../../constructs/image-build';
import { Namespace } from '../../../constructs/namespace';
import { Cpu, Size } from '../../../constructs/quantities';
import {
  checkWorkload,
  httpGet,
  Workload,
  type WorkloadProps,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { synthKubernetes } from './synth-kubernetes';

export const IMAGE = `registry.example.com/shop/api@sha256:${'a'.repeat(64)}` as PinnedImage;

/** What every workload must say, but for its ports and its probe. */
export const BASICS = { image: IMAGE, replicas: 3, cpu: Cpu.millis(500), memory: Size.mebibytes(512) };

/** A sound workload, with what a test is about put in. */
export function spec(changes: Partial<WorkloadSpec> = {}): WorkloadSpec {
  return { name: 'api', ...BASICS, ports: { http: 8080 }, ready: httpGet('http', '/readyz'), ...changes };
}

/** What is wrong with such a workload: each rule with the place that breaks it, such as `workload/ports .ports.http`. */
export function problemsOf(changes: object): string[] {
  return checkWorkload(spec(changes), '').map(({ rule, path }) => `${rule} ${path}`);
}

/** The same as a construct's props, in a namespace that exists. */
export function props(changes: Partial<WorkloadProps> = {}): WorkloadProps {
  return {
    ...BASICS,
    namespace: Namespace.existing('shop-prod'),
    ports: { http: 8080 },
    ready: httpGet('http', '/readyz'),
    ...changes,
  };
}

/** What Terraform gets of one workload by the name of `api`. */
export function synthApi(changes: Partial<WorkloadProps> = {}): any {
  return synthKubernetes((stack: TerraformStack) => {
    new Workload(stack, 'api', props(changes));
  });
}

/** The specification of the pods of that workload. */
export function podOf(resource: any, name = 'api'): any {
  const set = ['deployment', 'stateful_set', 'daemon_set']
    .map((kind) => resource[`kubernetes_${kind}_v1`]?.[name])
    .find((found) => found !== undefined);
  return set.spec.template.spec;
}

/** Its one container. */
export function containerOf(resource: any, name = 'api'): any {
  return podOf(resource, name).container[0];
}

import type { DeploymentV1SpecTemplate } from '../providers/kubernetes';
import type { TerraformResource } from '../cdktf';
import { Construct } from 'constructs';
import { declaredNames, InvalidInput, problem, refuseIfAny } from '../../core/findings';
import type { NamespaceReference } from '../namespace';
import { checkProps } from '../shape';
import { admitted } from './admitted';
import { checkWorkload } from './check-workload';
import type { Endpoint } from './endpoint';
import { addressOf, hostOf, type Interpolated, portNumberOf, urlOf, type UrlOptions } from './interpolated';
import { autoscalerOf } from './resources/autoscaler';
import { claimsOf } from './resources/claims';
import { connected } from './resources/context';
import { disruptionBudgetOf } from './resources/disruption-budget';
import { exposedServiceOf } from './resources/exposed-service';
import { filesOf } from './resources/files';
import { ingressOf } from './resources/ingress';
import { networkPoliciesOf } from './resources/network-policies';
import { podTemplate } from './resources/pod';
import { podsOf } from './resources/pods';
import { headlessServiceOf, serviceOf } from './resources/service';
import { serviceAccountOf } from './resources/service-account';
import type { ResolvedPort } from './port';
import type { ExistingServiceAccount } from './service-account';
import { targetsOf } from './target';
import type { WorkloadSpec } from './workload-spec';

/** The options of a workload and the namespace that it runs in. */
export interface WorkloadProps<Port extends string = string> extends Omit<WorkloadSpec<Port>, 'name'> {
  /** Where it runs: a `Namespace`, or `Namespace.existing(name)`. */
  readonly namespace: NamespaceReference;
  /** Names everything that belongs to it. @default the construct's id */
  readonly name?: string;
}

/**
 * One container image that runs in Kubernetes: its pods, its address, its storage and who may talk to it.
 *
 * Pods meet the restricted pod security standard, have a read-only root file system and no access to the Kubernetes API.
 * In a `Namespace` they connect only to what `connectsTo`, `env` and `egress` name, and accept only connections that others declare.
 *
 * @example
 * const namespace = new Namespace(this, 'shop-prod', { partOf: 'shop' });
 * const database = new Workload(this, 'database', {
 *   namespace,
 *   image: pinnedImage('registry.example.com/shop/database', `sha256:${'a'.repeat(64)}`),
 *   replicas: 1,
 *   single: true,
 *   cpu: Cpu.cores(1),
 *   memory: Size.gibibytes(2),
 *   ports: { sql: 5432 },
 *   ready: tcp('sql'),
 *   volumes: { data: { mountPath: '/var/lib/postgresql', size: Size.gibibytes(50) } },
 * });
 * new Workload(this, 'api', {
 *   namespace,
 *   image: pinnedImage('registry.example.com/shop/api', `sha256:${'b'.repeat(64)}`),
 *   replicas: { min: 2, max: 6, cpuPercent: 70 },
 *   cpu: Cpu.millis(500),
 *   memory: Size.mebibytes(512),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   connectsTo: { DATABASE: database.endpoint('sql') },
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class Workload<Port extends string = string> extends Construct {
  /** The name of its Service and of what runs its pods. */
  readonly name: string;
  /** The name of the namespace that it runs in. */
  readonly namespace: string;
  /** The deployment, stateful set or daemon set: what depends on it begins after its rollout. */
  readonly resource: TerraformResource;
  /**
   * Its pods, to build others on. With the labels as they are, those get the traffic of its Service and what its policies open.
   */
  readonly podTemplate: DeploymentV1SpecTemplate;
  /** The service account of its pods, for others that run under it; undefined for the namespace's own. */
  readonly serviceAccount: ExistingServiceAccount | undefined;
  private readonly ports: Readonly<Record<string, ResolvedPort>>;

  /** @throws InvalidInput that lists every problem of the props. */
  constructor(scope: Construct, id: string, props: WorkloadProps<Port>) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    const { namespace, ...rest } = props;
    const spec: WorkloadSpec = { ...rest, name: props.name ?? id };
    const context = admitted(this, namespace, spec, checkWorkload(spec, this.node.path));
    const { workload } = context;
    this.name = workload.name;
    this.namespace = namespace.name;
    this.ports = workload.ports;
    this.podTemplate = podTemplate(workload, namespace.name);

    this.serviceAccount = serviceAccountOf(context);
    const files = filesOf(context);
    const claims = claimsOf(context);
    const service = serviceOf(context);
    const headless = headlessServiceOf(context);
    const policies = networkPoliciesOf(context);
    this.resource = podsOf(context, [
      ...(namespace.isolation ?? []),
      ...(this.serviceAccount?.resources ?? []),
      files,
      ...claims,
      service,
      headless,
      ...policies,
      ...connected(targetsOf(workload)),
    ]);
    autoscalerOf(context);
    disruptionBudgetOf(context);
    ingressOf(context);
    exposedServiceOf(context);
  }

  /**
   * One of its ports, for another workload's `connectsTo`: that one is rolled out after this one.
   *
   * @throws InvalidInput for a port that it does not declare.
   */
  endpoint(port: Port): Endpoint {
    const resolved = this.ports[port];
    if (resolved === undefined) {
      throw new InvalidInput([
        problem({
          rule: 'workload/endpoint',
          path: `${this.node.path}.endpoint(…)`,
          message: 'must name one of the ports that the workload declares',
          value: JSON.stringify(port),
          advice: declaredNames('ports', Object.keys(this.ports)),
        }),
      ]);
    }
    const { container, service: number, protocol } = resolved;
    const { name: workload, namespace, resource } = this;
    return { kind: 'workload', workload, namespace, port, number, container, protocol, resource };
  }

  /** `host:port` of one of its ports, for another workload's `env`. @throws InvalidInput for a port that it does not declare. */
  address(port: Port): Interpolated<Endpoint> {
    return addressOf(this.endpoint(port));
  }

  /** `http://host:port` of one of its ports. @throws InvalidInput for a port that it does not declare. */
  url(port: Port, options?: UrlOptions): Interpolated<Endpoint> {
    return urlOf(this.endpoint(port), options);
  }

  /** Its host alone, for a connection to this port. @throws InvalidInput for a port that it does not declare. */
  host(port: Port): Interpolated<Endpoint> {
    return hostOf(this.endpoint(port));
  }

  /** The number of the port alone. @throws InvalidInput for a port that it does not declare. */
  portNumber(port: Port): Interpolated<Endpoint> {
    return portNumberOf(this.endpoint(port));
  }
}

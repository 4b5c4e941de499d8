import { kubernetes } from '../providers/kubernetes';
import type { TerraformResource } from '../cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../core/findings';
import { claimAddress } from '../terraform';
import { annotationsOf } from '../metadata';
import { checkProps } from '../shape';
import { checkExisting, checkNamespace } from './check-namespace';
import { clusterDns } from './dns';
import { allowDns, denyByDefault } from './isolation';
import type { NamespaceProps } from './namespace-props';
import type { NamespaceReference } from './namespace-reference';
import { levelOf, type PodSecurity, type PodSecurityLevel, podSecurityLabels } from './pod-security';

/**
 * A Kubernetes namespace that denies all traffic, in and out, except to the cluster's DNS, and admits only pods of the restricted
 * standard. Workloads open the connections that they declare.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @example
 * const namespace = new Namespace(this, 'shop-prod', { partOf: 'shop', protect: true });
 * const monitoring = Namespace.existing('monitoring');
 */
export class Namespace extends Construct implements NamespaceReference {
  /** The namespace's name. */
  readonly name: string;
  /** Which pods it admits. */
  readonly podSecurity: PodSecurityLevel;
  /** What must exist before anything is created in the namespace. */
  readonly resource: TerraformResource;
  /** The network policies, which must exist before a pod runs. */
  readonly isolation: readonly TerraformResource[];

  /** A namespace that another stack or somebody else creates. @throws InvalidInput unless the name is a DNS label. */
  static existing(name: string): NamespaceReference {
    refuseIfAny(checkExisting(name, 'Namespace.existing(…)'));
    return { name };
  }

  /** @throws InvalidInput with every problem of the props. */
  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    const {
      name = id,
      podSecurity = 'restricted',
      protect = false,
      labels,
      annotations,
      dns = [clusterDns()],
    } = props;
    refuseIfAny(checkNamespace({ ...props, name }, this.node.path));
    this.name = name;
    this.podSecurity = levelOf(podSecurity);
    const namespace = new kubernetes.NamespaceV1(this, 'Resource', {
      metadata: {
        name,
        labels: { ...labels, ...labelsOf(props.partOf, podSecurity) },
        annotations: annotationsOf(annotations, reasonOf(podSecurity)),
      },
      ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.resource = claimAddress(namespace, name);
    this.isolation = [
      denyByDefault(this, name, namespace, props),
      allowDns(this, name, namespace, props, dns),
    ];
  }
}

function labelsOf(partOf: string | undefined, podSecurity: PodSecurity): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'slipway',
    ...(partOf === undefined ? {} : { 'app.kubernetes.io/part-of': partOf }),
    ...podSecurityLabels(podSecurity),
  };
}

function reasonOf(podSecurity: PodSecurity): Record<string, string> | undefined {
  if (typeof podSecurity === 'string') return undefined;
  return { 'slipway/pod-security-reason': podSecurity.reason };
}

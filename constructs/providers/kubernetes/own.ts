// Generated from the schema of the provider by `npm run providers`.
import type { Construct } from 'constructs';
import type { IResolvable, TerraformMetaArguments } from '../../cdktf';
import { OwnProvider, OwnResource, type ProviderPin } from '../own/resource';
import type { Shape } from '../own/shape';

const BY: ProviderPin = {"name":"kubernetes","source":"kubernetes","version":"2.38.0","constraint":"~> 2.0"};

export interface KubernetesProviderConfig {
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly clusterCaCertificate?: string;
  readonly configContext?: string;
  readonly configContextAuthInfo?: string;
  readonly configContextCluster?: string;
  readonly configPath?: string;
  readonly configPaths?: string[];
  readonly host?: string;
  readonly ignoreAnnotations?: string[];
  readonly ignoreLabels?: string[];
  readonly insecure?: boolean | IResolvable;
  readonly password?: string;
  readonly proxyUrl?: string;
  readonly tlsServerName?: string;
  readonly token?: string;
  readonly username?: string;
  readonly exec?: KubernetesProviderExec[] | IResolvable;
  readonly experiments?: KubernetesProviderExperiments[] | IResolvable;
  readonly alias?: string;
}

/** The provider `kubernetes`. */
export class KubernetesProvider extends OwnProvider {
  static readonly tfResourceType = 'kubernetes';

  constructor(scope: Construct, id: string, config: KubernetesProviderConfig = {}) {
    super(scope, id, config, { by: BY, shape: SHAPE_163 });
  }
}

export interface DeploymentV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForRollout?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: DeploymentV1Spec;
  readonly timeouts?: DeploymentV1Timeouts;
}

/** `kubernetes_deployment_v1` */
export class DeploymentV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_deployment_v1';

  constructor(scope: Construct, id: string, config: DeploymentV1Config) {
    super(scope, id, config, { type: 'kubernetes_deployment_v1', by: BY, shape: SHAPE_88 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface StatefulSetV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForRollout?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: StatefulSetV1Spec;
  readonly timeouts?: StatefulSetV1Timeouts;
}

/** `kubernetes_stateful_set_v1` */
export class StatefulSetV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_stateful_set_v1';

  constructor(scope: Construct, id: string, config: StatefulSetV1Config) {
    super(scope, id, config, { type: 'kubernetes_stateful_set_v1', by: BY, shape: SHAPE_95 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface DaemonSetV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForRollout?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: DaemonSetV1Spec;
  readonly timeouts?: DeploymentV1Timeouts;
}

/** `kubernetes_daemon_set_v1` */
export class DaemonSetV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_daemon_set_v1';

  constructor(scope: Construct, id: string, config: DaemonSetV1Config) {
    super(scope, id, config, { type: 'kubernetes_daemon_set_v1', by: BY, shape: SHAPE_97 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface CronJobV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: CronJobV1Spec;
  readonly timeouts?: CronJobV1Timeouts;
}

/** `kubernetes_cron_job_v1` */
export class CronJobV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_cron_job_v1';

  constructor(scope: Construct, id: string, config: CronJobV1Config) {
    super(scope, id, config, { type: 'kubernetes_cron_job_v1', by: BY, shape: SHAPE_108 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface ClusterRoleBindingV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: CronJobV1SpecJobTemplateSpecTemplateMetadata;
  readonly roleRef: ClusterRoleBindingV1RoleRef;
  readonly subject: ClusterRoleBindingV1Subject[] | IResolvable;
}

/** `kubernetes_cluster_role_binding_v1` */
export class ClusterRoleBindingV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_cluster_role_binding_v1';

  constructor(scope: Construct, id: string, config: ClusterRoleBindingV1Config) {
    super(scope, id, config, { type: 'kubernetes_cluster_role_binding_v1', by: BY, shape: SHAPE_111 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface ClusterRoleV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly aggregationRule?: ClusterRoleV1AggregationRule;
  readonly metadata: CronJobV1SpecJobTemplateSpecTemplateMetadata;
  readonly rule?: ClusterRoleV1Rule[] | IResolvable;
}

/** `kubernetes_cluster_role_v1` */
export class ClusterRoleV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_cluster_role_v1';

  constructor(scope: Construct, id: string, config: ClusterRoleV1Config) {
    super(scope, id, config, { type: 'kubernetes_cluster_role_v1', by: BY, shape: SHAPE_114 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface ConfigMapV1Config extends TerraformMetaArguments {
  readonly binaryData?: { [key: string]: string };
  readonly data?: { [key: string]: string };
  readonly id?: string;
  readonly immutable?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
}

/** `kubernetes_config_map_v1` */
export class ConfigMapV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_config_map_v1';

  constructor(scope: Construct, id: string, config: ConfigMapV1Config) {
    super(scope, id, config, { type: 'kubernetes_config_map_v1', by: BY, shape: SHAPE_115 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface HorizontalPodAutoscalerV2Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: HorizontalPodAutoscalerV2Spec;
}

/** `kubernetes_horizontal_pod_autoscaler_v2` */
export class HorizontalPodAutoscalerV2 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_horizontal_pod_autoscaler_v2';

  constructor(scope: Construct, id: string, config: HorizontalPodAutoscalerV2Config) {
    super(scope, id, config, { type: 'kubernetes_horizontal_pod_autoscaler_v2', by: BY, shape: SHAPE_128 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface IngressV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForLoadBalancer?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: IngressV1Spec;
  readonly timeouts?: IngressV1Timeouts;
}

/** `kubernetes_ingress_v1` */
export class IngressV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_ingress_v1';

  constructor(scope: Construct, id: string, config: IngressV1Config) {
    super(scope, id, config, { type: 'kubernetes_ingress_v1', by: BY, shape: SHAPE_138 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface NamespaceV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForDefaultServiceAccount?: boolean | IResolvable;
  readonly metadata: CronJobV1SpecJobTemplateSpecTemplateMetadata;
  readonly timeouts?: CronJobV1Timeouts;
}

/** `kubernetes_namespace_v1` */
export class NamespaceV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_namespace_v1';

  constructor(scope: Construct, id: string, config: NamespaceV1Config) {
    super(scope, id, config, { type: 'kubernetes_namespace_v1', by: BY, shape: SHAPE_139 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface NetworkPolicyV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: NetworkPolicyV1Spec;
}

/** `kubernetes_network_policy_v1` */
export class NetworkPolicyV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_network_policy_v1';

  constructor(scope: Construct, id: string, config: NetworkPolicyV1Config) {
    super(scope, id, config, { type: 'kubernetes_network_policy_v1', by: BY, shape: SHAPE_146 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface PersistentVolumeClaimV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitUntilBound?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec;
  readonly timeouts?: PersistentVolumeClaimV1Timeouts;
}

/** `kubernetes_persistent_volume_claim_v1` */
export class PersistentVolumeClaimV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_persistent_volume_claim_v1';

  constructor(scope: Construct, id: string, config: PersistentVolumeClaimV1Config) {
    super(scope, id, config, { type: 'kubernetes_persistent_volume_claim_v1', by: BY, shape: SHAPE_148 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface PodDisruptionBudgetV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: PodDisruptionBudgetV1Spec;
}

/** `kubernetes_pod_disruption_budget_v1` */
export class PodDisruptionBudgetV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_pod_disruption_budget_v1';

  constructor(scope: Construct, id: string, config: PodDisruptionBudgetV1Config) {
    super(scope, id, config, { type: 'kubernetes_pod_disruption_budget_v1', by: BY, shape: SHAPE_150 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface RoleBindingV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly roleRef: ClusterRoleBindingV1RoleRef;
  readonly subject: ClusterRoleBindingV1Subject[] | IResolvable;
}

/** `kubernetes_role_binding_v1` */
export class RoleBindingV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_role_binding_v1';

  constructor(scope: Construct, id: string, config: RoleBindingV1Config) {
    super(scope, id, config, { type: 'kubernetes_role_binding_v1', by: BY, shape: SHAPE_151 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface RoleV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly metadata: DeploymentV1Metadata;
  readonly rule: RoleV1Rule[] | IResolvable;
}

/** `kubernetes_role_v1` */
export class RoleV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_role_v1';

  constructor(scope: Construct, id: string, config: RoleV1Config) {
    super(scope, id, config, { type: 'kubernetes_role_v1', by: BY, shape: SHAPE_153 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface SecretV1Config extends TerraformMetaArguments {
  readonly binaryData?: { [key: string]: string };
  readonly binaryDataWo?: { [key: string]: string };
  readonly binaryDataWoRevision?: number;
  readonly data?: { [key: string]: string };
  readonly dataWo?: { [key: string]: string };
  readonly dataWoRevision?: number;
  readonly id?: string;
  readonly immutable?: boolean | IResolvable;
  readonly type?: string;
  readonly waitForServiceAccountToken?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly timeouts?: PersistentVolumeClaimV1Timeouts;
}

/** `kubernetes_secret_v1` */
export class SecretV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_secret_v1';

  constructor(scope: Construct, id: string, config: SecretV1Config) {
    super(scope, id, config, { type: 'kubernetes_secret_v1', by: BY, shape: SHAPE_154 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }

  get type(): string {
    return this.getStringAttribute('type');
  }
}

export interface ServiceAccountV1Config extends TerraformMetaArguments {
  readonly automountServiceAccountToken?: boolean | IResolvable;
  readonly id?: string;
  readonly imagePullSecret?: DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef[] | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly secret?: DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef[] | IResolvable;
  readonly timeouts?: PersistentVolumeClaimV1Timeouts;
}

/** `kubernetes_service_account_v1` */
export class ServiceAccountV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_service_account_v1';

  constructor(scope: Construct, id: string, config: ServiceAccountV1Config) {
    super(scope, id, config, { type: 'kubernetes_service_account_v1', by: BY, shape: SHAPE_155 });
  }

  get defaultSecretName(): string {
    return this.getStringAttribute('default_secret_name');
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface ServiceV1Config extends TerraformMetaArguments {
  readonly id?: string;
  readonly waitForLoadBalancer?: boolean | IResolvable;
  readonly metadata: DeploymentV1Metadata;
  readonly spec: ServiceV1Spec;
  readonly timeouts?: PersistentVolumeClaimV1Timeouts;
}

/** `kubernetes_service_v1` */
export class ServiceV1 extends OwnResource {
  static readonly tfResourceType = 'kubernetes_service_v1';

  constructor(scope: Construct, id: string, config: ServiceV1Config) {
    super(scope, id, config, { type: 'kubernetes_service_v1', by: BY, shape: SHAPE_160 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }
}
const SHAPE_1: Shape = [['annotations', 'annotations', 'map'], ['generateName', 'generate_name', 'value'], ['labels', 'labels', 'map'], ['name', 'name', 'value'], ['namespace', 'namespace', 'value']];
export interface DeploymentV1Metadata {
  readonly annotations?: { [key: string]: string };
  readonly generateName?: string;
  readonly labels?: { [key: string]: string };
  readonly name?: string;
  readonly namespace?: string;
}
const SHAPE_2: Shape = [['key', 'key', 'value'], ['operator', 'operator', 'value'], ['values', 'values', 'list']];
export interface DeploymentV1SpecSelectorMatchExpressions {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: string[];
}
const SHAPE_3: Shape = [['matchLabels', 'match_labels', 'map'], ['matchExpressions', 'match_expressions', 'many', SHAPE_2]];
export interface DeploymentV1SpecSelector {
  readonly matchLabels?: { [key: string]: string };
  readonly matchExpressions?: DeploymentV1SpecSelectorMatchExpressions[] | IResolvable;
}
const SHAPE_4: Shape = [['maxSurge', 'max_surge', 'value'], ['maxUnavailable', 'max_unavailable', 'value']];
export interface DeploymentV1SpecStrategyRollingUpdate {
  readonly maxSurge?: string;
  readonly maxUnavailable?: string;
}
const SHAPE_5: Shape = [['type', 'type', 'value'], ['rollingUpdate', 'rolling_update', 'one', SHAPE_4]];
export interface DeploymentV1SpecStrategy {
  readonly type?: string;
  readonly rollingUpdate?: DeploymentV1SpecStrategyRollingUpdate;
}
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[];
}
const SHAPE_6: Shape = [['matchExpressions', 'match_expressions', 'many', SHAPE_2], ['matchFields', 'match_fields', 'many', SHAPE_2]];
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  readonly matchExpressions?: DeploymentV1SpecSelectorMatchExpressions[] | IResolvable;
  readonly matchFields?: DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[] | IResolvable;
}
const SHAPE_7: Shape = [['weight', 'weight', 'value'], ['preference', 'preference', 'one', SHAPE_6]];
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: number;
  readonly preference: DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
}
const SHAPE_8: Shape = [['nodeSelectorTerm', 'node_selector_term', 'many', SHAPE_6]];
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly nodeSelectorTerm?: DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference[] | IResolvable;
}
const SHAPE_9: Shape = [['preferredDuringSchedulingIgnoredDuringExecution', 'preferred_during_scheduling_ignored_during_execution', 'many', SHAPE_7], ['requiredDuringSchedulingIgnoredDuringExecution', 'required_during_scheduling_ignored_during_execution', 'one', SHAPE_8]];
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | IResolvable;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}
const SHAPE_10: Shape = [['namespaces', 'namespaces', 'list'], ['topologyKey', 'topology_key', 'value'], ['labelSelector', 'label_selector', 'many', SHAPE_3], ['namespaceSelector', 'namespace_selector', 'many', SHAPE_3]];
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: string[];
  readonly topologyKey: string;
  readonly labelSelector?: DeploymentV1SpecSelector[] | IResolvable;
  readonly namespaceSelector?: DeploymentV1SpecSelector[] | IResolvable;
}
const SHAPE_11: Shape = [['weight', 'weight', 'value'], ['podAffinityTerm', 'pod_affinity_term', 'one', SHAPE_10]];
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: number;
  readonly podAffinityTerm: DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
}
const SHAPE_12: Shape = [['preferredDuringSchedulingIgnoredDuringExecution', 'preferred_during_scheduling_ignored_during_execution', 'many', SHAPE_11], ['requiredDuringSchedulingIgnoredDuringExecution', 'required_during_scheduling_ignored_during_execution', 'many', SHAPE_10]];
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | IResolvable;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm[] | IResolvable;
}
const SHAPE_13: Shape = [['nodeAffinity', 'node_affinity', 'one', SHAPE_9], ['podAffinity', 'pod_affinity', 'one', SHAPE_12], ['podAntiAffinity', 'pod_anti_affinity', 'one', SHAPE_12]];
export interface DeploymentV1SpecTemplateSpecAffinity {
  readonly nodeAffinity?: DeploymentV1SpecTemplateSpecAffinityNodeAffinity;
  readonly podAffinity?: DeploymentV1SpecTemplateSpecAffinityPodAffinity;
  readonly podAntiAffinity?: DeploymentV1SpecTemplateSpecAffinityPodAffinity;
}
const SHAPE_14: Shape = [['key', 'key', 'value'], ['name', 'name', 'value'], ['optional', 'optional', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean | IResolvable;
}
const SHAPE_15: Shape = [['apiVersion', 'api_version', 'value'], ['fieldPath', 'field_path', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
}
const SHAPE_16: Shape = [['containerName', 'container_name', 'value'], ['divisor', 'divisor', 'value'], ['resource', 'resource', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef {
  readonly containerName?: string;
  readonly divisor?: string;
  readonly resource: string;
}
const SHAPE_17: Shape = [['configMapKeyRef', 'config_map_key_ref', 'one', SHAPE_14], ['fieldRef', 'field_ref', 'one', SHAPE_15], ['resourceFieldRef', 'resource_field_ref', 'one', SHAPE_16], ['secretKeyRef', 'secret_key_ref', 'one', SHAPE_14]];
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFrom {
  readonly configMapKeyRef?: DeploymentV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef;
  readonly fieldRef?: DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef;
  readonly resourceFieldRef?: DeploymentV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef;
  readonly secretKeyRef?: DeploymentV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef;
}
const SHAPE_18: Shape = [['name', 'name', 'value'], ['value', 'value', 'value'], ['valueFrom', 'value_from', 'one', SHAPE_17]];
export interface DeploymentV1SpecTemplateSpecContainerEnv {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: DeploymentV1SpecTemplateSpecContainerEnvValueFrom;
}
const SHAPE_19: Shape = [['name', 'name', 'value'], ['optional', 'optional', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerEnvFromConfigMapRef {
  readonly name: string;
  readonly optional?: boolean | IResolvable;
}
const SHAPE_20: Shape = [['prefix', 'prefix', 'value'], ['configMapRef', 'config_map_ref', 'one', SHAPE_19], ['secretRef', 'secret_ref', 'one', SHAPE_19]];
export interface DeploymentV1SpecTemplateSpecContainerEnvFrom {
  readonly prefix?: string;
  readonly configMapRef?: DeploymentV1SpecTemplateSpecContainerEnvFromConfigMapRef;
  readonly secretRef?: DeploymentV1SpecTemplateSpecContainerEnvFromConfigMapRef;
}
const SHAPE_21: Shape = [['command', 'command', 'list']];
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartExec {
  readonly command?: string[];
}
const SHAPE_22: Shape = [['name', 'name', 'value'], ['value', 'value', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: string;
  readonly value?: string;
}
const SHAPE_23: Shape = [['host', 'host', 'value'], ['path', 'path', 'value'], ['port', 'port', 'value'], ['scheme', 'scheme', 'value'], ['httpHeader', 'http_header', 'many', SHAPE_22]];
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGet {
  readonly host?: string;
  readonly path?: string;
  readonly port?: string;
  readonly scheme?: string;
  readonly httpHeader?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader[] | IResolvable;
}
const SHAPE_24: Shape = [['port', 'port', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket {
  readonly port: string;
}
const SHAPE_25: Shape = [['exec', 'exec', 'one', SHAPE_21], ['httpGet', 'http_get', 'one', SHAPE_23], ['tcpSocket', 'tcp_socket', 'many', SHAPE_24]];
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStart {
  readonly exec?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartExec;
  readonly httpGet?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGet;
  readonly tcpSocket?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket[] | IResolvable;
}
const SHAPE_26: Shape = [['postStart', 'post_start', 'many', SHAPE_25], ['preStop', 'pre_stop', 'many', SHAPE_25]];
export interface DeploymentV1SpecTemplateSpecContainerLifecycle {
  readonly postStart?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStart[] | IResolvable;
  readonly preStop?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStart[] | IResolvable;
}
const SHAPE_27: Shape = [['port', 'port', 'value'], ['service', 'service', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeGrpc {
  readonly port: number;
  readonly service?: string;
}
const SHAPE_28: Shape = [['failureThreshold', 'failure_threshold', 'value'], ['initialDelaySeconds', 'initial_delay_seconds', 'value'], ['periodSeconds', 'period_seconds', 'value'], ['successThreshold', 'success_threshold', 'value'], ['timeoutSeconds', 'timeout_seconds', 'value'], ['exec', 'exec', 'one', SHAPE_21], ['grpc', 'grpc', 'many', SHAPE_27], ['httpGet', 'http_get', 'one', SHAPE_23], ['tcpSocket', 'tcp_socket', 'many', SHAPE_24]];
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbe {
  readonly failureThreshold?: number;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly timeoutSeconds?: number;
  readonly exec?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartExec;
  readonly grpc?: DeploymentV1SpecTemplateSpecContainerLivenessProbeGrpc[] | IResolvable;
  readonly httpGet?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGet;
  readonly tcpSocket?: DeploymentV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket[] | IResolvable;
}
const SHAPE_29: Shape = [['containerPort', 'container_port', 'value'], ['hostIp', 'host_ip', 'value'], ['hostPort', 'host_port', 'value'], ['name', 'name', 'value'], ['protocol', 'protocol', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerPort {
  readonly containerPort: number;
  readonly hostIp?: string;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}
const SHAPE_30: Shape = [['limits', 'limits', 'map'], ['requests', 'requests', 'map']];
export interface DeploymentV1SpecTemplateSpecContainerResources {
  readonly limits?: { [key: string]: string };
  readonly requests?: { [key: string]: string };
}
const SHAPE_31: Shape = [['add', 'add', 'list'], ['drop', 'drop', 'list']];
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextCapabilities {
  readonly add?: string[];
  readonly drop?: string[];
}
const SHAPE_32: Shape = [['level', 'level', 'value'], ['role', 'role', 'value'], ['type', 'type', 'value'], ['user', 'user', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}
const SHAPE_33: Shape = [['localhostProfile', 'localhost_profile', 'value'], ['type', 'type', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextSeccompProfile {
  readonly localhostProfile?: string;
  readonly type?: string;
}
const SHAPE_34: Shape = [['allowPrivilegeEscalation', 'allow_privilege_escalation', 'value'], ['privileged', 'privileged', 'value'], ['readOnlyRootFilesystem', 'read_only_root_filesystem', 'value'], ['runAsGroup', 'run_as_group', 'value'], ['runAsNonRoot', 'run_as_non_root', 'value'], ['runAsUser', 'run_as_user', 'value'], ['capabilities', 'capabilities', 'one', SHAPE_31], ['seLinuxOptions', 'se_linux_options', 'one', SHAPE_32], ['seccompProfile', 'seccomp_profile', 'one', SHAPE_33]];
export interface DeploymentV1SpecTemplateSpecContainerSecurityContext {
  readonly allowPrivilegeEscalation?: boolean | IResolvable;
  readonly privileged?: boolean | IResolvable;
  readonly readOnlyRootFilesystem?: boolean | IResolvable;
  readonly runAsGroup?: string;
  readonly runAsNonRoot?: boolean | IResolvable;
  readonly runAsUser?: string;
  readonly capabilities?: DeploymentV1SpecTemplateSpecContainerSecurityContextCapabilities;
  readonly seLinuxOptions?: DeploymentV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions;
  readonly seccompProfile?: DeploymentV1SpecTemplateSpecContainerSecurityContextSeccompProfile;
}
const SHAPE_35: Shape = [['devicePath', 'device_path', 'value'], ['name', 'name', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerVolumeDevice {
  readonly devicePath: string;
  readonly name: string;
}
const SHAPE_36: Shape = [['mountPath', 'mount_path', 'value'], ['mountPropagation', 'mount_propagation', 'value'], ['name', 'name', 'value'], ['readOnly', 'read_only', 'value'], ['subPath', 'sub_path', 'value'], ['subPathExpr', 'sub_path_expr', 'value']];
export interface DeploymentV1SpecTemplateSpecContainerVolumeMount {
  readonly mountPath: string;
  readonly mountPropagation?: string;
  readonly name: string;
  readonly readOnly?: boolean | IResolvable;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}
const SHAPE_37: Shape = [['args', 'args', 'list'], ['command', 'command', 'list'], ['image', 'image', 'value'], ['imagePullPolicy', 'image_pull_policy', 'value'], ['name', 'name', 'value'], ['stdin', 'stdin', 'value'], ['stdinOnce', 'stdin_once', 'value'], ['terminationMessagePath', 'termination_message_path', 'value'], ['terminationMessagePolicy', 'termination_message_policy', 'value'], ['tty', 'tty', 'value'], ['workingDir', 'working_dir', 'value'], ['env', 'env', 'many', SHAPE_18], ['envFrom', 'env_from', 'many', SHAPE_20], ['lifecycle', 'lifecycle', 'one', SHAPE_26], ['livenessProbe', 'liveness_probe', 'one', SHAPE_28], ['port', 'port', 'many', SHAPE_29], ['readinessProbe', 'readiness_probe', 'one', SHAPE_28], ['resources', 'resources', 'one', SHAPE_30], ['securityContext', 'security_context', 'one', SHAPE_34], ['startupProbe', 'startup_probe', 'one', SHAPE_28], ['volumeDevice', 'volume_device', 'many', SHAPE_35], ['volumeMount', 'volume_mount', 'many', SHAPE_36]];
export interface DeploymentV1SpecTemplateSpecContainer {
  readonly args?: string[];
  readonly command?: string[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly name: string;
  readonly stdin?: boolean | IResolvable;
  readonly stdinOnce?: boolean | IResolvable;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean | IResolvable;
  readonly workingDir?: string;
  readonly env?: DeploymentV1SpecTemplateSpecContainerEnv[] | IResolvable;
  readonly envFrom?: DeploymentV1SpecTemplateSpecContainerEnvFrom[] | IResolvable;
  readonly lifecycle?: DeploymentV1SpecTemplateSpecContainerLifecycle;
  readonly livenessProbe?: DeploymentV1SpecTemplateSpecContainerLivenessProbe;
  readonly port?: DeploymentV1SpecTemplateSpecContainerPort[] | IResolvable;
  readonly readinessProbe?: DeploymentV1SpecTemplateSpecContainerLivenessProbe;
  readonly resources?: DeploymentV1SpecTemplateSpecContainerResources;
  readonly securityContext?: DeploymentV1SpecTemplateSpecContainerSecurityContext;
  readonly startupProbe?: DeploymentV1SpecTemplateSpecContainerLivenessProbe;
  readonly volumeDevice?: DeploymentV1SpecTemplateSpecContainerVolumeDevice[] | IResolvable;
  readonly volumeMount?: DeploymentV1SpecTemplateSpecContainerVolumeMount[] | IResolvable;
}
export interface DeploymentV1SpecTemplateSpecDnsConfigOption {
  readonly name: string;
  readonly value?: string;
}
const SHAPE_38: Shape = [['nameservers', 'nameservers', 'list'], ['searches', 'searches', 'list'], ['option', 'option', 'many', SHAPE_22]];
export interface DeploymentV1SpecTemplateSpecDnsConfig {
  readonly nameservers?: string[];
  readonly searches?: string[];
  readonly option?: DeploymentV1SpecTemplateSpecDnsConfigOption[] | IResolvable;
}
const SHAPE_39: Shape = [['hostnames', 'hostnames', 'list'], ['ip', 'ip', 'value']];
export interface DeploymentV1SpecTemplateSpecHostAliases {
  readonly hostnames: string[];
  readonly ip: string;
}
const SHAPE_40: Shape = [['name', 'name', 'value']];
export interface DeploymentV1SpecTemplateSpecImagePullSecrets {
  readonly name: string;
}
const SHAPE_41: Shape = [['conditionType', 'condition_type', 'value']];
export interface DeploymentV1SpecTemplateSpecReadinessGate {
  readonly conditionType: string;
}
export interface DeploymentV1SpecTemplateSpecSecurityContextSysctl {
  readonly name: string;
  readonly value: string;
}
const SHAPE_42: Shape = [['gmsaCredentialSpec', 'gmsa_credential_spec', 'value'], ['gmsaCredentialSpecName', 'gmsa_credential_spec_name', 'value'], ['hostProcess', 'host_process', 'value'], ['runAsUsername', 'run_as_username', 'value']];
export interface DeploymentV1SpecTemplateSpecSecurityContextWindowsOptions {
  readonly gmsaCredentialSpec?: string;
  readonly gmsaCredentialSpecName?: string;
  readonly hostProcess?: boolean | IResolvable;
  readonly runAsUsername?: string;
}
const SHAPE_43: Shape = [['fsGroup', 'fs_group', 'value'], ['fsGroupChangePolicy', 'fs_group_change_policy', 'value'], ['runAsGroup', 'run_as_group', 'value'], ['runAsNonRoot', 'run_as_non_root', 'value'], ['runAsUser', 'run_as_user', 'value'], ['supplementalGroups', 'supplemental_groups', 'list'], ['seLinuxOptions', 'se_linux_options', 'one', SHAPE_32], ['seccompProfile', 'seccomp_profile', 'one', SHAPE_33], ['sysctl', 'sysctl', 'many', SHAPE_22], ['windowsOptions', 'windows_options', 'one', SHAPE_42]];
export interface DeploymentV1SpecTemplateSpecSecurityContext {
  readonly fsGroup?: string;
  readonly fsGroupChangePolicy?: string;
  readonly runAsGroup?: string;
  readonly runAsNonRoot?: boolean | IResolvable;
  readonly runAsUser?: string;
  readonly supplementalGroups?: number[];
  readonly seLinuxOptions?: DeploymentV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions;
  readonly seccompProfile?: DeploymentV1SpecTemplateSpecContainerSecurityContextSeccompProfile;
  readonly sysctl?: DeploymentV1SpecTemplateSpecSecurityContextSysctl[] | IResolvable;
  readonly windowsOptions?: DeploymentV1SpecTemplateSpecSecurityContextWindowsOptions;
}
const SHAPE_44: Shape = [['effect', 'effect', 'value'], ['key', 'key', 'value'], ['operator', 'operator', 'value'], ['tolerationSeconds', 'toleration_seconds', 'value'], ['value', 'value', 'value']];
export interface DeploymentV1SpecTemplateSpecToleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: string;
  readonly value?: string;
}
const SHAPE_45: Shape = [['matchLabelKeys', 'match_label_keys', 'list'], ['maxSkew', 'max_skew', 'value'], ['minDomains', 'min_domains', 'value'], ['nodeAffinityPolicy', 'node_affinity_policy', 'value'], ['nodeTaintsPolicy', 'node_taints_policy', 'value'], ['topologyKey', 'topology_key', 'value'], ['whenUnsatisfiable', 'when_unsatisfiable', 'value'], ['labelSelector', 'label_selector', 'many', SHAPE_3]];
export interface DeploymentV1SpecTemplateSpecTopologySpreadConstraint {
  readonly matchLabelKeys?: string[];
  readonly maxSkew?: number;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
  readonly labelSelector?: DeploymentV1SpecSelector[] | IResolvable;
}
const SHAPE_46: Shape = [['fsType', 'fs_type', 'value'], ['partition', 'partition', 'value'], ['readOnly', 'read_only', 'value'], ['volumeId', 'volume_id', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeAwsElasticBlockStore {
  readonly fsType?: string;
  readonly partition?: number;
  readonly readOnly?: boolean | IResolvable;
  readonly volumeId: string;
}
const SHAPE_47: Shape = [['cachingMode', 'caching_mode', 'value'], ['dataDiskUri', 'data_disk_uri', 'value'], ['diskName', 'disk_name', 'value'], ['fsType', 'fs_type', 'value'], ['kind', 'kind', 'value'], ['readOnly', 'read_only', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeAzureDisk {
  readonly cachingMode: string;
  readonly dataDiskUri: string;
  readonly diskName: string;
  readonly fsType?: string;
  readonly kind?: string;
  readonly readOnly?: boolean | IResolvable;
}
const SHAPE_48: Shape = [['readOnly', 'read_only', 'value'], ['secretName', 'secret_name', 'value'], ['secretNamespace', 'secret_namespace', 'value'], ['shareName', 'share_name', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeAzureFile {
  readonly readOnly?: boolean | IResolvable;
  readonly secretName: string;
  readonly secretNamespace?: string;
  readonly shareName: string;
}
const SHAPE_49: Shape = [['name', 'name', 'value'], ['namespace', 'namespace', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef {
  readonly name?: string;
  readonly namespace?: string;
}
const SHAPE_50: Shape = [['monitors', 'monitors', 'list'], ['path', 'path', 'value'], ['readOnly', 'read_only', 'value'], ['secretFile', 'secret_file', 'value'], ['user', 'user', 'value'], ['secretRef', 'secret_ref', 'one', SHAPE_49]];
export interface DeploymentV1SpecTemplateSpecVolumeCephFs {
  readonly monitors: string[];
  readonly path?: string;
  readonly readOnly?: boolean | IResolvable;
  readonly secretFile?: string;
  readonly user?: string;
  readonly secretRef?: DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef;
}
const SHAPE_51: Shape = [['fsType', 'fs_type', 'value'], ['readOnly', 'read_only', 'value'], ['volumeId', 'volume_id', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeCinder {
  readonly fsType?: string;
  readonly readOnly?: boolean | IResolvable;
  readonly volumeId: string;
}
const SHAPE_52: Shape = [['key', 'key', 'value'], ['mode', 'mode', 'value'], ['path', 'path', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeConfigMapItems {
  readonly key?: string;
  readonly mode?: string;
  readonly path?: string;
}
const SHAPE_53: Shape = [['defaultMode', 'default_mode', 'value'], ['name', 'name', 'value'], ['optional', 'optional', 'value'], ['items', 'items', 'many', SHAPE_52]];
export interface DeploymentV1SpecTemplateSpecVolumeConfigMap {
  readonly defaultMode?: string;
  readonly name?: string;
  readonly optional?: boolean | IResolvable;
  readonly items?: DeploymentV1SpecTemplateSpecVolumeConfigMapItems[] | IResolvable;
}
export interface DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef {
  readonly name?: string;
}
const SHAPE_54: Shape = [['driver', 'driver', 'value'], ['fsType', 'fs_type', 'value'], ['readOnly', 'read_only', 'value'], ['volumeAttributes', 'volume_attributes', 'map'], ['nodePublishSecretRef', 'node_publish_secret_ref', 'one', SHAPE_40]];
export interface DeploymentV1SpecTemplateSpecVolumeCsi {
  readonly driver: string;
  readonly fsType?: string;
  readonly readOnly?: boolean | IResolvable;
  readonly volumeAttributes?: { [key: string]: string };
  readonly nodePublishSecretRef?: DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef;
}
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef {
  readonly containerName: string;
  readonly divisor?: string;
  readonly resource: string;
}
const SHAPE_55: Shape = [['mode', 'mode', 'value'], ['path', 'path', 'value'], ['fieldRef', 'field_ref', 'one', SHAPE_15], ['resourceFieldRef', 'resource_field_ref', 'one', SHAPE_16]];
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApiItems {
  readonly mode?: string;
  readonly path: string;
  readonly fieldRef: DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef;
  readonly resourceFieldRef?: DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef;
}
const SHAPE_56: Shape = [['defaultMode', 'default_mode', 'value'], ['items', 'items', 'many', SHAPE_55]];
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApi {
  readonly defaultMode?: string;
  readonly items?: DeploymentV1SpecTemplateSpecVolumeDownwardApiItems[] | IResolvable;
}
const SHAPE_57: Shape = [['medium', 'medium', 'value'], ['sizeLimit', 'size_limit', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeEmptyDir {
  readonly medium?: string;
  readonly sizeLimit?: string;
}
const SHAPE_58: Shape = [['annotations', 'annotations', 'map'], ['labels', 'labels', 'map']];
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata {
  readonly annotations?: { [key: string]: string };
  readonly labels?: { [key: string]: string };
}
const SHAPE_59: Shape = [['accessModes', 'access_modes', 'list'], ['storageClassName', 'storage_class_name', 'value'], ['volumeMode', 'volume_mode', 'value'], ['volumeName', 'volume_name', 'value'], ['resources', 'resources', 'one', SHAPE_30], ['selector', 'selector', 'one', SHAPE_3]];
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec {
  readonly accessModes: string[];
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly volumeName?: string;
  readonly resources: DeploymentV1SpecTemplateSpecContainerResources;
  readonly selector?: DeploymentV1SpecSelector;
}
const SHAPE_60: Shape = [['metadata', 'metadata', 'one', SHAPE_58], ['spec', 'spec', 'one', SHAPE_59]];
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate {
  readonly metadata?: DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata;
  readonly spec: DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec;
}
const SHAPE_61: Shape = [['volumeClaimTemplate', 'volume_claim_template', 'one', SHAPE_60]];
export interface DeploymentV1SpecTemplateSpecVolumeEphemeral {
  readonly volumeClaimTemplate: DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate;
}
const SHAPE_62: Shape = [['fsType', 'fs_type', 'value'], ['lun', 'lun', 'value'], ['readOnly', 'read_only', 'value'], ['targetWwNs', 'target_ww_ns', 'list']];
export interface DeploymentV1SpecTemplateSpecVolumeFc {
  readonly fsType?: string;
  readonly lun: number;
  readonly readOnly?: boolean | IResolvable;
  readonly targetWwNs: string[];
}
const SHAPE_63: Shape = [['driver', 'driver', 'value'], ['fsType', 'fs_type', 'value'], ['options', 'options', 'map'], ['readOnly', 'read_only', 'value'], ['secretRef', 'secret_ref', 'one', SHAPE_49]];
export interface DeploymentV1SpecTemplateSpecVolumeFlexVolume {
  readonly driver: string;
  readonly fsType?: string;
  readonly options?: { [key: string]: string };
  readonly readOnly?: boolean | IResolvable;
  readonly secretRef?: DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef;
}
const SHAPE_64: Shape = [['datasetName', 'dataset_name', 'value'], ['datasetUuid', 'dataset_uuid', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeFlocker {
  readonly datasetName?: string;
  readonly datasetUuid?: string;
}
const SHAPE_65: Shape = [['fsType', 'fs_type', 'value'], ['partition', 'partition', 'value'], ['pdName', 'pd_name', 'value'], ['readOnly', 'read_only', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeGcePersistentDisk {
  readonly fsType?: string;
  readonly partition?: number;
  readonly pdName: string;
  readonly readOnly?: boolean | IResolvable;
}
const SHAPE_66: Shape = [['directory', 'directory', 'value'], ['repository', 'repository', 'value'], ['revision', 'revision', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeGitRepo {
  readonly directory?: string;
  readonly repository?: string;
  readonly revision?: string;
}
const SHAPE_67: Shape = [['endpointsName', 'endpoints_name', 'value'], ['path', 'path', 'value'], ['readOnly', 'read_only', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeGlusterfs {
  readonly endpointsName: string;
  readonly path: string;
  readonly readOnly?: boolean | IResolvable;
}
const SHAPE_68: Shape = [['path', 'path', 'value'], ['type', 'type', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeHostPath {
  readonly path?: string;
  readonly type?: string;
}
const SHAPE_69: Shape = [['fsType', 'fs_type', 'value'], ['iqn', 'iqn', 'value'], ['iscsiInterface', 'iscsi_interface', 'value'], ['lun', 'lun', 'value'], ['readOnly', 'read_only', 'value'], ['targetPortal', 'target_portal', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeIscsi {
  readonly fsType?: string;
  readonly iqn: string;
  readonly iscsiInterface?: string;
  readonly lun?: number;
  readonly readOnly?: boolean | IResolvable;
  readonly targetPortal: string;
}
const SHAPE_70: Shape = [['path', 'path', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeLocal {
  readonly path?: string;
}
const SHAPE_71: Shape = [['path', 'path', 'value'], ['readOnly', 'read_only', 'value'], ['server', 'server', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeNfs {
  readonly path: string;
  readonly readOnly?: boolean | IResolvable;
  readonly server: string;
}
const SHAPE_72: Shape = [['claimName', 'claim_name', 'value'], ['readOnly', 'read_only', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumePersistentVolumeClaim {
  readonly claimName?: string;
  readonly readOnly?: boolean | IResolvable;
}
const SHAPE_73: Shape = [['fsType', 'fs_type', 'value'], ['pdId', 'pd_id', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumePhotonPersistentDisk {
  readonly fsType?: string;
  readonly pdId: string;
}
const SHAPE_74: Shape = [['name', 'name', 'value'], ['optional', 'optional', 'value'], ['items', 'items', 'many', SHAPE_52]];
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMap {
  readonly name?: string;
  readonly optional?: boolean | IResolvable;
  readonly items?: DeploymentV1SpecTemplateSpecVolumeConfigMapItems[] | IResolvable;
}
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems {
  readonly mode?: string;
  readonly path: string;
  readonly fieldRef?: DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef;
  readonly resourceFieldRef?: DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef;
}
const SHAPE_75: Shape = [['items', 'items', 'many', SHAPE_55]];
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi {
  readonly items?: DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems[] | IResolvable;
}
const SHAPE_76: Shape = [['audience', 'audience', 'value'], ['expirationSeconds', 'expiration_seconds', 'value'], ['path', 'path', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path: string;
}
const SHAPE_77: Shape = [['configMap', 'config_map', 'many', SHAPE_74], ['downwardApi', 'downward_api', 'one', SHAPE_75], ['secret', 'secret', 'many', SHAPE_74], ['serviceAccountToken', 'service_account_token', 'one', SHAPE_76]];
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSources {
  readonly configMap?: DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMap[] | IResolvable;
  readonly downwardApi?: DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi;
  readonly secret?: DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMap[] | IResolvable;
  readonly serviceAccountToken?: DeploymentV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken;
}
const SHAPE_78: Shape = [['defaultMode', 'default_mode', 'value'], ['sources', 'sources', 'many', SHAPE_77]];
export interface DeploymentV1SpecTemplateSpecVolumeProjected {
  readonly defaultMode?: string;
  readonly sources: DeploymentV1SpecTemplateSpecVolumeProjectedSources[] | IResolvable;
}
const SHAPE_79: Shape = [['group', 'group', 'value'], ['readOnly', 'read_only', 'value'], ['registry', 'registry', 'value'], ['user', 'user', 'value'], ['volume', 'volume', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeQuobyte {
  readonly group?: string;
  readonly readOnly?: boolean | IResolvable;
  readonly registry: string;
  readonly user?: string;
  readonly volume: string;
}
const SHAPE_80: Shape = [['cephMonitors', 'ceph_monitors', 'list'], ['fsType', 'fs_type', 'value'], ['keyring', 'keyring', 'value'], ['radosUser', 'rados_user', 'value'], ['rbdImage', 'rbd_image', 'value'], ['rbdPool', 'rbd_pool', 'value'], ['readOnly', 'read_only', 'value'], ['secretRef', 'secret_ref', 'one', SHAPE_49]];
export interface DeploymentV1SpecTemplateSpecVolumeRbd {
  readonly cephMonitors: string[];
  readonly fsType?: string;
  readonly keyring?: string;
  readonly radosUser?: string;
  readonly rbdImage: string;
  readonly rbdPool?: string;
  readonly readOnly?: boolean | IResolvable;
  readonly secretRef?: DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef;
}
const SHAPE_81: Shape = [['defaultMode', 'default_mode', 'value'], ['optional', 'optional', 'value'], ['secretName', 'secret_name', 'value'], ['items', 'items', 'many', SHAPE_52]];
export interface DeploymentV1SpecTemplateSpecVolumeSecret {
  readonly defaultMode?: string;
  readonly optional?: boolean | IResolvable;
  readonly secretName?: string;
  readonly items?: DeploymentV1SpecTemplateSpecVolumeConfigMapItems[] | IResolvable;
}
const SHAPE_82: Shape = [['fsType', 'fs_type', 'value'], ['volumePath', 'volume_path', 'value']];
export interface DeploymentV1SpecTemplateSpecVolumeVsphereVolume {
  readonly fsType?: string;
  readonly volumePath: string;
}
const SHAPE_83: Shape = [['name', 'name', 'value'], ['awsElasticBlockStore', 'aws_elastic_block_store', 'one', SHAPE_46], ['azureDisk', 'azure_disk', 'one', SHAPE_47], ['azureFile', 'azure_file', 'one', SHAPE_48], ['cephFs', 'ceph_fs', 'one', SHAPE_50], ['cinder', 'cinder', 'one', SHAPE_51], ['configMap', 'config_map', 'one', SHAPE_53], ['csi', 'csi', 'one', SHAPE_54], ['downwardApi', 'downward_api', 'one', SHAPE_56], ['emptyDir', 'empty_dir', 'one', SHAPE_57], ['ephemeral', 'ephemeral', 'one', SHAPE_61], ['fc', 'fc', 'one', SHAPE_62], ['flexVolume', 'flex_volume', 'one', SHAPE_63], ['flocker', 'flocker', 'one', SHAPE_64], ['gcePersistentDisk', 'gce_persistent_disk', 'one', SHAPE_65], ['gitRepo', 'git_repo', 'one', SHAPE_66], ['glusterfs', 'glusterfs', 'one', SHAPE_67], ['hostPath', 'host_path', 'one', SHAPE_68], ['iscsi', 'iscsi', 'one', SHAPE_69], ['local', 'local', 'one', SHAPE_70], ['nfs', 'nfs', 'one', SHAPE_71], ['persistentVolumeClaim', 'persistent_volume_claim', 'one', SHAPE_72], ['photonPersistentDisk', 'photon_persistent_disk', 'one', SHAPE_73], ['projected', 'projected', 'many', SHAPE_78], ['quobyte', 'quobyte', 'one', SHAPE_79], ['rbd', 'rbd', 'one', SHAPE_80], ['secret', 'secret', 'one', SHAPE_81], ['vsphereVolume', 'vsphere_volume', 'one', SHAPE_82]];
export interface DeploymentV1SpecTemplateSpecVolume {
  readonly name?: string;
  readonly awsElasticBlockStore?: DeploymentV1SpecTemplateSpecVolumeAwsElasticBlockStore;
  readonly azureDisk?: DeploymentV1SpecTemplateSpecVolumeAzureDisk;
  readonly azureFile?: DeploymentV1SpecTemplateSpecVolumeAzureFile;
  readonly cephFs?: DeploymentV1SpecTemplateSpecVolumeCephFs;
  readonly cinder?: DeploymentV1SpecTemplateSpecVolumeCinder;
  readonly configMap?: DeploymentV1SpecTemplateSpecVolumeConfigMap;
  readonly csi?: DeploymentV1SpecTemplateSpecVolumeCsi;
  readonly downwardApi?: DeploymentV1SpecTemplateSpecVolumeDownwardApi;
  readonly emptyDir?: DeploymentV1SpecTemplateSpecVolumeEmptyDir;
  readonly ephemeral?: DeploymentV1SpecTemplateSpecVolumeEphemeral;
  readonly fc?: DeploymentV1SpecTemplateSpecVolumeFc;
  readonly flexVolume?: DeploymentV1SpecTemplateSpecVolumeFlexVolume;
  readonly flocker?: DeploymentV1SpecTemplateSpecVolumeFlocker;
  readonly gcePersistentDisk?: DeploymentV1SpecTemplateSpecVolumeGcePersistentDisk;
  readonly gitRepo?: DeploymentV1SpecTemplateSpecVolumeGitRepo;
  readonly glusterfs?: DeploymentV1SpecTemplateSpecVolumeGlusterfs;
  readonly hostPath?: DeploymentV1SpecTemplateSpecVolumeHostPath;
  readonly iscsi?: DeploymentV1SpecTemplateSpecVolumeIscsi;
  readonly local?: DeploymentV1SpecTemplateSpecVolumeLocal;
  readonly nfs?: DeploymentV1SpecTemplateSpecVolumeNfs;
  readonly persistentVolumeClaim?: DeploymentV1SpecTemplateSpecVolumePersistentVolumeClaim;
  readonly photonPersistentDisk?: DeploymentV1SpecTemplateSpecVolumePhotonPersistentDisk;
  readonly projected?: DeploymentV1SpecTemplateSpecVolumeProjected[] | IResolvable;
  readonly quobyte?: DeploymentV1SpecTemplateSpecVolumeQuobyte;
  readonly rbd?: DeploymentV1SpecTemplateSpecVolumeRbd;
  readonly secret?: DeploymentV1SpecTemplateSpecVolumeSecret;
  readonly vsphereVolume?: DeploymentV1SpecTemplateSpecVolumeVsphereVolume;
}
const SHAPE_84: Shape = [['activeDeadlineSeconds', 'active_deadline_seconds', 'value'], ['automountServiceAccountToken', 'automount_service_account_token', 'value'], ['dnsPolicy', 'dns_policy', 'value'], ['enableServiceLinks', 'enable_service_links', 'value'], ['hostIpc', 'host_ipc', 'value'], ['hostNetwork', 'host_network', 'value'], ['hostPid', 'host_pid', 'value'], ['hostname', 'hostname', 'value'], ['nodeName', 'node_name', 'value'], ['nodeSelector', 'node_selector', 'map'], ['priorityClassName', 'priority_class_name', 'value'], ['restartPolicy', 'restart_policy', 'value'], ['runtimeClassName', 'runtime_class_name', 'value'], ['schedulerName', 'scheduler_name', 'value'], ['serviceAccountName', 'service_account_name', 'value'], ['shareProcessNamespace', 'share_process_namespace', 'value'], ['subdomain', 'subdomain', 'value'], ['terminationGracePeriodSeconds', 'termination_grace_period_seconds', 'value'], ['affinity', 'affinity', 'one', SHAPE_13], ['container', 'container', 'many', SHAPE_37], ['dnsConfig', 'dns_config', 'one', SHAPE_38], ['hostAliases', 'host_aliases', 'many', SHAPE_39], ['imagePullSecrets', 'image_pull_secrets', 'many', SHAPE_40], ['initContainer', 'init_container', 'many', SHAPE_37], ['os', 'os', 'one', SHAPE_40], ['readinessGate', 'readiness_gate', 'many', SHAPE_41], ['securityContext', 'security_context', 'one', SHAPE_43], ['toleration', 'toleration', 'many', SHAPE_44], ['topologySpreadConstraint', 'topology_spread_constraint', 'many', SHAPE_45], ['volume', 'volume', 'many', SHAPE_83]];
export interface DeploymentV1SpecTemplateSpec {
  readonly activeDeadlineSeconds?: number;
  readonly automountServiceAccountToken?: boolean | IResolvable;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean | IResolvable;
  readonly hostIpc?: boolean | IResolvable;
  readonly hostNetwork?: boolean | IResolvable;
  readonly hostPid?: boolean | IResolvable;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: { [key: string]: string };
  readonly priorityClassName?: string;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly shareProcessNamespace?: boolean | IResolvable;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly affinity?: DeploymentV1SpecTemplateSpecAffinity;
  readonly container?: DeploymentV1SpecTemplateSpecContainer[] | IResolvable;
  readonly dnsConfig?: DeploymentV1SpecTemplateSpecDnsConfig;
  readonly hostAliases?: DeploymentV1SpecTemplateSpecHostAliases[] | IResolvable;
  readonly imagePullSecrets?: DeploymentV1SpecTemplateSpecImagePullSecrets[] | IResolvable;
  readonly initContainer?: DeploymentV1SpecTemplateSpecContainer[] | IResolvable;
  readonly os?: DeploymentV1SpecTemplateSpecImagePullSecrets;
  readonly readinessGate?: DeploymentV1SpecTemplateSpecReadinessGate[] | IResolvable;
  readonly securityContext?: DeploymentV1SpecTemplateSpecSecurityContext;
  readonly toleration?: DeploymentV1SpecTemplateSpecToleration[] | IResolvable;
  readonly topologySpreadConstraint?: DeploymentV1SpecTemplateSpecTopologySpreadConstraint[] | IResolvable;
  readonly volume?: DeploymentV1SpecTemplateSpecVolume[] | IResolvable;
}
const SHAPE_85: Shape = [['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_84]];
export interface DeploymentV1SpecTemplate {
  readonly metadata: DeploymentV1Metadata;
  readonly spec: DeploymentV1SpecTemplateSpec;
}
const SHAPE_86: Shape = [['minReadySeconds', 'min_ready_seconds', 'value'], ['paused', 'paused', 'value'], ['progressDeadlineSeconds', 'progress_deadline_seconds', 'value'], ['replicas', 'replicas', 'value'], ['revisionHistoryLimit', 'revision_history_limit', 'value'], ['selector', 'selector', 'one', SHAPE_3], ['strategy', 'strategy', 'one', SHAPE_5], ['template', 'template', 'one', SHAPE_85]];
export interface DeploymentV1Spec {
  readonly minReadySeconds?: number;
  readonly paused?: boolean | IResolvable;
  readonly progressDeadlineSeconds?: number;
  readonly replicas?: string;
  readonly revisionHistoryLimit?: number;
  readonly selector?: DeploymentV1SpecSelector;
  readonly strategy?: DeploymentV1SpecStrategy;
  readonly template: DeploymentV1SpecTemplate;
}
const SHAPE_87: Shape = [['create', 'create', 'value'], ['delete', 'delete', 'value'], ['update', 'update', 'value']];
export interface DeploymentV1Timeouts {
  readonly create?: string;
  readonly delete?: string;
  readonly update?: string;
}
const SHAPE_88: Shape = [['id', 'id', 'value'], ['waitForRollout', 'wait_for_rollout', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_86], ['timeouts', 'timeouts', 'one', SHAPE_87]];
const SHAPE_89: Shape = [['whenDeleted', 'when_deleted', 'value'], ['whenScaled', 'when_scaled', 'value']];
export interface StatefulSetV1SpecPersistentVolumeClaimRetentionPolicy {
  readonly whenDeleted?: string;
  readonly whenScaled?: string;
}
export interface StatefulSetV1SpecTemplate {
  readonly metadata: DeploymentV1Metadata;
  readonly spec?: DeploymentV1SpecTemplateSpec;
}
const SHAPE_90: Shape = [['partition', 'partition', 'value']];
export interface StatefulSetV1SpecUpdateStrategyRollingUpdate {
  readonly partition?: number;
}
const SHAPE_91: Shape = [['type', 'type', 'value'], ['rollingUpdate', 'rolling_update', 'many', SHAPE_90]];
export interface StatefulSetV1SpecUpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: StatefulSetV1SpecUpdateStrategyRollingUpdate[] | IResolvable;
}
const SHAPE_92: Shape = [['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_59]];
export interface StatefulSetV1SpecVolumeClaimTemplate {
  readonly metadata: DeploymentV1Metadata;
  readonly spec: DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec;
}
const SHAPE_93: Shape = [['minReadySeconds', 'min_ready_seconds', 'value'], ['podManagementPolicy', 'pod_management_policy', 'value'], ['replicas', 'replicas', 'value'], ['revisionHistoryLimit', 'revision_history_limit', 'value'], ['serviceName', 'service_name', 'value'], ['persistentVolumeClaimRetentionPolicy', 'persistent_volume_claim_retention_policy', 'many', SHAPE_89], ['selector', 'selector', 'one', SHAPE_3], ['template', 'template', 'one', SHAPE_85], ['updateStrategy', 'update_strategy', 'many', SHAPE_91], ['volumeClaimTemplate', 'volume_claim_template', 'many', SHAPE_92]];
export interface StatefulSetV1Spec {
  readonly minReadySeconds?: number;
  readonly podManagementPolicy?: string;
  readonly replicas?: string;
  readonly revisionHistoryLimit?: number;
  readonly serviceName: string;
  readonly persistentVolumeClaimRetentionPolicy?: StatefulSetV1SpecPersistentVolumeClaimRetentionPolicy[] | IResolvable;
  readonly selector: DeploymentV1SpecSelector;
  readonly template: StatefulSetV1SpecTemplate;
  readonly updateStrategy?: StatefulSetV1SpecUpdateStrategy[] | IResolvable;
  readonly volumeClaimTemplate?: StatefulSetV1SpecVolumeClaimTemplate[] | IResolvable;
}
const SHAPE_94: Shape = [['create', 'create', 'value'], ['delete', 'delete', 'value'], ['read', 'read', 'value'], ['update', 'update', 'value']];
export interface StatefulSetV1Timeouts {
  readonly create?: string;
  readonly delete?: string;
  readonly read?: string;
  readonly update?: string;
}
const SHAPE_95: Shape = [['id', 'id', 'value'], ['waitForRollout', 'wait_for_rollout', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_93], ['timeouts', 'timeouts', 'one', SHAPE_94]];
const SHAPE_96: Shape = [['minReadySeconds', 'min_ready_seconds', 'value'], ['revisionHistoryLimit', 'revision_history_limit', 'value'], ['selector', 'selector', 'one', SHAPE_3], ['strategy', 'strategy', 'one', SHAPE_5], ['template', 'template', 'one', SHAPE_85]];
export interface DaemonSetV1Spec {
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly selector?: DeploymentV1SpecSelector;
  readonly strategy?: DeploymentV1SpecStrategy;
  readonly template: StatefulSetV1SpecTemplate;
}
const SHAPE_97: Shape = [['id', 'id', 'value'], ['waitForRollout', 'wait_for_rollout', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_96], ['timeouts', 'timeouts', 'one', SHAPE_87]];
const SHAPE_98: Shape = [['containerName', 'container_name', 'value'], ['operator', 'operator', 'value'], ['values', 'values', 'list']];
export interface CronJobV1SpecJobTemplateSpecPodFailurePolicyRuleOnExitCodes {
  readonly containerName?: string;
  readonly operator?: string;
  readonly values: number[];
}
const SHAPE_99: Shape = [['status', 'status', 'value'], ['type', 'type', 'value']];
export interface CronJobV1SpecJobTemplateSpecPodFailurePolicyRuleOnPodCondition {
  readonly status?: string;
  readonly type?: string;
}
const SHAPE_100: Shape = [['action', 'action', 'value'], ['onExitCodes', 'on_exit_codes', 'one', SHAPE_98], ['onPodCondition', 'on_pod_condition', 'many', SHAPE_99]];
export interface CronJobV1SpecJobTemplateSpecPodFailurePolicyRule {
  readonly action?: string;
  readonly onExitCodes?: CronJobV1SpecJobTemplateSpecPodFailurePolicyRuleOnExitCodes;
  readonly onPodCondition?: CronJobV1SpecJobTemplateSpecPodFailurePolicyRuleOnPodCondition[] | IResolvable;
}
const SHAPE_101: Shape = [['rule', 'rule', 'many', SHAPE_100]];
export interface CronJobV1SpecJobTemplateSpecPodFailurePolicy {
  readonly rule: CronJobV1SpecJobTemplateSpecPodFailurePolicyRule[] | IResolvable;
}
const SHAPE_102: Shape = [['annotations', 'annotations', 'map'], ['generateName', 'generate_name', 'value'], ['labels', 'labels', 'map'], ['name', 'name', 'value']];
export interface CronJobV1SpecJobTemplateSpecTemplateMetadata {
  readonly annotations?: { [key: string]: string };
  readonly generateName?: string;
  readonly labels?: { [key: string]: string };
  readonly name?: string;
}
const SHAPE_103: Shape = [['metadata', 'metadata', 'one', SHAPE_102], ['spec', 'spec', 'one', SHAPE_84]];
export interface CronJobV1SpecJobTemplateSpecTemplate {
  readonly metadata: CronJobV1SpecJobTemplateSpecTemplateMetadata;
  readonly spec?: DeploymentV1SpecTemplateSpec;
}
const SHAPE_104: Shape = [['activeDeadlineSeconds', 'active_deadline_seconds', 'value'], ['backoffLimit', 'backoff_limit', 'value'], ['backoffLimitPerIndex', 'backoff_limit_per_index', 'value'], ['completionMode', 'completion_mode', 'value'], ['completions', 'completions', 'value'], ['manualSelector', 'manual_selector', 'value'], ['maxFailedIndexes', 'max_failed_indexes', 'value'], ['parallelism', 'parallelism', 'value'], ['ttlSecondsAfterFinished', 'ttl_seconds_after_finished', 'value'], ['podFailurePolicy', 'pod_failure_policy', 'one', SHAPE_101], ['selector', 'selector', 'one', SHAPE_3], ['template', 'template', 'one', SHAPE_103]];
export interface CronJobV1SpecJobTemplateSpec {
  readonly activeDeadlineSeconds?: number;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly completionMode?: string;
  readonly completions?: number;
  readonly manualSelector?: boolean | IResolvable;
  readonly maxFailedIndexes?: number;
  readonly parallelism?: number;
  readonly ttlSecondsAfterFinished?: string;
  readonly podFailurePolicy?: CronJobV1SpecJobTemplateSpecPodFailurePolicy;
  readonly selector?: DeploymentV1SpecSelector;
  readonly template: CronJobV1SpecJobTemplateSpecTemplate;
}
const SHAPE_105: Shape = [['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_104]];
export interface CronJobV1SpecJobTemplate {
  readonly metadata: DeploymentV1Metadata;
  readonly spec: CronJobV1SpecJobTemplateSpec;
}
const SHAPE_106: Shape = [['concurrencyPolicy', 'concurrency_policy', 'value'], ['failedJobsHistoryLimit', 'failed_jobs_history_limit', 'value'], ['schedule', 'schedule', 'value'], ['startingDeadlineSeconds', 'starting_deadline_seconds', 'value'], ['successfulJobsHistoryLimit', 'successful_jobs_history_limit', 'value'], ['suspend', 'suspend', 'value'], ['timezone', 'timezone', 'value'], ['jobTemplate', 'job_template', 'one', SHAPE_105]];
export interface CronJobV1Spec {
  readonly concurrencyPolicy?: string;
  readonly failedJobsHistoryLimit?: number;
  readonly schedule: string;
  readonly startingDeadlineSeconds?: number;
  readonly successfulJobsHistoryLimit?: number;
  readonly suspend?: boolean | IResolvable;
  readonly timezone?: string;
  readonly jobTemplate: CronJobV1SpecJobTemplate;
}
const SHAPE_107: Shape = [['delete', 'delete', 'value']];
export interface CronJobV1Timeouts {
  readonly delete?: string;
}
const SHAPE_108: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_106], ['timeouts', 'timeouts', 'one', SHAPE_107]];
const SHAPE_109: Shape = [['apiGroup', 'api_group', 'value'], ['kind', 'kind', 'value'], ['name', 'name', 'value']];
export interface ClusterRoleBindingV1RoleRef {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}
const SHAPE_110: Shape = [['apiGroup', 'api_group', 'value'], ['kind', 'kind', 'value'], ['name', 'name', 'value'], ['namespace', 'namespace', 'value']];
export interface ClusterRoleBindingV1Subject {
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}
const SHAPE_111: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_102], ['roleRef', 'role_ref', 'one', SHAPE_109], ['subject', 'subject', 'many', SHAPE_110]];
const SHAPE_112: Shape = [['clusterRoleSelectors', 'cluster_role_selectors', 'many', SHAPE_3]];
export interface ClusterRoleV1AggregationRule {
  readonly clusterRoleSelectors?: DeploymentV1SpecSelector[] | IResolvable;
}
const SHAPE_113: Shape = [['apiGroups', 'api_groups', 'list'], ['nonResourceUrls', 'non_resource_urls', 'list'], ['resourceNames', 'resource_names', 'list'], ['resources', 'resources', 'list'], ['verbs', 'verbs', 'list']];
export interface ClusterRoleV1Rule {
  readonly apiGroups?: string[];
  readonly nonResourceUrls?: string[];
  readonly resourceNames?: string[];
  readonly resources?: string[];
  readonly verbs: string[];
}
const SHAPE_114: Shape = [['id', 'id', 'value'], ['aggregationRule', 'aggregation_rule', 'one', SHAPE_112], ['metadata', 'metadata', 'one', SHAPE_102], ['rule', 'rule', 'many', SHAPE_113]];
const SHAPE_115: Shape = [['binaryData', 'binary_data', 'map'], ['data', 'data', 'map'], ['id', 'id', 'value'], ['immutable', 'immutable', 'value'], ['metadata', 'metadata', 'one', SHAPE_1]];
const SHAPE_116: Shape = [['periodSeconds', 'period_seconds', 'value'], ['type', 'type', 'value'], ['value', 'value', 'value']];
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleDownPolicy {
  readonly periodSeconds: number;
  readonly type: string;
  readonly value: number;
}
const SHAPE_117: Shape = [['selectPolicy', 'select_policy', 'value'], ['stabilizationWindowSeconds', 'stabilization_window_seconds', 'value'], ['policy', 'policy', 'many', SHAPE_116]];
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleDown {
  readonly selectPolicy?: string;
  readonly stabilizationWindowSeconds?: number;
  readonly policy: HorizontalPodAutoscalerV2SpecBehaviorScaleDownPolicy[] | IResolvable;
}
const SHAPE_118: Shape = [['scaleDown', 'scale_down', 'many', SHAPE_117], ['scaleUp', 'scale_up', 'many', SHAPE_117]];
export interface HorizontalPodAutoscalerV2SpecBehavior {
  readonly scaleDown?: HorizontalPodAutoscalerV2SpecBehaviorScaleDown[] | IResolvable;
  readonly scaleUp?: HorizontalPodAutoscalerV2SpecBehaviorScaleDown[] | IResolvable;
}
const SHAPE_119: Shape = [['averageUtilization', 'average_utilization', 'value'], ['averageValue', 'average_value', 'value'], ['type', 'type', 'value'], ['value', 'value', 'value']];
export interface HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly type: string;
  readonly value?: string;
}
const SHAPE_120: Shape = [['container', 'container', 'value'], ['name', 'name', 'value'], ['target', 'target', 'one', SHAPE_119]];
export interface HorizontalPodAutoscalerV2SpecMetricContainerResource {
  readonly container: string;
  readonly name: string;
  readonly target?: HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget;
}
const SHAPE_121: Shape = [['name', 'name', 'value'], ['selector', 'selector', 'many', SHAPE_3]];
export interface HorizontalPodAutoscalerV2SpecMetricExternalMetric {
  readonly name: string;
  readonly selector?: DeploymentV1SpecSelector[] | IResolvable;
}
const SHAPE_122: Shape = [['metric', 'metric', 'one', SHAPE_121], ['target', 'target', 'one', SHAPE_119]];
export interface HorizontalPodAutoscalerV2SpecMetricExternal {
  readonly metric: HorizontalPodAutoscalerV2SpecMetricExternalMetric;
  readonly target?: HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget;
}
const SHAPE_123: Shape = [['apiVersion', 'api_version', 'value'], ['kind', 'kind', 'value'], ['name', 'name', 'value']];
export interface HorizontalPodAutoscalerV2SpecMetricObjectDescribedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}
const SHAPE_124: Shape = [['describedObject', 'described_object', 'one', SHAPE_123], ['metric', 'metric', 'one', SHAPE_121], ['target', 'target', 'one', SHAPE_119]];
export interface HorizontalPodAutoscalerV2SpecMetricObject {
  readonly describedObject: HorizontalPodAutoscalerV2SpecMetricObjectDescribedObject;
  readonly metric: HorizontalPodAutoscalerV2SpecMetricExternalMetric;
  readonly target?: HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget;
}
const SHAPE_125: Shape = [['name', 'name', 'value'], ['target', 'target', 'one', SHAPE_119]];
export interface HorizontalPodAutoscalerV2SpecMetricResource {
  readonly name: string;
  readonly target?: HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget;
}
const SHAPE_126: Shape = [['type', 'type', 'value'], ['containerResource', 'container_resource', 'one', SHAPE_120], ['external', 'external', 'one', SHAPE_122], ['object', 'object', 'one', SHAPE_124], ['pods', 'pods', 'one', SHAPE_122], ['resource', 'resource', 'one', SHAPE_125]];
export interface HorizontalPodAutoscalerV2SpecMetric {
  readonly type: string;
  readonly containerResource?: HorizontalPodAutoscalerV2SpecMetricContainerResource;
  readonly external?: HorizontalPodAutoscalerV2SpecMetricExternal;
  readonly object?: HorizontalPodAutoscalerV2SpecMetricObject;
  readonly pods?: HorizontalPodAutoscalerV2SpecMetricExternal;
  readonly resource?: HorizontalPodAutoscalerV2SpecMetricResource;
}
export interface HorizontalPodAutoscalerV2SpecScaleTargetRef {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}
const SHAPE_127: Shape = [['maxReplicas', 'max_replicas', 'value'], ['minReplicas', 'min_replicas', 'value'], ['targetCpuUtilizationPercentage', 'target_cpu_utilization_percentage', 'value'], ['behavior', 'behavior', 'one', SHAPE_118], ['metric', 'metric', 'many', SHAPE_126], ['scaleTargetRef', 'scale_target_ref', 'one', SHAPE_123]];
export interface HorizontalPodAutoscalerV2Spec {
  readonly maxReplicas: number;
  readonly minReplicas?: number;
  readonly targetCpuUtilizationPercentage?: number;
  readonly behavior?: HorizontalPodAutoscalerV2SpecBehavior;
  readonly metric?: HorizontalPodAutoscalerV2SpecMetric[] | IResolvable;
  readonly scaleTargetRef: HorizontalPodAutoscalerV2SpecScaleTargetRef;
}
const SHAPE_128: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_127]];
const SHAPE_129: Shape = [['name', 'name', 'value'], ['number', 'number', 'value']];
export interface IngressV1SpecDefaultBackendServicePort {
  readonly name?: string;
  readonly number?: number;
}
const SHAPE_130: Shape = [['name', 'name', 'value'], ['port', 'port', 'one', SHAPE_129]];
export interface IngressV1SpecDefaultBackendService {
  readonly name: string;
  readonly port: IngressV1SpecDefaultBackendServicePort;
}
const SHAPE_131: Shape = [['resource', 'resource', 'one', SHAPE_109], ['service', 'service', 'one', SHAPE_130]];
export interface IngressV1SpecDefaultBackend {
  readonly resource?: ClusterRoleBindingV1RoleRef;
  readonly service?: IngressV1SpecDefaultBackendService;
}
const SHAPE_132: Shape = [['path', 'path', 'value'], ['pathType', 'path_type', 'value'], ['backend', 'backend', 'one', SHAPE_131]];
export interface IngressV1SpecRuleHttpPath {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend?: IngressV1SpecDefaultBackend;
}
const SHAPE_133: Shape = [['path', 'path', 'many', SHAPE_132]];
export interface IngressV1SpecRuleHttp {
  readonly path: IngressV1SpecRuleHttpPath[] | IResolvable;
}
const SHAPE_134: Shape = [['host', 'host', 'value'], ['http', 'http', 'one', SHAPE_133]];
export interface IngressV1SpecRule {
  readonly host?: string;
  readonly http?: IngressV1SpecRuleHttp;
}
const SHAPE_135: Shape = [['hosts', 'hosts', 'list'], ['secretName', 'secret_name', 'value']];
export interface IngressV1SpecTls {
  readonly hosts?: string[];
  readonly secretName?: string;
}
const SHAPE_136: Shape = [['ingressClassName', 'ingress_class_name', 'value'], ['defaultBackend', 'default_backend', 'one', SHAPE_131], ['rule', 'rule', 'many', SHAPE_134], ['tls', 'tls', 'many', SHAPE_135]];
export interface IngressV1Spec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressV1SpecDefaultBackend;
  readonly rule?: IngressV1SpecRule[] | IResolvable;
  readonly tls?: IngressV1SpecTls[] | IResolvable;
}
const SHAPE_137: Shape = [['create', 'create', 'value'], ['delete', 'delete', 'value']];
export interface IngressV1Timeouts {
  readonly create?: string;
  readonly delete?: string;
}
const SHAPE_138: Shape = [['id', 'id', 'value'], ['waitForLoadBalancer', 'wait_for_load_balancer', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_136], ['timeouts', 'timeouts', 'one', SHAPE_137]];
const SHAPE_139: Shape = [['id', 'id', 'value'], ['waitForDefaultServiceAccount', 'wait_for_default_service_account', 'value'], ['metadata', 'metadata', 'one', SHAPE_102], ['timeouts', 'timeouts', 'one', SHAPE_107]];
const SHAPE_140: Shape = [['endPort', 'end_port', 'value'], ['port', 'port', 'value'], ['protocol', 'protocol', 'value']];
export interface NetworkPolicyV1SpecEgressPorts {
  readonly endPort?: number;
  readonly port?: string;
  readonly protocol?: string;
}
const SHAPE_141: Shape = [['cidr', 'cidr', 'value'], ['except', 'except', 'list']];
export interface NetworkPolicyV1SpecEgressToIpBlock {
  readonly cidr?: string;
  readonly except?: string[];
}
const SHAPE_142: Shape = [['ipBlock', 'ip_block', 'one', SHAPE_141], ['namespaceSelector', 'namespace_selector', 'one', SHAPE_3], ['podSelector', 'pod_selector', 'one', SHAPE_3]];
export interface NetworkPolicyV1SpecEgressTo {
  readonly ipBlock?: NetworkPolicyV1SpecEgressToIpBlock;
  readonly namespaceSelector?: DeploymentV1SpecSelector;
  readonly podSelector?: DeploymentV1SpecSelector;
}
const SHAPE_143: Shape = [['ports', 'ports', 'many', SHAPE_140], ['to', 'to', 'many', SHAPE_142]];
export interface NetworkPolicyV1SpecEgress {
  readonly ports?: NetworkPolicyV1SpecEgressPorts[] | IResolvable;
  readonly to?: NetworkPolicyV1SpecEgressTo[] | IResolvable;
}
const SHAPE_144: Shape = [['from', 'from', 'many', SHAPE_142], ['ports', 'ports', 'many', SHAPE_140]];
export interface NetworkPolicyV1SpecIngress {
  readonly from?: NetworkPolicyV1SpecEgressTo[] | IResolvable;
  readonly ports?: NetworkPolicyV1SpecEgressPorts[] | IResolvable;
}
const SHAPE_145: Shape = [['policyTypes', 'policy_types', 'list'], ['egress', 'egress', 'many', SHAPE_143], ['ingress', 'ingress', 'many', SHAPE_144], ['podSelector', 'pod_selector', 'one', SHAPE_3]];
export interface NetworkPolicyV1Spec {
  readonly policyTypes: string[];
  readonly egress?: NetworkPolicyV1SpecEgress[] | IResolvable;
  readonly ingress?: NetworkPolicyV1SpecIngress[] | IResolvable;
  readonly podSelector: DeploymentV1SpecSelector;
}
const SHAPE_146: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_145]];
const SHAPE_147: Shape = [['create', 'create', 'value']];
export interface PersistentVolumeClaimV1Timeouts {
  readonly create?: string;
}
const SHAPE_148: Shape = [['id', 'id', 'value'], ['waitUntilBound', 'wait_until_bound', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_59], ['timeouts', 'timeouts', 'one', SHAPE_147]];
const SHAPE_149: Shape = [['maxUnavailable', 'max_unavailable', 'value'], ['minAvailable', 'min_available', 'value'], ['selector', 'selector', 'one', SHAPE_3]];
export interface PodDisruptionBudgetV1Spec {
  readonly maxUnavailable?: string;
  readonly minAvailable?: string;
  readonly selector: DeploymentV1SpecSelector;
}
const SHAPE_150: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_149]];
const SHAPE_151: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['roleRef', 'role_ref', 'one', SHAPE_109], ['subject', 'subject', 'many', SHAPE_110]];
const SHAPE_152: Shape = [['apiGroups', 'api_groups', 'list'], ['resourceNames', 'resource_names', 'list'], ['resources', 'resources', 'list'], ['verbs', 'verbs', 'list']];
export interface RoleV1Rule {
  readonly apiGroups: string[];
  readonly resourceNames?: string[];
  readonly resources: string[];
  readonly verbs: string[];
}
const SHAPE_153: Shape = [['id', 'id', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['rule', 'rule', 'many', SHAPE_152]];
const SHAPE_154: Shape = [['binaryData', 'binary_data', 'map'], ['binaryDataWo', 'binary_data_wo', 'map'], ['binaryDataWoRevision', 'binary_data_wo_revision', 'value'], ['data', 'data', 'map'], ['dataWo', 'data_wo', 'map'], ['dataWoRevision', 'data_wo_revision', 'value'], ['id', 'id', 'value'], ['immutable', 'immutable', 'value'], ['type', 'type', 'value'], ['waitForServiceAccountToken', 'wait_for_service_account_token', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['timeouts', 'timeouts', 'one', SHAPE_147]];
const SHAPE_155: Shape = [['automountServiceAccountToken', 'automount_service_account_token', 'value'], ['id', 'id', 'value'], ['imagePullSecret', 'image_pull_secret', 'many', SHAPE_40], ['metadata', 'metadata', 'one', SHAPE_1], ['secret', 'secret', 'many', SHAPE_40], ['timeouts', 'timeouts', 'one', SHAPE_147]];
const SHAPE_156: Shape = [['appProtocol', 'app_protocol', 'value'], ['name', 'name', 'value'], ['nodePort', 'node_port', 'value'], ['port', 'port', 'value'], ['protocol', 'protocol', 'value'], ['targetPort', 'target_port', 'value']];
export interface ServiceV1SpecPort {
  readonly appProtocol?: string;
  readonly name?: string;
  readonly nodePort?: number;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: string;
}
const SHAPE_157: Shape = [['timeoutSeconds', 'timeout_seconds', 'value']];
export interface ServiceV1SpecSessionAffinityConfigClientIp {
  readonly timeoutSeconds?: number;
}
const SHAPE_158: Shape = [['clientIp', 'client_ip', 'one', SHAPE_157]];
export interface ServiceV1SpecSessionAffinityConfig {
  readonly clientIp?: ServiceV1SpecSessionAffinityConfigClientIp;
}
const SHAPE_159: Shape = [['allocateLoadBalancerNodePorts', 'allocate_load_balancer_node_ports', 'value'], ['clusterIp', 'cluster_ip', 'value'], ['clusterIps', 'cluster_ips', 'list'], ['externalIps', 'external_ips', 'list'], ['externalName', 'external_name', 'value'], ['externalTrafficPolicy', 'external_traffic_policy', 'value'], ['healthCheckNodePort', 'health_check_node_port', 'value'], ['internalTrafficPolicy', 'internal_traffic_policy', 'value'], ['ipFamilies', 'ip_families', 'list'], ['ipFamilyPolicy', 'ip_family_policy', 'value'], ['loadBalancerClass', 'load_balancer_class', 'value'], ['loadBalancerIp', 'load_balancer_ip', 'value'], ['loadBalancerSourceRanges', 'load_balancer_source_ranges', 'list'], ['publishNotReadyAddresses', 'publish_not_ready_addresses', 'value'], ['selector', 'selector', 'map'], ['sessionAffinity', 'session_affinity', 'value'], ['type', 'type', 'value'], ['port', 'port', 'many', SHAPE_156], ['sessionAffinityConfig', 'session_affinity_config', 'one', SHAPE_158]];
export interface ServiceV1Spec {
  readonly allocateLoadBalancerNodePorts?: boolean | IResolvable;
  readonly clusterIp?: string;
  readonly clusterIps?: string[];
  readonly externalIps?: string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly internalTrafficPolicy?: string;
  readonly ipFamilies?: string[];
  readonly ipFamilyPolicy?: string;
  readonly loadBalancerClass?: string;
  readonly loadBalancerIp?: string;
  readonly loadBalancerSourceRanges?: string[];
  readonly publishNotReadyAddresses?: boolean | IResolvable;
  readonly selector?: { [key: string]: string };
  readonly sessionAffinity?: string;
  readonly type?: string;
  readonly port?: ServiceV1SpecPort[] | IResolvable;
  readonly sessionAffinityConfig?: ServiceV1SpecSessionAffinityConfig;
}
const SHAPE_160: Shape = [['id', 'id', 'value'], ['waitForLoadBalancer', 'wait_for_load_balancer', 'value'], ['metadata', 'metadata', 'one', SHAPE_1], ['spec', 'spec', 'one', SHAPE_159], ['timeouts', 'timeouts', 'one', SHAPE_147]];
const SHAPE_161: Shape = [['apiVersion', 'api_version', 'value'], ['args', 'args', 'list'], ['command', 'command', 'value'], ['env', 'env', 'map']];
export interface KubernetesProviderExec {
  readonly apiVersion: string;
  readonly args?: string[];
  readonly command: string;
  readonly env?: { [key: string]: string };
}
const SHAPE_162: Shape = [['manifestResource', 'manifest_resource', 'value']];
export interface KubernetesProviderExperiments {
  readonly manifestResource?: boolean | IResolvable;
}
const SHAPE_163: Shape = [['clientCertificate', 'client_certificate', 'value'], ['clientKey', 'client_key', 'value'], ['clusterCaCertificate', 'cluster_ca_certificate', 'value'], ['configContext', 'config_context', 'value'], ['configContextAuthInfo', 'config_context_auth_info', 'value'], ['configContextCluster', 'config_context_cluster', 'value'], ['configPath', 'config_path', 'value'], ['configPaths', 'config_paths', 'list'], ['host', 'host', 'value'], ['ignoreAnnotations', 'ignore_annotations', 'list'], ['ignoreLabels', 'ignore_labels', 'list'], ['insecure', 'insecure', 'value'], ['password', 'password', 'value'], ['proxyUrl', 'proxy_url', 'value'], ['tlsServerName', 'tls_server_name', 'value'], ['token', 'token', 'value'], ['username', 'username', 'value'], ['exec', 'exec', 'many', SHAPE_161], ['experiments', 'experiments', 'many', SHAPE_162], ['alias', 'alias', 'value']];
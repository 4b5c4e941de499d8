import { kindOfType } from '../../../core/kubernetes';
import type { Block } from '../../synth';

/** These run something, by their kind or their resource type: while they are destroyed and created again, they are down. */
const RUNS: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'StatefulSet',
  'Service',
  'Namespace',
  'aws_alb',
  'aws_autoscaling_group',
  'aws_ecs_service',
  'aws_eks_node_group',
  'aws_lb',
  'aws_lb_listener',
  'aws_nat_gateway',
  'aws_route',
  'aws_route53_record',
  'azurerm_dns_a_record',
  'azurerm_dns_aaaa_record',
  'azurerm_dns_cname_record',
  'azurerm_dns_ns_record',
  'azurerm_kubernetes_cluster_node_pool',
  'cloudflare_dns_record',
  'cloudflare_record',
  'google_container_node_pool',
  'google_dns_record_set',
  'libvirt_domain',
  'libvirt_network',
  'proxmox_virtual_environment_vm',
]);

/** Whether people notice when the resource goes. */
export function runs({ type }: Block): boolean {
  return RUNS.has(kindOfType(type) ?? type);
}

import { isOff, isOn, items, type Json, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';
import { type SettingsBy, settingsIn } from './settings';

const risk = risksOf('exposure');

/** Whether a value keeps visitors out, or what they say from being read. */
type Guards = (value: Json | undefined) => boolean;
const is =
  (...values: readonly string[]): Guards =>
  (value) =>
    values.includes(textOf(value));
const named: Guards = (value) => items(value).length > 0;
const onUnlessOff: Guards = (value) => !isOff(value);

const BLOCK = 'aws_s3_bucket_public_access_block';

/** Type → argument → the value that keeps it from the public. */
const CLOSED: SettingsBy<Guards> = {
  aws_cloudfront_distribution: { web_acl_id: (value) => textOf(value) !== '' },
  [BLOCK]: {
    block_public_acls: isOn,
    block_public_policy: isOn,
    ignore_public_acls: isOn,
    restrict_public_buckets: isOn,
  },
  google_cloud_run_v2_service: {
    ingress: is('INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'),
  },
  google_container_cluster: {
    'private_cluster_config.enable_private_endpoint': isOn,
    'private_cluster_config.enable_private_nodes': isOn,
    master_authorized_networks_config: named,
  },
  google_storage_bucket: { public_access_prevention: is('enforced') },
  azurerm_container_registry: { public_network_access_enabled: isOff },
  azurerm_cosmosdb_account: { public_network_access_enabled: isOff },
  azurerm_key_vault: { 'network_acls.default_action': is('Deny') },
  azurerm_kubernetes_cluster: {
    private_cluster_enabled: isOn,
    'api_server_access_profile.authorized_ip_ranges': named,
  },
  azurerm_storage_account: {
    'network_rules.default_action': is('Deny'),
    public_network_access_enabled: isOff,
  },
};

/** Type → argument → the value with which what is sent cannot be read on the way. */
const ENCRYPTED: SettingsBy<Guards> = {
  aws_alb_listener: { protocol: is('HTTPS', 'TLS') },
  aws_cloudfront_distribution: {
    'default_cache_behavior.viewer_protocol_policy': is('https-only', 'redirect-to-https'),
  },
  aws_lb_listener: { protocol: is('HTTPS', 'TLS') },
  aws_elasticache_replication_group: { transit_encryption_enabled: isOn },
  aws_elasticsearch_domain: { 'domain_endpoint_options.enforce_https': isOn },
  aws_opensearch_domain: { 'domain_endpoint_options.enforce_https': isOn },
  google_sql_database_instance: {
    'settings.ip_configuration.require_ssl': isOn,
    'settings.ip_configuration.ssl_mode': is('ENCRYPTED_ONLY', 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED'),
  },
  azurerm_linux_web_app: { https_only: isOn },
  azurerm_storage_account: {
    enable_https_traffic_only: onUnlessOff,
    https_traffic_only_enabled: onUnlessOff,
  },
};

/** What no longer keeps others out of a thing of a cloud, or from reading what is sent to it. */
export function lostGuards(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
): readonly Risk[] {
  if (before === undefined) return [];
  if (after === undefined)
    return before.type === BLOCK ? [risk('no longer keeps its bucket from being public', inProtected)] : [];
  const lost = (table: SettingsBy<Guards>): readonly string[] =>
    settingsIn(table, before, after)
      .filter(({ known: guards, old, head }) => guards(old) && !guards(head))
      .map(({ argument }) => argument);
  const what = after.type === BLOCK ? 'its bucket from being public' : 'the public out';
  return [
    ...lost(CLOSED).map((argument) => risk(`no longer keeps ${what} (${argument})`, inProtected)),
    ...lost(ENCRYPTED).map((argument) => risk(`serves without TLS what had it (${argument})`, true)),
  ];
}

import { type Json, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';
import { type SettingsBy, settingsIn } from './settings';

const risk = risksOf('exposure');

/** Type → the argument that says the oldest version of TLS which it takes. */
const OLDEST: SettingsBy<true> = {
  aws_alb_listener: { ssl_policy: true },
  aws_api_gateway_domain_name: { security_policy: true },
  aws_apigatewayv2_domain_name: { 'domain_name_configuration.security_policy': true },
  aws_cloudfront_distribution: { 'viewer_certificate.minimum_protocol_version': true },
  aws_elasticsearch_domain: { 'domain_endpoint_options.tls_security_policy': true },
  aws_lb_listener: { ssl_policy: true },
  aws_opensearch_domain: { 'domain_endpoint_options.tls_security_policy': true },
  google_compute_ssl_policy: { min_tls_version: true },
  azurerm_linux_function_app: { 'site_config.minimum_tls_version': true },
  azurerm_linux_web_app: { 'site_config.minimum_tls_version': true },
  azurerm_mssql_server: { minimum_tls_version: true },
  azurerm_redis_cache: { minimum_tls_version: true },
  azurerm_storage_account: { min_tls_version: true },
  azurerm_windows_function_app: { 'site_config.minimum_tls_version': true },
  azurerm_windows_web_app: { 'site_config.minimum_tls_version': true },
};

/** A thing of a cloud that takes an older version of TLS than before. */
export function olderTls(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  return settingsIn(OLDEST, before, after).flatMap(({ argument, old, head }) => {
    const [was, is] = [minorOf(old), minorOf(head)];
    return was !== undefined && is !== undefined && is < was
      ? [
          risk(
            `takes ${is < 0 ? 'any version of TLS' : `TLS 1.${is}`}, where it asked for 1.${was} (${argument})`,
            true,
          ),
        ]
      : [];
  });
}

/**
 * `TLS1_2`, `TLS_1_2`, `1.2`, `TLSv1.2_2021` and `ELBSecurityPolicy-TLS13-1-2-2021-06` → 2, `TLSv1_2016` → 0. What the default is depends on
 * the version of the provider.
 */
function minorOf(value: Json | undefined): number | undefined {
  const version = textOf(value).replace(/_20\d\d$/, '');
  if (version === 'Disabled' || version === 'SSLv3') return -1;
  const [, least] =
    /^(?:ELBSecurityPolicy-(?:TLS13|TLS|FS)|Policy-Min-TLS)-1-([0-3])(?:-|$)/.exec(version) ?? [];
  if (least !== undefined) return Number(least);
  if (/^ELBSecurityPolicy-(2016-08|2015-05|FS-2018-06)$/.test(version)) return 0;
  if (/^TLSv?1$/i.test(version)) return 0;
  const [, minor] = /^(?:TLS_?v?)?1[._]([0-3])$/i.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

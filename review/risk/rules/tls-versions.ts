import { type Json, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';
import { type SettingsBy, settingsIn } from './settings';

const risk = risksOf('exposure');

/** Type → the argument that says the oldest version of TLS which it takes. */
const OLDEST: SettingsBy<true> = {
  aws_cloudfront_distribution: { 'viewer_certificate.minimum_protocol_version': true },
  google_compute_ssl_policy: { min_tls_version: true },
  azurerm_linux_web_app: { 'site_config.minimum_tls_version': true },
  azurerm_mssql_server: { minimum_tls_version: true },
  azurerm_redis_cache: { minimum_tls_version: true },
  azurerm_storage_account: { min_tls_version: true },
};

/** A thing of a cloud that takes an older version of TLS than before. */
export function olderTls(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  return settingsIn(OLDEST, before, after).flatMap(({ argument, old, head }) => {
    const [was, is] = [minorOf(old), minorOf(head)];
    return was !== undefined && is !== undefined && is < was
      ? [risk(`takes TLS 1.${is}, where it asked for 1.${was} (${argument})`, true)]
      : [];
  });
}

/** `TLS1_2`, `TLS_1_2`, `1.2` and `TLSv1.2_2021` → 2, `TLSv1_2016` → 0. What the default is depends on the version of the provider. */
function minorOf(value: Json | undefined): number | undefined {
  const version = textOf(value).replace(/_20\d\d$/, '');
  if (/^TLSv?1$/i.test(version)) return 0;
  const [, minor] = /^(?:TLS_?v?)?1[._]([0-3])$/i.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

import { entryOf, isOff, isOn, items, type Json, textOf, within } from '../../../core/json';
import { cloudOpenings, isAnyAddress } from '../../network';
import type { Block } from '../../synth';
import { type RiskRule, risksOf } from '../risk';
import { openingsBetween } from './openings-between';

const risk = risksOf('exposure');

/** Whom the firewalls of clouds let in, and what of theirs becomes public. */
export const ofClouds: RiskRule = ({ change: { before, after }, inProtected }) => {
  return [
    ...openingsBetween(cloudOpenings(before), cloudOpenings(after), inProtected),
    ...publicBy(after)
      .filter((argument) => !publicBy(before).includes(argument))
      .map((argument) => risk(`becomes public: ${argument}`, inProtected)),
    ...(before?.type === BLOCK && after === undefined
      ? [risk('no longer keeps its bucket from being public', inProtected)]
      : []),
  ];
};

/** Whether a value makes a resource public. */
type IsPublic = (value: Json | undefined) => boolean;

const canned: IsPublic = (value) => /^(public-read|authenticated-read)/.test(textOf(value));
const everybody: IsPublic = (value) =>
  items(value).some((each) => ['allUsers', 'allAuthenticatedUsers'].includes(textOf(each)));
const everywhere: IsPublic = (value) => items(value).some((each) => isAnyAddress(textOf(each)));
const off: IsPublic = (value) => value === undefined || value === null || isOff(value);
const onUnlessOff: IsPublic = (value) => !isOff(value);

const BLOCK = 'aws_s3_bucket_public_access_block';
const GOOGLE_MEMBER = { member: everybody, members: everybody };

/** Resource type → argument → whether it makes the resource public. */
const PUBLIC: Readonly<Record<string, Readonly<Record<string, IsPublic>>>> = {
  aws_db_instance: { publicly_accessible: isOn },
  aws_rds_cluster_instance: { publicly_accessible: isOn },
  aws_redshift_cluster: { publicly_accessible: isOn },
  aws_mq_broker: { publicly_accessible: isOn },
  aws_eks_cluster: { 'vpc_config.public_access_cidrs': everywhere },
  aws_s3_bucket: { acl: canned },
  aws_s3_bucket_acl: { acl: canned },
  [BLOCK]: {
    block_public_acls: off,
    block_public_policy: off,
    ignore_public_acls: off,
    restrict_public_buckets: off,
  },
  aws_lb: { internal: off },
  aws_lambda_function_url: { authorization_type: (value) => textOf(value) === 'NONE' },
  google_storage_bucket_iam_member: GOOGLE_MEMBER,
  google_storage_bucket_iam_binding: GOOGLE_MEMBER,
  google_cloud_run_service_iam_member: GOOGLE_MEMBER,
  google_cloud_run_v2_service_iam_member: GOOGLE_MEMBER,
  google_sql_database_instance: {
    'settings.ip_configuration.ipv4_enabled': isOn,
    'settings.ip_configuration.authorized_networks.value': everywhere,
  },
  azurerm_storage_account: { allow_nested_items_to_be_public: onUnlessOff },
  azurerm_storage_container: { container_access_type: (value) => /^(blob|container)$/.test(textOf(value)) },
  azurerm_key_vault: { public_network_access_enabled: onUnlessOff },
  azurerm_mssql_server: { public_network_access_enabled: onUnlessOff },
  azurerm_postgresql_flexible_server: { public_network_access_enabled: onUnlessOff },
};

/** The arguments that make a resource public. */
function publicBy(block: Block | undefined): readonly string[] {
  if (block === undefined) return [];
  return Object.entries(entryOf(PUBLIC, block.type) ?? {}).flatMap(([argument, isPublic]) =>
    isPublic(within(block.arguments, argument.split('.'))) ? [argument] : [],
  );
}

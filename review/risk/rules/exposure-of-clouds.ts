import { entryOf, isOff, isOn, items, type Json, textOf, within } from '../../../core/json';
import { cloudDenials, cloudOpenings, isAnyAddress, openingsBeyond, openingWords } from '../../network';
import type { Block } from '../../synth';
import { type RiskRule, risksOf } from '../risk';
import { otherTargets } from './dns-records';
import { exitsBetween, isOfRemoved, withKeptRules } from './exits-of-clouds';
import { lostGuards } from './guards-of-clouds';
import { openingsBetween } from './openings-between';
import { olderTls } from './tls-versions';
import { lostBlocks } from './web-firewalls';

const risk = risksOf('exposure');

/** Whom the firewalls of clouds let in, and what of theirs becomes public. */
export const ofClouds: RiskRule = ({ change: { before, after: said }, stacks: [, stack], inProtected }) => {
  const { block: after, kept } =
    before === undefined || said === undefined ? { block: said, kept: [] } : withKeptRules(before, said);
  return [
    ...kept.map((name) =>
      risk(`says nothing of ${name} any more: its rules stay as they are, until it is []`, false),
    ),
    ...openingsBetween(cloudOpenings(before), cloudOpenings(after), inProtected),
    ...publicBy(after)
      .filter((argument) => !publicBy(before).includes(argument))
      .map((argument) => risk(`becomes public: ${argument}`, inProtected)),
    ...openingWords(openingsBeyond(cloudDenials(before), cloudDenials(after)), 'is no longer denied').map(
      (words) => risk(words, inProtected),
    ),
    ...(after === undefined && isOfRemoved(before, stack)
      ? []
      : exitsBetween(before, after, inProtected, stack)),
    ...lostGuards(before, after, inProtected),
    ...olderTls(before, after),
    ...lostBlocks(before, after, inProtected),
    ...otherTargets(before, after, inProtected),
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

const GOOGLE_MEMBER = { member: everybody, members: everybody };

/** Resource type → argument → whether it makes the resource public. */
const PUBLIC: Readonly<Record<string, Readonly<Record<string, IsPublic>>>> = {
  aws_db_instance: { publicly_accessible: isOn },
  aws_rds_cluster_instance: { publicly_accessible: isOn },
  aws_redshift_cluster: { publicly_accessible: isOn },
  aws_mq_broker: { publicly_accessible: isOn },
  aws_s3_bucket: { acl: canned },
  aws_s3_bucket_acl: { acl: canned },
  aws_lb: { internal: off },
  aws_instance: { associate_public_ip_address: isOn },
  aws_lambda_permission: { principal: (value) => textOf(value) === '*' },
  aws_redshiftserverless_workgroup: { publicly_accessible: isOn },
  aws_subnet: { map_public_ip_on_launch: isOn },
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
  if (block.type === 'aws_eks_cluster') return isOpenCluster(block) ? [CIDRS] : [];
  return Object.entries(entryOf(PUBLIC, block.type) ?? {}).flatMap(([argument, isPublic]) =>
    isPublic(within(block.arguments, argument.split('.'))) ? [argument] : [],
  );
}

const CIDRS = 'vpc_config.public_access_cidrs';

/** Every address reaches the API of a cluster of AWS that does not say otherwise. */
function isOpenCluster({ arguments: args }: Block): boolean {
  const config = within(args, ['vpc_config']);
  if (items(config).length === 0 || isOff(within(config, ['endpoint_public_access']))) return false;
  const cidrs = within(config, ['public_access_cidrs']);
  return items(cidrs).length === 0 || everywhere(cidrs);
}

import { at, entryOf, isOn, items, type Json, parseText, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';
import { grantsMore } from './privilege-words';
import {
  goes,
  type Meaning,
  meaningsIn,
  type SettingsBy,
  settingsIn,
  turnsOff,
  turnsOffDefault,
} from './settings';

const risk = risksOf('privileges');

type IsLoose = (value: Json | undefined) => boolean;
const isNot =
  (tight: string): IsLoose =>
  (value) =>
    textOf(value) !== tight;
const isOff: IsLoose = (value) => !isOn(value);

/** Type → argument → whether more is possible with a value. Told where the value before was a tighter one. */
const LOOSE: SettingsBy<IsLoose> = {
  aws_instance: { 'metadata_options.http_tokens': isNot('required') },
  aws_launch_template: { 'metadata_options.http_tokens': isNot('required') },
  aws_ecr_repository: { image_tag_mutability: isNot('IMMUTABLE') },
  google_container_cluster: { enable_legacy_abac: isOn },
  google_storage_bucket: { uniform_bucket_level_access: isOff },
  azurerm_container_registry: { admin_enabled: isOn },
  azurerm_kubernetes_cluster: { local_account_disabled: isOff },
  docker_container: { privileged: isOn, network_mode: (value) => textOf(value) === 'host' },
};

/** Type → argument → what nobody does any more. */
const UNDONE: SettingsBy<Meaning> = {
  aws_config_configuration_recorder_status: {
    is_enabled: { turns: turnsOff, means: 'no longer records what changes (is_enabled)' },
  },
  aws_eks_cluster: {
    enabled_cluster_log_types: {
      turns: (before, after) => isAudited(before) && !isAudited(after),
      means: 'no longer keeps a record of who does what in it (enabled_cluster_log_types)',
    },
  },
  aws_guardduty_detector: {
    enable: { turns: turnsOffDefault, means: 'no longer looks for attacks (enable)' },
  },
  aws_kms_key: {
    enable_key_rotation: { turns: turnsOff, means: 'no longer rotates its key (enable_key_rotation)' },
  },
  azurerm_key_vault_key: {
    rotation_policy: { turns: goes, means: 'no longer rotates its key (rotation_policy)' },
  },
  google_kms_crypto_key: {
    rotation_period: { turns: goes, means: 'no longer rotates its key (rotation_period)' },
  },
};

function isAudited(types: Json | undefined): boolean {
  return items(types).map(textOf).includes('audit');
}

/** Resources that are a key of somebody, which does not end by itself. */
const KEYS: Readonly<Record<string, string>> = {
  aws_iam_access_key: 'user',
  google_service_account_key: 'service_account_id',
};

export function looserSettings(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  if (after?.kind !== 'resource') return [];
  const key = entryOf(KEYS, after.type);
  const loose = (before === undefined ? [] : settingsIn(LOOSE, before, after))
    .filter(({ known: isLoose, old, head }) => isLoose(head) && !isLoose(old))
    .map(({ argument }) => risk(grantsMore(argument), true));
  return [
    ...loose,
    ...(before === undefined ? [] : meaningsIn(UNDONE, before, after).map((means) => risk(means, true))),
    ...(after.type === 'aws_iam_role' || after.type === 'aws_iam_user' ? boundary(before, after) : []),
    ...(privilegedIn(after) && !privilegedIn(before) ? [risk(grantsMore('privileged'), true)] : []),
    ...(key !== undefined && before === undefined
      ? [risk(`makes a key with the rights of ${textOf(after.arguments[key])}`, true)]
      : []),
  ];
}

function boundary(before: Block | undefined, after: Block): readonly Risk[] {
  const [old, head] = [before, after].map((block) => textOf(block?.arguments['permissions_boundary']));
  return old !== '' && head === ''
    ? [risk('grants more: permissions_boundary no longer bounds it', true)]
    : [];
}

/** Whether a container of a task of AWS may do everything on its machine. */
function privilegedIn(block: Block | undefined): boolean {
  const text = block?.arguments['container_definitions'];
  const containers = typeof text === 'string' ? parseText(text)?.value : undefined;
  return items(containers).some((container) => isOn(at(container, 'privileged')));
}

import { type Json, textOf } from '../../../core/json';
import { type RiskRule, risksOf } from '../risk';
import {
  becomes,
  goes,
  type Meaning,
  meaningsIn,
  noLonger,
  type SettingsBy,
  type Turns,
  turnsOff,
  turnsOffDefault,
  turnsOn,
} from './settings';

const risk = risksOf('availability');

/** Another version of so many numbers: `15.4` and `16.1` of one, `1.28` and `1.29` of two. */
const otherVersion =
  (numbers: number): Turns =>
  (before, after) => {
    const [old, head] = [before, after].map((value) => versionOf(value).slice(0, numbers));
    return old?.length === numbers && head?.length === numbers && old.join() !== head.join();
  };

function versionOf(value: Json | undefined): readonly string[] {
  return textOf(value).match(/\d+/g) ?? [];
}

/** A newer version of what keeps data or a cluster: nothing brings back the one before. */
const upgraded = (argument: string, numbers = 1): Readonly<Record<string, Meaning>> => ({
  [argument]: {
    turns: otherVersion(numbers),
    means: `gets a version from which there is no way back (${argument})`,
  },
});

const silenced = (argument: string, turns: Turns): Readonly<Record<string, Meaning>> => ({
  [argument]: { turns, means: `no longer tells anybody (${argument})` },
});
const stopped = (argument: string, turns: Turns): Readonly<Record<string, Meaning>> => ({
  [argument]: { turns, means: `is stopped: nothing of it runs any more (${argument})` },
});

const ALARM = { ...silenced('actions_enabled', turnsOffDefault), ...silenced('alarm_actions', goes) };
const APP = stopped('enabled', turnsOffDefault);

/** Type → argument → what it means that it turns. */
const INTERRUPTIONS: SettingsBy<Meaning> = {
  aws_cloudfront_distribution: stopped('enabled', turnsOff),
  aws_cloudwatch_composite_alarm: ALARM,
  aws_cloudwatch_event_rule: {
    ...stopped('is_enabled', turnsOffDefault),
    ...stopped('state', becomes('DISABLED')),
  },
  aws_cloudwatch_metric_alarm: ALARM,
  aws_db_instance: {
    multi_az: { turns: turnsOff, means: 'no longer stands by in another zone (multi_az)' },
    ...upgraded('engine_version'),
  },
  aws_ecs_service: {
    deployment_minimum_healthy_percent: {
      turns: becomes('0'),
      means: 'may stop all its tasks at once in a rollout (deployment_minimum_healthy_percent)',
    },
  },
  aws_eks_cluster: upgraded('version', 2),
  aws_elasticache_replication_group: {
    automatic_failover_enabled: {
      turns: turnsOff,
      means: 'no longer fails over by itself (automatic_failover_enabled)',
    },
    multi_az_enabled: { turns: turnsOff, means: 'no longer stands by in another zone (multi_az_enabled)' },
    ...upgraded('engine_version'),
  },
  aws_kms_key: {
    is_enabled: {
      turns: turnsOffDefault,
      means: 'is disabled: nobody can read what it encrypted (is_enabled)',
    },
  },
  aws_lambda_event_source_mapping: stopped('enabled', turnsOffDefault),
  aws_opensearch_domain: upgraded('engine_version'),
  aws_rds_cluster: upgraded('engine_version'),
  aws_scheduler_schedule: stopped('state', becomes('DISABLED')),
  azurerm_kubernetes_cluster: upgraded('kubernetes_version', 2),
  azurerm_linux_function_app: APP,
  azurerm_linux_web_app: APP,
  azurerm_monitor_metric_alert: silenced('enabled', turnsOffDefault),
  azurerm_monitor_scheduled_query_rules_alert_v2: silenced('enabled', turnsOffDefault),
  azurerm_postgresql_flexible_server: {
    high_availability: { turns: goes, means: 'no longer stands by for itself (high_availability)' },
    ...upgraded('version'),
  },
  azurerm_windows_function_app: APP,
  azurerm_windows_web_app: APP,
  google_cloud_scheduler_job: stopped('paused', turnsOn),
  google_container_cluster: upgraded('min_master_version', 2),
  google_monitoring_alert_policy: {
    ...silenced('enabled', turnsOffDefault),
    ...silenced('notification_channels', goes),
  },
  google_sql_database_instance: {
    'settings.availability_type': {
      turns: noLonger('REGIONAL'),
      means: 'no longer stands by in another zone (settings.availability_type)',
    },
    ...stopped('settings.activation_policy', becomes('NEVER')),
    ...upgraded('database_version'),
  },
};

/** What of a cloud stops, or no longer stands in for something that fails. */
export const interruption: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after?.kind !== 'resource') return [];
  return meaningsIn(INTERRUPTIONS, before, after).map((means) => risk(means, inProtected));
};

import { type RiskRule, risksOf } from '../risk';
import { type SettingsBy, settingsIn, type Turns, turnsOff, turnsOffDefault } from './settings';

const risk = risksOf('availability');

interface Interruption {
  readonly isLost: Turns;
  readonly means: string;
}

/** Type → argument → what it means that it is no longer on. */
const INTERRUPTIONS: SettingsBy<Interruption> = {
  aws_db_instance: {
    multi_az: { isLost: turnsOff, means: 'no longer stands by in another zone (multi_az)' },
  },
  aws_elasticache_replication_group: {
    automatic_failover_enabled: {
      isLost: turnsOff,
      means: 'no longer fails over by itself (automatic_failover_enabled)',
    },
  },
  aws_kms_key: {
    is_enabled: {
      isLost: turnsOffDefault,
      means: 'is disabled: nobody can read what it encrypted (is_enabled)',
    },
  },
};

/** What of a cloud stops, or no longer stands in for something that fails. */
export const interruption: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after?.kind !== 'resource') return [];
  return settingsIn(INTERRUPTIONS, before, after)
    .filter(({ known, old, head }) => known.isLost(old, head))
    .map(({ known }) => risk(known.means, inProtected));
};

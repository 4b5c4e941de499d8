import { entryOf, isOff, isOn, type Json, within } from '../../../core/json';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('availability');

interface Interruption {
  readonly isLost: (before: Json | undefined, after: Json | undefined) => boolean;
  readonly means: string;
}

const turnsOff: Interruption['isLost'] = (before, after) => isOn(before) && !isOn(after);

/** Type → argument → what it means that it is no longer on. */
const INTERRUPTIONS: Readonly<Record<string, Readonly<Record<string, Interruption>>>> = {
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
      isLost: (before, after) => isOff(after) && !isOff(before),
      means: 'is disabled: nobody can read what it encrypted (is_enabled)',
    },
  },
};

/** What of a cloud stops, or no longer stands in for something that fails. */
export const interruption: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after?.kind !== 'resource') return [];
  return Object.entries(entryOf(INTERRUPTIONS, after.type) ?? {}).flatMap(([argument, { isLost, means }]) => {
    const [old, head] = [before, after].map((block) => within(block.arguments, argument.split('.')));
    return isLost(old, head) ? [risk(means, inProtected)] : [];
  });
};

import { at, isOn, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const loses = risksOf('data');

/** Backups that Velero makes. */
export const ofBackups: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined) return [];
  if (head === undefined) return [loses('no longer makes backups', inProtected)];
  const isPaused = (object: Json): boolean => isOn(within(object, ['spec', 'paused']));
  const [was, is] = [old, head].map((object) =>
    Number(/^(\d+)h/.exec(textOf(within(object, ['spec', 'template', 'ttl'])))?.[1] ?? 'NaN'),
  );
  return [
    ...(isPaused(head) && !isPaused(old) ? [loses('no longer makes backups (paused)', inProtected)] : []),
    ...(Number(is) < Number(was)
      ? [
          loses(
            `keeps backups for ${String(is)} hours in place of ${String(was)} (template.ttl)`,
            inProtected,
          ),
        ]
      : []),
  ];
};

/** What Prometheus warns of. */
export const ofAlerts: CustomJudge = ({ old, head }) => {
  if (old === undefined || head === undefined) return [];
  const kept = new Set(alertsOf(head));
  const gone = alertsOf(old).filter((name) => !kept.has(name));
  return gone.length === 0
    ? []
    : [risksOf('availability')(`no longer warns of ${firstOf(gone, MOST)}`, false)];
};

/** Further ones are only counted. */
const MOST = 3;

function alertsOf(object: Json): readonly string[] {
  const rules = items(within(object, ['spec', 'groups'])).flatMap((group) => items(at(group, 'rules')));
  return rules.map((rule) => textOf(at(rule, 'alert'))).filter((name) => name !== '');
}

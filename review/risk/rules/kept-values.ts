import { firstOf } from '../../../core/text';
import { dotted } from '../../diff';
import { keptIn } from '../replacement';
import { isDestroyed, type RiskRule } from '../risk';

/** What is no longer written, and stays all the same. */
export const keptValues: RiskRule = (context) => {
  const { change, isManifest, inProtected } = context;
  const { before, after, differences } = change;
  if (before === undefined || after === undefined || isManifest || isDestroyed(context)) return [];
  const kept = [...new Set(keptIn(after, differences).map(({ path }) => dotted(path)))];
  if (kept.length === 0) return [];
  // The account that they name may go with it: then no pod of theirs is admitted.
  const namesAccount = kept.some((path) => path.endsWith('.service_account_name'));
  const advice = namesAccount ? "write 'default'" : 'write another value, or replace it (-replace)';
  return [
    {
      level: namesAccount ? 'availability' : 'rest',
      reason: `keeps ${firstOf(kept, MOST)}: the provider overlooks that it is no longer written; ${advice}`,
      needsApproval: namesAccount && inProtected,
    },
  ];
};

/** Further ones are only counted. */
const MOST = 3;

import { knownTexts } from '../constructs/not-secret';
import type { RulesRecord } from '../core/record';
import { checkWords, type Environment, poolLimits } from '../model';
import { freezeTime } from '../promotion';
import { byKey } from './describe-stack';

/** What `slipway.json` says of what must hold before images and machines of an environment change. */
export function describeRules(environment: Environment): RulesRecord {
  const { soak, freeze = [], checks = [], signedEvents = false, survives, overcommit = {} } = environment;
  return {
    soakSeconds: soak?.toSeconds() ?? 0,
    freezes: freeze.map((each) => ({ when: freezeTime(each), reason: each.reason })),
    checks: knownTexts(checks).value.map(checkWords),
    signedEvents,
    survivedHosts: survives?.hosts ?? 0,
    overcommit: { cpu: overcommit.cpu ?? 1, memory: overcommit.memory ?? 1 },
    pools: byKey(
      Object.entries(environment.pools).map(([name, { spread = 'preferred', ...pool }]) => {
        const { maxUnavailable, quorum } = poolLimits(environment, pool);
        return [name, { spread, maxUnavailable, quorum }];
      }),
    ),
  };
}

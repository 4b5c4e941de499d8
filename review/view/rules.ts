import { entryOf } from '../../core/json';
import type { CheckRecord, PoolRulesRecord, RulesRecord } from '../../core/record';
import { countOf, goDuration } from '../../core/text';
import type { Note } from './review';

/**
 * What changes of what commands demand before images and machines of an environment change: Terraform has nothing of it. Less than
 * before needs approval, in every environment: what comes after it relies on it.
 */
export function rulesBetween(environment: string, was: RulesRecord, is: RulesRecord): readonly Note[] {
  return [
    ...soakBetween(was, is),
    ...freezesBetween(was, is),
    ...checksBetween(was.checks, is.checks),
    ...signaturesBetween(was, is),
    ...lossBetween(was, is),
    ...promisesBetween(was, is),
    ...poolsBetween(was, is),
  ].map(({ text, needsApproval }) => ({ text: `${environment} ${text}`, needsApproval }));
}

/** What is demanded less than before. */
function less(text: string): Note {
  return { text, needsApproval: true };
}

/** What is demanded besides, or more than before. */
function more(text: string): Note {
  return { text, needsApproval: false };
}

function soakBetween({ soakSeconds: was }: RulesRecord, { soakSeconds: is }: RulesRecord): readonly Note[] {
  if (was === is) return [];
  const text = `takes an image ${soakWords(is)} in the environment before, and no longer ${soakWords(was)}`;
  return [is < was ? less(text) : more(text)];
}

function soakWords(seconds: number): string {
  return seconds === 0 ? 'as soon as it is verified' : `after a soak of ${goDuration(seconds)}`;
}

/** Another reason alone changes nothing. */
function freezesBetween({ freezes: was }: RulesRecord, { freezes: is }: RulesRecord): readonly Note[] {
  const times = (freezes: RulesRecord['freezes']) => new Set(freezes.map(({ when }) => when));
  const [old, head] = [times(was), times(is)];
  return [
    ...was
      .filter(({ when }) => !head.has(when))
      .map(({ when, reason }) => less(`is no longer frozen ${when}: ${reason}`)),
    ...is
      .filter(({ when }) => !old.has(when))
      .map(({ when, reason }) => more(`is frozen ${when}: ${reason}`)),
  ];
}

function checksBetween(was: readonly CheckRecord[], is: readonly CheckRecord[]): readonly Note[] {
  const [old, head] = [byRequest(was), byRequest(is)];
  return [
    ...[...old].flatMap(([asks, expected]) => {
      const expects = head.get(asks);
      if (expects === undefined) return [less(`no longer checks ${asks}`)];
      return expects === expected ? [] : [less(`expects ${expects} of ${asks}, and no longer ${expected}`)];
    }),
    ...[...head]
      .filter(([asks]) => !old.has(asks))
      .map(([asks, expects]) => more(`checks ${asks}: ${expects}`)),
  ];
}

/** What is asked → all that is expected of it. */
function byRequest(checks: readonly CheckRecord[]): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  for (const { asks, expects } of checks) {
    const others = expected.get(asks);
    expected.set(asks, others === undefined ? expects : `${others}, ${expects}`);
  }
  return expected;
}

function signaturesBetween(was: RulesRecord, is: RulesRecord): readonly Note[] {
  if (was.signedEvents === is.signedEvents) return [];
  return [
    is.signedEvents
      ? more('takes only signed events of releases from now on')
      : less('takes events of releases that nobody signed'),
  ];
}

function lossBetween(
  { survivedHosts: was }: RulesRecord,
  { survivedHosts: is }: RulesRecord,
): readonly Note[] {
  if (was === is) return [];
  const lost = (hosts: number) => `the loss of ${countOf(hosts, 'host')}`;
  if (is === 0) return [less(`need no longer survive ${lost(was)}`)];
  const text = `must survive ${lost(is)}`;
  if (was === 0) return [more(text)];
  return [
    is < was ? less(`${text}, and no longer of ${was}`) : more(`${text}, and no longer only of ${was}`),
  ];
}

function promisesBetween({ overcommit: was }: RulesRecord, { overcommit: is }: RulesRecord): readonly Note[] {
  const each = (what: string, before: number, after: number): readonly Note[] => {
    if (before === after) return [];
    const text = `promises ${after} × the ${what} of its hosts, and no longer ${before} ×`;
    return [after > before ? less(text) : more(text)];
  };
  return [...each('CPUs', was.cpu, is.cpu), ...each('memory', was.memory, is.memory)];
}

function poolsBetween({ pools: was }: RulesRecord, { pools: is }: RulesRecord): readonly Note[] {
  return Object.entries(is).flatMap(([pool, head]) => {
    const old = entryOf(was, pool);
    return old === undefined ? [] : poolBetween(pool, old, head);
  });
}

function poolBetween(pool: string, was: PoolRulesRecord, is: PoolRulesRecord): readonly Note[] {
  const [down, downBefore] = [is.maxUnavailable, was.maxUnavailable];
  const most = `may have ${countOf(down, 'machine')} of ${pool} down at once, and no longer ${downBefore}`;
  return [
    ...(down === downBefore ? [] : [down > downBefore ? less(most) : more(most)]),
    ...(was.quorum && !is.quorum ? [less(`no longer keeps a majority of ${pool} up`)] : []),
    ...(!was.quorum && is.quorum ? [more(`keeps a majority of ${pool} up`)] : []),
    ...(was.spread === 'required' && is.spread === 'preferred'
      ? [less(`lets machines of ${pool} share a host`)]
      : []),
    ...(was.spread === 'preferred' && is.spread === 'required'
      ? [more(`lets no two machines of ${pool} share a host`)]
      : []),
  ];
}

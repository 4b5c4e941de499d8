import { by, compareText } from '../../core/text';
import { groupBy } from '../group-by';
import { type Risk, RISK_LEVELS } from '../risk';
import { environmentsOf, type Member } from './member';
import { remediesFor } from './remedies';
import type { Entry, EntryRisk, ResourceLocation, Resource } from './review';
import { rowsOf } from './rows';

/** One entry for subjects that change alike. Each subject is one resource, in all environments in which it changes. */
export function toEntry(subjects: readonly (readonly Member[])[], order: readonly string[]): Entry {
  const members = subjects.flat();
  const [first] = members;
  if (first === undefined) throw new Error('an entry is about something');
  const { change, replaced } = first.judged;
  const level =
    RISK_LEVELS.find((each) => members.some(({ judged }) => judged.level === each)) ?? first.judged.level;
  const offer = remediesFor(members.map(({ judged }) => judged));
  return {
    level,
    needsApproval: members.some(({ judged }) => judged.risks.some((risk) => risk.needsApproval)),
    action: replaced && change.action !== 'rename' ? 'replace' : change.action,
    type: change.block.type,
    resources: subjects.map((subject) => resourceOf(subject, order)).sort(by(({ address }) => address)),
    risks: risksOf(members, order, subjects.length > 1),
    rows: rowsOf(subjects[0] ?? [], { order, several: subjects.length > 1, isOwn: ownPaths(subjects) }),
    ...(offer.length === 0 ? {} : { offer }),
  };
}

/** Whether subjects that change alike differ in an argument all the same: each image has a hash of its own. */
function ownPaths(subjects: readonly (readonly Member[])[]): (path: string) => boolean {
  const firsts = subjects.flatMap(([first]) => first ?? []);
  return (path) => {
    const said = firsts.map(({ rows }) => rows.find((row) => row.path === path)?.written);
    return new Set(said).size > 1;
  };
}

function resourceOf(subject: readonly Member[], order: readonly string[]): Resource {
  const places = subject.map(({ judged }) => placeOf(judged.change)).sort(byEnvironment(order));
  const [only] = subject;
  const single = subject.length === 1 && only !== undefined;
  const formers = new Set(
    subject.flatMap(({ judged: { change } }) =>
      change.before !== undefined && change.before.address !== change.block.address
        ? [change.before.address]
        : [],
    ),
  );
  return {
    address: single ? only.judged.change.block.address : (only?.address ?? ''),
    ...(formers.size === 0 ? {} : { former: [...formers].sort().join(', ') }),
    places,
  };
}

function placeOf({
  environment,
  stack,
  block: { address, construct, file },
}: Member['judged']['change']): ResourceLocation {
  return { environment, stack, address, construct, file };
}

function byEnvironment(order: readonly string[]) {
  return (a: ResourceLocation, b: ResourceLocation): number =>
    order.indexOf(a.environment ?? '') - order.indexOf(b.environment ?? '') || compareText(a.stack, b.stack);
}

/** @param several whether they are of several resources, each of which may name itself in a reason */
function risksOf(
  members: readonly Member[],
  order: readonly string[],
  several: boolean,
): readonly EntryRisk[] {
  const all = members.flatMap((member) => {
    const plain = (reason: string) => (several ? member.ownless(reason) : reason);
    return member.judged.risks.map((risk) => ({ member, risk, plain: plain(risk.reason) }));
  });
  const key = ({ level, needsApproval }: Risk, plain: string): string =>
    JSON.stringify([level, plain, needsApproval]);
  return [...groupBy(all, ({ risk, plain }) => key(risk, plain)).values()]
    .flatMap((alike) => {
      const [first] = alike;
      return first === undefined
        ? []
        : [
            {
              ...first.risk,
              // What all say in the same words keeps them.
              reason: alike.every(({ risk }) => risk.reason === first.risk.reason)
                ? first.risk.reason
                : first.plain,
              environments: environmentsOf(
                alike.map(({ member }) => member),
                order,
              ),
            },
          ];
    })
    .sort((a, b) => RISK_LEVELS.indexOf(a.level) - RISK_LEVELS.indexOf(b.level));
}

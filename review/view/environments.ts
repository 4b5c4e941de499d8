import { entryOf } from '../../core/json';
import { describeAfter } from '../../core/pipeline';
import type { EnvironmentRecord, SlipwayRecord } from '../../core/record';
import { replicaWords, sizeWords } from '../record-words';
import type { Note } from './review';
import { rulesBetween } from './rules';

/** Every environment of either synth, in promotion order. Removed ones come last. */
export function environmentsOf(before: SlipwayRecord, after: SlipwayRecord): readonly string[] {
  return [...new Set([...after.environments, ...before.environments].map(({ name }) => name))];
}

/** What concerns whole environments. */
export function notesBetween(before: SlipwayRecord, after: SlipwayRecord): readonly Note[] {
  const old = new Map(before.environments.map((environment) => [environment.name, environment]));
  const head = new Map(after.environments.map((environment) => [environment.name, environment]));
  return environmentsOf(before, after).flatMap((name) => {
    const [was, is] = [old.get(name), head.get(name)];
    if (is === undefined)
      return [
        note(`${name} is gone: nothing plans its stacks any more, and what they made is left as it is`, true),
      ];
    if (was === undefined) return [note(`${name} is new`, false)];
    return [
      ...(was.protected && !is.protected ? [note(`${name} is no longer protected`, true)] : []),
      ...(!was.protected && is.protected ? [note(`${name} is protected from now on`, false)] : []),
      ...(describeAfter(was.after) === describeAfter(is.after)
        ? []
        : [
            note(
              `${name} comes after ${describeAfter(is.after)} now, and no longer after ${describeAfter(was.after)}`,
              true,
            ),
          ]),
      ...hostsBetween(name, was, is),
      ...(was.rules === undefined || is.rules === undefined ? [] : rulesBetween(name, was.rules, is.rules)),
    ];
  });
}

/** What is true of hosts of which nothing is in the Terraform: by it machines are placed. */
function hostsBetween(
  environment: string,
  { hosts: before }: EnvironmentRecord,
  { hosts: after }: EnvironmentRecord,
): readonly Note[] {
  return Object.entries(after).flatMap(([host, is]) => {
    const was = entryOf(before, host);
    if (was === undefined) return [];
    const [domain, domainBefore] = [is.failureDomain ?? 'none', was.failureDomain ?? 'none'];
    const [size, sizeBefore] = [sizeWords(is), sizeWords(was)];
    return [
      ...(domain === domainBefore
        ? []
        : [`${host} is in the failure domain ${domain}, and no longer in ${domainBefore}`]),
      ...(size === sizeBefore ? [] : [`${host} has ${size}, and no longer ${sizeBefore}`]),
    ].map((text) => note(`${environment}: ${text}`, false));
  });
}

/** Services that are new and have no release: they run nowhere, also where they stand for one that ran. */
export function unreleasedBetween(before: SlipwayRecord, after: SlipwayRecord): readonly Note[] {
  const [old, head] = [servicesIn(before), servicesIn(after)];
  const gone = [...old].filter(([name, isRun]) => isRun && !head.has(name)).map(([name]) => name);
  return [...head].flatMap(([name, isRun]) => {
    if (isRun || old.has(name)) return [];
    const instead =
      gone.length === 0 ? '' : `, while ${gone.join(' and ')} ${gone.length === 1 ? 'goes' : 'go'}`;
    return [
      note(
        `${name} has no release in any environment: it runs nowhere until it is released${instead}`,
        gone.length > 0,
      ),
    ];
  });
}

/** What changes of services that wait for their first release: Terraform has nothing of them yet. */
export function waitingBetween(before: SlipwayRecord, after: SlipwayRecord): readonly Note[] {
  const old = new Map(before.environments.map((environment) => [environment.name, environment.services]));
  return after.environments.flatMap(({ name, services }) =>
    Object.entries(services).flatMap(([service, is]) => {
      const was = entryOf(old.get(name) ?? {}, service);
      if (was === undefined || was.digest !== null || is.digest !== null) return [];
      const [less, more] = [replicaWords(was.replicas), replicaWords(is.replicas)];
      const address = [was.address, is.address].map((each) => each ?? 'nowhere');
      return [
        ...(less === more ? [] : [`runs ${more} and not ${less}`]),
        ...(address[0] === address[1]
          ? []
          : [`answers at ${address[1] ?? ''} and not at ${address[0] ?? ''}`]),
      ].map((what) => note(`${service} in ${name} ${what}, once it is released there`, false));
    }),
  );
}

/** Service → whether any environment runs it. */
function servicesIn({ environments }: SlipwayRecord): ReadonlyMap<string, boolean> {
  const runs = new Map<string, boolean>();
  for (const { services } of environments)
    for (const [name, { digest }] of Object.entries(services))
      runs.set(name, runs.get(name) === true || digest !== null);
  return runs;
}

function note(text: string, needsApproval: boolean): Note {
  return { text, needsApproval };
}

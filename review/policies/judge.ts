import { keyOfFinding, type Severity } from '../../core/findings';
import { groupBy } from '../group-by';
import type { Block, Synth } from '../synth';
import type { PolicyFinding } from '../view';
import type {
  EnvironmentPolicy,
  EnvironmentView,
  NonCompliance,
  Policy,
  ProjectPolicy,
  ResourcePolicy,
  Where,
} from './policy';
import { readVerdict } from './read-verdict';

/** A policy's finding, before it is compared with the previous state and with the exceptions. */
export type Judgement = Omit<PolicyFinding, 'known' | 'allowed'>;

/** A judgement, and whether the same is found in the state before. */
export interface Found {
  readonly judgement: Judgement;
  readonly known: boolean;
}

/**
 * Everything that policies find in a synth. Pure. The findings may still contain secrets.
 * @throws InvalidInput if a policy does not return a verdict
 */
export function judgeBy(policies: readonly Policy[], synth: Synth): readonly Judgement[] {
  return judgeBetween(policies, undefined, synth).map(({ judgement }) => judgement);
}

/**
 * Everything that policies find in a synth, beside the one before it. Pure.
 * @throws InvalidInput if a policy does not return a verdict
 */
export function judgeBetween(
  policies: readonly Policy[],
  before: Synth | undefined,
  after: Synth,
): readonly Found[] {
  const answers = policies.map((policy): { readonly policy: Policy; readonly all: Found[] } => ({
    policy,
    all: 'judge' in policy ? [] : [...ofWhole(policy, before, after)],
  }));
  const [whereBefore, whereAfter] = [before, after].map((synth) => synth && placesOf(synth));
  // All policies look at a block before the next one, while it is at hand.
  for (const [name, stack] of after.stacks)
    for (const block of stack.blocks.values())
      for (const { policy, all } of answers) {
        if (!('judge' in policy)) continue;
        const where = whereAfter?.get(name) ?? { stack, environment: undefined };
        const wrong = readVerdict(policy, policy.judge(block, where));
        if (wrong.length === 0) continue;
        const was = before?.stacks.get(name)?.blocks.get(block.address);
        all.push(...ofResource(policy, block, wrong, where, knownIn(policy, was, whereBefore?.get(name))));
      }
  return answers.flatMap(({ all }) => all);
}

/** Stack → where its blocks are. */
function placesOf({ record, stacks }: Synth): ReadonlyMap<string, Where> {
  const environments = new Map(record.environments.map((environment) => [environment.name, environment]));
  return new Map(
    [...stacks].map(([name, stack]) => [
      name,
      { stack, environment: environments.get(stack.environment ?? '') },
    ]),
  );
}

/** What a policy finds in environments, or in the project as a whole. */
function ofWhole(
  policy: EnvironmentPolicy | ProjectPolicy,
  before: Synth | undefined,
  after: Synth,
): readonly Found[] {
  const all = (synth: Synth): readonly Judgement[] =>
    'judgeProject' in policy
      ? // It concerns every environment, including protected ones.
        readVerdict(policy, policy.judgeProject(synth)).map((wrong) =>
          found(policy, wrong, '', severity(policy, true)),
        )
      : environmentViews(synth).flatMap((view) =>
          readVerdict(policy, policy.judgeEnvironment(view)).map((wrong) =>
            found(policy, wrong, view.record.name, severity(policy, view.record.protected)),
          ),
        );
  const known = new Set(before === undefined ? [] : all(before).map(keyOfFinding));
  return all(after).map((judgement) => ({ judgement, known: known.has(keyOfFinding(judgement)) }));
}

function ofResource(
  policy: ResourcePolicy,
  block: Block,
  wrong: readonly NonCompliance[],
  { stack, environment }: Where,
  isKnown: (wrong: NonCompliance) => boolean,
): readonly Found[] {
  const weight = severity(policy, environment?.protected === true);
  return wrong.map((each) => ({
    judgement: {
      ...found(policy, each, `${stack.name}/${block.address}`, weight),
      ...(block.file === null ? {} : { file: block.file }),
    },
    known: isKnown(each),
  }));
}

/** Whether a policy found the same in the block before: only where it finds something now does that need a look. */
function knownIn(
  policy: ResourcePolicy,
  was: Block | undefined,
  where: Where | undefined,
): (wrong: NonCompliance) => boolean {
  if (was === undefined || where === undefined) return () => false;
  const known = readVerdict(policy, policy.judge(was, where));
  return ({ path = '', message, value }) =>
    known.some((each) => (each.path ?? '') === path && each.message === message && each.value === value);
}

function found(
  { name }: Policy,
  { path = '', message, value, advice }: NonCompliance,
  where: string,
  weight: Severity,
): Judgement {
  return {
    rule: name,
    severity: weight,
    path: [where, path].filter((part) => part !== '').join(' '),
    message,
    ...(value === undefined ? {} : { value }),
    advice,
  };
}

function severity({ severity: by }: Policy, isProtected: boolean): Severity {
  return isProtected ? by.protected : by.other;
}

function environmentViews({ record, stacks }: Synth): readonly EnvironmentView[] {
  const byEnvironment = groupBy([...stacks.values()], ({ environment }) => environment);
  return record.environments.map((environment) => {
    const own = byEnvironment.get(environment.name) ?? [];
    return {
      record: environment,
      stacks: own,
      resources: own.flatMap(({ blocks }) => [...blocks.values()].filter(({ kind }) => kind === 'resource')),
    };
  });
}

import type { Severity } from '../../core/findings';
import { groupBy } from '../group-by';
import type { Block, Synth } from '../synth';
import type { PolicyFinding } from '../view';
import type { EnvironmentView, NonCompliance, Policy, PolicyVerdict, Where } from './policy';
import { readVerdict } from './read-verdict';

/** A policy's finding, before it is compared with the previous state and with the exceptions. */
export type Judgement = Omit<PolicyFinding, 'known' | 'allowed'>;

/**
 * Everything that policies find in a synth. Pure. The findings may still contain secrets.
 * @throws InvalidInput if a policy does not return a verdict
 */
export function judgeBy(policies: readonly Policy[], synth: Synth): readonly Judgement[] {
  const views = environmentViews(synth);
  const environments = new Map(views.map((view) => [view.record.name, view.record]));
  return policies.flatMap((policy) => {
    if ('judgeProject' in policy) return project(policy.judgeProject(synth), policy);
    if ('judgeEnvironment' in policy)
      return views.flatMap((view) =>
        readVerdict(policy, policy.judgeEnvironment(view)).map((wrong) =>
          found(policy, wrong, view.record.name, severity(policy, view.record.protected)),
        ),
      );
    return [...synth.stacks.values()].flatMap((stack) => {
      const environment = environments.get(stack.environment ?? '');
      const weight = severity(policy, environment?.protected === true);
      return [...stack.blocks.values()].flatMap((block) =>
        ofResource(policy, block, { stack, environment }, weight),
      );
    });
  });
}

function project(verdict: PolicyVerdict, policy: Policy): readonly Judgement[] {
  // It concerns every environment, including protected ones.
  return readVerdict(policy, verdict).map((wrong) => found(policy, wrong, '', severity(policy, true)));
}

function ofResource(
  policy: Extract<Policy, { judge: unknown }>,
  block: Block,
  where: Where,
  weight: Severity,
): readonly Judgement[] {
  return readVerdict(policy, policy.judge(block, where)).map((wrong) => ({
    ...found(policy, wrong, `${where.stack.name}/${block.address}`, weight),
    ...(block.file === null ? {} : { file: block.file }),
  }));
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

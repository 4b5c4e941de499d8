import type { Severity } from '../../findings';
import { groupBy } from '../group-by';
import type { Block, Synth } from '../synth';
import { maskFor, collectSecrets } from '../secrets';
import { POLICIES } from './policies';
import type { EnvironmentView, NonCompliance, Policy, PolicyVerdict, Where } from './policy';
import type { PolicyFinding } from '../view';

/** Something that a policy forbids, and that is wanted all the same. */
export interface PolicyException {
  /** The policy's name. */
  readonly rule: string;
  /** What it is allowed for: the beginning of a finding's path, such as `prod-services/kubernetes_service_v1.web`. */
  readonly at: string;
  readonly reason: string;
}

export interface CheckOptions {
  /** The team's own, beside those that every project has. @default none */
  readonly policies?: readonly Policy[];
  /** @default none */
  readonly exceptions?: readonly PolicyException[];
  /** The state before: what it breaks already is known. @default nothing is known */
  readonly before?: Synth;
}

/** Everything that policies find in a synth, by rule and path. Pure, and without a secret. */
export function check(
  synth: Synth,
  { policies = [], exceptions = [], before }: CheckOptions = {},
): readonly PolicyFinding[] {
  const all = [...POLICIES, ...policies];
  const known = new Set(before === undefined ? [] : findingsOf(before, all).map(keyOf));
  const mask = maskFor(collectSecrets([synth]));
  const findings = findingsOf(synth, all).map((finding) => {
    const exception = exceptions.find((each) => allows(each, finding));
    return {
      ...finding,
      ...(finding.value === undefined ? {} : { value: mask.text(finding.value) }),
      known: known.has(keyOf(finding)),
      ...(exception === undefined ? {} : { allowed: exception.reason }),
    };
  });
  return [...findings, ...unused(exceptions, findings)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

type Found = Omit<PolicyFinding, 'known'>;

function findingsOf(synth: Synth, policies: readonly Policy[]): readonly Found[] {
  const views = environmentViews(synth);
  const environments = new Map(views.map((view) => [view.record.name, view.record]));
  return policies.flatMap((policy) => {
    if ('judgeProject' in policy) return project(policy.judgeProject(synth), policy);
    if ('judgeEnvironment' in policy)
      return views.flatMap((view) =>
        listed(policy.judgeEnvironment(view)).map((wrong) =>
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

function project(verdict: PolicyVerdict, policy: Policy): readonly Found[] {
  // It concerns every environment, protected ones included.
  return listed(verdict).map((wrong) => found(policy, wrong, '', severity(policy, true)));
}

function ofResource(
  policy: Extract<Policy, { judge: unknown }>,
  block: Block,
  where: Where,
  weight: Severity,
): readonly Found[] {
  return listed(policy.judge(block, where)).map((wrong) => ({
    ...found(policy, wrong, `${where.stack.name}/${block.address}`, weight),
    ...(block.file === null ? {} : { file: block.file }),
  }));
}

function listed(verdict: PolicyVerdict): readonly NonCompliance[] {
  return typeof verdict === 'string' ? [] : verdict;
}

function found(
  { name }: Policy,
  { path = '', message, value, advice }: NonCompliance,
  where: string,
  weight: Severity,
): Found {
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

function allows({ rule, at }: PolicyException, finding: Found): boolean {
  if (finding.rule !== rule) return false;
  return finding.path === at || finding.path.startsWith(`${at} `) || finding.path.startsWith(`${at}.`);
}

/** An exception that nothing needs any more would silently allow what comes next. */
function unused(
  exceptions: readonly PolicyException[],
  findings: readonly Found[],
): readonly PolicyFinding[] {
  return exceptions
    .filter((exception) => !findings.some((finding) => allows(exception, finding)))
    .map(({ rule, at }) => ({
      rule: 'policies/unused-exception',
      severity: 'note',
      path: at,
      message: 'must be needed',
      value: `an exception from ${rule} that nothing makes use of`,
      advice: 'Delete it.',
      known: false,
    }));
}

function keyOf({ rule, path, message, value }: Found): string {
  return JSON.stringify([rule, path, message, value]);
}

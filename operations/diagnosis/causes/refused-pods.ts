import { podCounts } from '../../cluster';
import { type Cause, type Evidence, eventsAbout } from '../evidence';

interface Explained {
  readonly pattern: RegExp;
  readonly explain: (found: Readonly<Record<string, string>>, namespace: string) => Cause;
}

const EXPLAINED: readonly Explained[] = [
  {
    pattern: /violates PodSecurity "(?<standard>[^"]+)": (?<rules>.+)$/s,
    explain: ({ standard = '', rules = '' }, namespace) => ({
      what: `no pod can be created: the namespace ${namespace} enforces the pod security standard ${standard}`,
      // One rule per line. Commas inside a rule's parentheses do not separate rules.
      details: rules.split(/, (?![^(]*\))/),
      advice:
        'Do without what the rules name, or relax the standard of the namespace with a reason (`podSecurity`).',
    }),
  },
  {
    pattern:
      /exceeded quota: (?<quota>[^,]+), requested: (?<requested>.+), used: (?<used>.+), limited: (?<limited>.+)$/s,
    explain: ({ quota = '', requested = '', used = '', limited = '' }, namespace) => ({
      what: `no more pods can be created: the quota ${quota} of the namespace ${namespace} is used up`,
      details: [`asked for: ${requested}`, `in use:    ${used}`, `allowed:   ${limited}`],
      advice:
        'Have the quota raised, or ask for fewer replicas or less. A rollout needs room for one pod more.',
    }),
  },
  {
    pattern: /failed quota: (?<quota>[^:]+): must specify (?<what>.+)$/s,
    explain: ({ quota = '', what = '' }, namespace) => ({
      what: `no pod can be created: the quota ${quota} of the namespace ${namespace} wants it to say ${what}`,
      advice: `Give the namespace a LimitRange with a default for ${what}, or drop it from the quota.`,
    }),
  },
  {
    pattern: /serviceaccount "(?<account>[^"]+)" not found/,
    explain: ({ account = '' }, namespace) => ({
      what: `no pod can be created: the namespace ${namespace} has no service account ${account}`,
      advice:
        'Kubernetes makes it in a moment in a new namespace: deploy again. Otherwise check its controller manager.',
    }),
  },
  {
    pattern: /admission webhook "(?<webhook>[^"]+)" denied the request: (?<said>.+)$/s,
    explain: ({ webhook = '', said = '' }) => ({
      what: `no pod can be created: the admission webhook ${webhook} refuses it`,
      details: [said],
      advice: 'Do what it asks for, or have the policy behind it changed.',
    }),
  },
];

/** Pods that the API server rejects. They never exist, so only their controller can report them. */
export function refusedPods(evidence: Evidence): readonly Cause[] {
  const said = refusalIn(evidence);
  if (said === undefined) return [];
  for (const { pattern, explain } of EXPLAINED) {
    const found = pattern.exec(said)?.groups;
    if (found !== undefined) return [explain(found, evidence.namespace)];
  }
  return [
    {
      what: 'no pod can be created',
      details: [said],
      advice: 'The line above is what the API server answers: fix what it names.',
    },
  ];
}

/** A replica set keeps this in its conditions while it lasts; the others only report events. */
function refusalIn(evidence: Evidence): string | undefined {
  const { workload, replicaSet, name } = evidence;
  if (workload.kind === 'Deployment')
    return replicaSet?.status?.conditions?.find(
      ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
    )?.message;
  const { desired, total } = podCounts(workload);
  if (total >= desired) return undefined;
  return eventsAbout(evidence, workload.kind, name, 'FailedCreate')[0]?.message;
}

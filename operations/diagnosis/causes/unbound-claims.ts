import type { V1PersistentVolumeClaim } from '../../cluster';
import { type Cause, type Evidence, eventsAbout, unreadyPods } from '../evidence';
import { unscheduledBecause } from './unschedulable-pods';

/** Claims without a volume that a pod is waiting for. */
export function unboundClaims(evidence: Evidence): readonly Cause[] {
  const waiting = unreadyPods(evidence).filter((pod) =>
    /persistentvolumeclaim/i.test(unscheduledBecause(pod) ?? ''),
  );
  const wanted = waiting.flatMap((pod) =>
    (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
  );
  return [...new Set(wanted)].sort().flatMap((name): readonly Cause[] => {
    const claim = evidence.claims.find(({ metadata }) => metadata?.name === name);
    if (claim === undefined)
      return [
        {
          what: `the claim ${name} of its volume does not exist`,
          advice: 'Deploy the services stack again: it creates it.',
        },
      ];
    return claim.status?.phase === 'Bound' ? [] : [unbound(evidence, claim, name)];
  });
}

function unbound(evidence: Evidence, { spec }: V1PersistentVolumeClaim, name: string): Cause {
  const size = spec?.resources?.requests?.storage ?? '';
  const storageClass = spec?.storageClassName ?? '';
  const said = eventsAbout(evidence, 'PersistentVolumeClaim', name)[0]?.message;
  const what = `the claim ${name} (${size}, storage class ${storageClass === '' ? 'none' : storageClass}) gets no volume`;
  const details = said === undefined ? [] : [said];
  if (/storageclass\S* "[^"]*" not found/.test(said ?? ''))
    return {
      what,
      details,
      advice: `Correct \`provides.storageClass\` of the cluster, or have the class ${storageClass} made.`,
    };
  if (storageClass === '')
    return {
      what,
      details,
      advice:
        'Name a storage class in `provides.storageClass` of the cluster, or give the cluster a default one.',
    };
  return {
    what,
    details,
    advice: 'Check that the provisioner of the storage class runs, and has room.',
  };
}

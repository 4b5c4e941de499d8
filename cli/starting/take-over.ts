import { type Finding, problem } from '../../core/findings';
import { countOf } from '../../core/text';
import { namespaceOf } from '../../model';
import type { RunningObject, Starter } from './starter';

/** What the first deploy of an environment takes over of what runs there already. */
export function takeOver(
  project: string,
  environment: string,
  running: readonly RunningObject[],
): NonNullable<Starter['running']> {
  const namespace = namespaceOf(project, { name: environment });
  const imports = running
    .filter((object) => reasonOf(object, namespace) === undefined)
    .map(({ kind, name }) => `${kind}/${name}`);
  return { environment, imports };
}

/** A finding where nothing can be said of what runs. */
export function checkRunning(
  { from, running: environment }: { readonly from?: string; readonly running?: string },
  { environments }: Starter,
  running: readonly RunningObject[],
): readonly Finding[] {
  if (environment === undefined) return [];
  return [
    ...(environments.includes(environment)
      ? []
      : [
          refusal('must be one of the environments', environment, `Choose from: ${environments.join(', ')}.`),
        ]),
    ...(running.length > 0
      ? []
      : [
          refusal(
            'must come with manifests of what runs in a cluster',
            from ?? 'no --from',
            'Give their folder as --from: `kubectl get … -o yaml`, or the output of `helm template`.',
          ),
        ]),
  ];
}

/** The report on what the first deploy takes over, and on what must be recreated, why, and what to do before. */
export function takeOverReport(
  project: string,
  environment: string,
  running: readonly RunningObject[],
): readonly string[] {
  const namespace = namespaceOf(project, { name: environment });
  const recreated = running.flatMap((object) => {
    const reason = reasonOf(object, namespace);
    return reason === undefined ? [] : [`  ${object.kind}/${object.name}\n    → ${reason}`];
  });
  const count = running.length - recreated.length;
  return [
    '',
    `The first deploy of ${environment} takes over ${countOf(count, 'object')} of the namespace ${namespace}, and the namespace itself.`,
    ...(recreated.length === 0
      ? []
      : [
          'These are recreated, for the reasons given. Delete those that keep their name right before that deploy:',
          ...recreated,
        ]),
  ];
}

function reasonOf({ namespace = '', recreateReason }: RunningObject, expected: string): string | undefined {
  return namespace === '' || namespace === expected
    ? recreateReason
    : `It runs in the namespace ${namespace}, and no object moves to another one: here it is ${expected}.`;
}

function refusal(message: string, value: string, advice: string): Finding {
  return problem({ rule: 'init/running', path: '--running', message, value, advice });
}

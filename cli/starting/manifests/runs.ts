import { Draft } from '../draft';
import { holdsSecret, isSecret } from '../held-secrets';
import { nameFrom } from '../slug';
import { uses } from '../connect';
import type { Input } from '../input';
import { durationOf } from '../quantities';
import { Name } from '../source';
import { type KubernetesObject, templateOf } from './context';
import { readMetadata, skipMetadata } from './metadata';

/** A job or a cron job, which runs what one of the services runs. */
export function readRun(
  { kind, name, input }: KubernetesObject,
  services: readonly Draft[],
  taken: Set<string>,
): Draft | undefined {
  const isCron = kind === 'CronJob';
  const outer = input.at('spec');
  const spec = isCron ? outer.at('jobTemplate', 'spec') : outer;
  const pod = spec.at('template', 'spec');
  const [container] = pod.at('containers').items();
  const image = container?.at('image').value;
  const of = services.find(
    (draft) => templateOf(draft.input).at('spec', 'containers').items()[0]?.at('image').value === image,
  );
  const command = [...(container?.at('command').texts() ?? []), ...(container?.at('args').texts() ?? [])];
  const isSecretHeld = holdsSecret(command);
  const isWhole = container?.at('command').items().length !== 0;
  const hook = isCron ? undefined : hookOf(input);
  if (hook === 'other') {
    input.leave(
      'It runs when something else happens than a deploy, so that no job(…) stands for it: run it by hand, or add it with `manifests` of an environment.',
    );
    return undefined;
  }
  if (container === undefined || of === undefined || !isWhole || isSecretHeld) {
    input.take();
    input.leave(
      of === undefined
        ? 'No service of the manifests has its image: declare one of it, with replicas: 0 in each environment, and a job(…) or cronJob(…) of that.'
        : isSecretHeld
          ? 'Its command holds a secret, which everyone who may look at the pods reads: give it as a variable or a file.'
          : 'It has no command: a job(…) or cronJob(…) needs one, with the entrypoint of its image.',
    );
    return undefined;
  }
  const draft = new Draft(nameFrom(name, taken), input);
  taken.add(draft.name);
  if (draft.name !== name) input.note(`It is called ${draft.name} here.`);
  draft.kind = isCron ? 'cronJob' : 'job';
  draft.expands = true;
  readMetadata(draft, input.at('metadata'), ['labels', 'annotations']);
  container.at('image').take();
  draft.props['of'] = new Name(of.variable);
  for (const text of command) draft.mentions.push({ text, input: container });
  draft.props['command'] = command;
  draft.around = of;
  uses(draft, of);
  for (const key of ['name', 'imagePullPolicy']) container.at(key).take();
  for (const variable of container.at('env').items()) readVariable(draft, variable, of);
  const retries = spec.at('backoffLimit').number() ?? RETRIES;
  if (retries > 0) draft.props['retries'] = retries;
  const deadline = spec.at('activeDeadlineSeconds').number();
  if (deadline !== undefined) draft.props['deadline'] = durationOf(deadline);
  spec.at('ttlSecondsAfterFinished').leave('Its last runs are kept, with their logs: see `history`.');
  pod.at('restartPolicy').take();
  skipMetadata(spec.at('template', 'metadata'));
  if (isCron) readSchedule(draft, outer);
  else {
    const when = hook ?? 'before';
    draft.props[when] = [new Name(of.variable)];
    if (when === 'before') draft.waiting.add(of);
    const { annotations } = draft.props;
    if (typeof annotations === 'object')
      draft.props['annotations'] = Object.fromEntries(
        Object.entries(annotations).filter(([key]) => !OF_HOOKS.test(key)),
      );
    for (const [key, value] of input.at('metadata', 'annotations').entries())
      if (/\/(?:hook-weight|sync-wave)$/.test(key) && value.text() !== '0')
        value.note('Jobs run in the order of what they connect to: nothing numbers them.');
  }
  input.note(`It has the settings, secrets, files and sizes of ${of.name}, whose image it runs.`);
  return draft;
}

/** How often Kubernetes tries a run again where nobody says it. */
const RETRIES = 6;

/** By which Helm and Argo CD run what is no part of the application itself. */
const OF_HOOKS = /^(?:helm\.sh\/hook|argocd\.argoproj\.io\/(?:hook|sync-wave))/;

/** When a tool runs a job: before or after a deploy, or at something else, such as the end of the release. */
function hookOf(object: Input): 'before' | 'after' | 'other' | undefined {
  const annotations = object.at('metadata', 'annotations');
  const words = ['helm.sh/hook', 'argocd.argoproj.io/hook']
    .flatMap((key) => (annotations.at(key).text() ?? '').split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return undefined;
  if (words.some((word) => /^(?:pre-install|pre-upgrade|PreSync|Sync)$/.test(word))) return 'before';
  return words.some((word) => /^(?:post-install|post-upgrade|PostSync)$/.test(word)) ? 'after' : 'other';
}

/** A variable that its service does not have, or has with another value. */
function readVariable(draft: Draft, variable: Input, of: Draft): void {
  const [name, value] = [variable.at('name').text() ?? '', variable.at('value')];
  const same = templateOf(of.input)
    .at('spec', 'containers')
    .items()[0]
    ?.at('env')
    .items()
    .some((other) => JSON.stringify(other.value) === JSON.stringify(variable.value));
  if (same === true || of.env.get(name)?.value === (value.value ?? '')) variable.take();
  else if (variable.at('valueFrom').isThere)
    variable
      .at('valueFrom')
      .leave(
        `It is read from elsewhere than in ${of.name}, whose secrets and fields a job has: add it there.`,
      );
  else if (isSecret(name, value.text() ?? ''))
    value.leave(`It looks like a secret: give it to ${of.name}, whose secrets it has.`);
  else draft.env.set(name, { value: value.text() ?? '', input: value });
}

function readSchedule(draft: Draft, spec: Input): void {
  skipMetadata(spec.at('jobTemplate', 'metadata'));
  draft.props['schedule'] = spec.at('schedule').text() ?? '@daily';
  draft.props['timeZone'] = spec.at('timeZone').text();
  draft.props['concurrency'] = (spec.at('concurrencyPolicy').text() ?? 'Allow').toLowerCase();
  if (spec.at('suspend').value === false) spec.at('suspend').take();
  const [succeeded, failed] = [
    spec.at('successfulJobsHistoryLimit').number(),
    spec.at('failedJobsHistoryLimit').number(),
  ];
  if (succeeded !== undefined || failed !== undefined)
    draft.props['history'] = { succeeded: succeeded ?? 3, failed: failed ?? 1 };
}

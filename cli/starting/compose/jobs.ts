import { uses } from '../connect';
import type { Draft } from '../draft';
import { Name } from '../source';

/**
 * Makes jobs of the services that others wait for until they have ended. A job runs what one of those runs.
 * @param imageOf what a service runs, as a key
 */
export function asJobs(drafts: Map<string, Draft>, imageOf: (key: string) => string): void {
  const waiting = new Map<string, [string, Draft][]>();
  for (const [key, draft] of drafts)
    for (const { host, input } of draft.wants)
      if (input.at('condition').value === 'service_completed_successfully')
        waiting.set(host, [...(waiting.get(host) ?? []), [key, draft]]);
  for (const [key, others] of waiting) {
    const draft = drafts.get(key);
    if (draft === undefined) continue;
    const [, of] = others.find(([other]) => imageOf(other) === imageOf(key)) ?? [];
    const command = [...listOf(draft.props['command']), ...listOf(draft.props['args'])];
    if (of === undefined || command.length === 0) {
      drafts.delete(key);
      draft.input.leave(
        of === undefined
          ? `It runs and ends before ${others.map(([other]) => other).join(', ')}, with an image of its own: say it as initContainers of those.`
          : 'It runs and ends, and says no command: add a job(…) with one.',
      );
      continue;
    }
    become(
      draft,
      of,
      others.map(([, other]) => other),
      command,
    );
  }
}

function become(draft: Draft, of: Draft, before: readonly Draft[], command: readonly string[]): void {
  draft.kind = 'job';
  draft.named.clear();
  const left = Object.keys(draft.props).filter((option) => !KEPT.has(option));
  for (const option of left) delete draft.props[option];
  for (const key of Object.keys(draft.sizes)) delete draft.sizes[key];
  for (const [name, { value }] of draft.env) if (of.env.get(name)?.value === value) draft.env.delete(name);
  for (const name of Object.keys(draft.settings))
    if (of.settings[name] === undefined)
      draft.input.note(`It has the settings of ${of.name}, and ${name} is none of them.`);
  for (const name of Object.keys(draft.secrets))
    if (of.secrets[name] === undefined)
      draft.input.note(`It has the secrets of ${of.name}, and ${name} is none of them.`);
  for (const record of [draft.settings, draft.secrets, draft.files, draft.mounts] as Record<
    string,
    unknown
  >[])
    for (const name of Object.keys(record)) delete record[name];
  for (const map of [draft.ports, draft.scratch, draft.volumes]) map.clear();
  draft.secretNames.clear();
  draft.wants.length = 0;
  draft.mentions.length = 0;
  draft.props['of'] = new Name(of.variable);
  draft.props['command'] = [...command];
  draft.props['before'] = before.map(({ variable }) => new Name(variable));
  for (const other of [of, ...before]) uses(draft, other);
  draft.input.note(
    `It runs once for each image of ${of.name}, with the files, secrets and connections of that. Its command replaces the entrypoint of the image.`,
  );
}

/** What a job says for itself; the rest is that of its service. */
const KEPT = new Set(['labels', 'annotations', 'nodeSelector']);

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

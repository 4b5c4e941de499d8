import { uses } from '../connect';
import { Draft } from '../draft';
import { Name, render, type Source } from '../source';

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
    handOver(draft, [...drafts.values()], of);
    if (of !== undefined && command.length > 0) {
      const before = others.map(([, other]) => other);
      drafts.set(key, jobOf(draft, of, before, command));
      continue;
    }
    drafts.delete(key);
    draft.input.leave(
      of === undefined
        ? `It runs and ends before ${others.map(([other]) => other).join(', ')}, with an image of its own: write it as initContainers of those.`
        : 'It runs and ends, but has no command: add a job(…) with one.',
    );
  }
}

/** Others may have the image that it builds: one of them builds it now. */
function handOver(draft: Draft, all: readonly Draft[], preferred: Draft | undefined): void {
  const users = all.filter(({ named }) => named.has(draft));
  const [first] = users;
  const builder = preferred !== undefined && users.includes(preferred) ? preferred : first;
  for (const user of users) {
    user.named.delete(draft);
    if (builder === undefined || user === builder) user.props['image'] = draft.props['image'];
    else if (uses(user, builder)) user.props['image'] = new Name(`${builder.variable}.image`);
  }
}

/** What it says for itself; the rest is that of the service whose image it runs. */
function jobOf(draft: Draft, of: Draft, before: readonly Draft[], command: readonly string[]): Draft {
  const job = new Draft(draft.name, draft.input);
  job.kind = 'job';
  for (const option of ['labels', 'annotations', 'retries']) job.props[option] = draft.props[option];
  for (const [name, variable] of draft.env)
    if (of.env.get(name)?.value !== variable.value) job.env.set(name, variable);
  for (const [option, mine, others] of [
    ['settings', draft.settings, of.settings],
    ['secrets', draft.secrets, of.secrets],
  ] as const)
    for (const name of Object.keys(mine))
      if (!Object.hasOwn(others, name))
        draft.input.note(`It shares the ${option} of ${of.name}, which do not include ${name}.`);
  const others = notOf(draft, of);
  if (others.length > 0)
    draft.input.note(`What it says of ${others.join(', ')} is not carried over: it has what ${of.name} has.`);
  job.around = of;
  for (const one of before) job.waiting.add(one);
  job.mentions.push(...draft.mentions);
  job.wants.push(...draft.wants);
  job.props['of'] = new Name(of.variable);
  job.props['command'] = [...command];
  job.props['before'] = before.map(({ variable }) => new Name(variable));
  for (const other of [of, ...before]) uses(job, other);
  draft.input.note(
    `It runs once for each image of ${of.name}, with the files, secrets and connections of that. Its command replaces the entrypoint of the image.`,
  );
  return job;
}

/** The options of a service that a job has from another one, where that one says something else. */
function notOf(draft: Draft, of: Draft): readonly string[] {
  const differs = (mine: Source | undefined, other: Source | undefined): boolean =>
    mine !== undefined && (other === undefined || render(mine) !== render(other));
  const options = INHERITED.filter((option) => differs(draft.props[option], of.props[option]));
  const sizes = SIZES.filter((option) => differs(draft.sizes[option], of.sizes[option]));
  const paths = (one: Draft): readonly string[] => [
    ...Object.keys(one.files),
    ...Object.keys(one.mounts),
    ...one.scratch.keys(),
    ...[...one.volumes.values()].map(({ mountPath }) => mountPath),
  ];
  const known = paths(of);
  return [...options, ...sizes, ...paths(draft).filter((path) => !known.includes(path))];
}

const INHERITED =
  'user group supplementalGroups capabilities privileged sysctls workingDir terminationGrace dnsOptions hostAliases'.split(
    ' ',
  );
const SIZES = ['cpu', 'cpuLimit', 'memory', 'memoryRequest', 'resources'];

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

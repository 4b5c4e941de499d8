import type { Draft } from './draft';
import type { Input } from './input';

/** The directory that a process starts in. */
export function readWorkingDir(draft: Draft, input: Input): void {
  const path = input.text() ?? '';
  if (/^\/(?:.*\S)?$/.test(path)) draft.props['workingDir'] = path;
  else if (path !== '') input.leave('It begins at the directory of the image: write it from / on.');
}

/** The groups that a process has beside its own. */
export function readGroups(draft: Draft, groups: readonly Input[]): void {
  const numbers = groups.flatMap((input) => {
    const text = input.text() ?? '';
    if (/^\d{1,9}$/.test(text)) return [Number(text)];
    input.leave('Kubernetes knows groups by their numbers: see /etc/group of the image.');
    return [];
  });
  if (numbers.length > 0) draft.props['supplementalGroups'] = numbers;
}

/** Options of resolv.conf: name, value, and where it stands. */
export function readDnsOptions(
  draft: Draft,
  options: readonly (readonly [name: string, value: string, input: Input])[],
): void {
  const given = options.flatMap(([name, value, input]) => {
    if (/^[\w-]+$/.test(name) && /^\S*$/.test(value)) return [[name, value] as const];
    input.leave('It is no option of resolv.conf.');
    return [];
  });
  if (given.length > 0) draft.props['dnsOptions'] = Object.fromEntries(given);
}

import type { Cause } from './evidence';

/** What fits on one screen, next to the rest of a failed deploy's output. */
const CAUSES = 4;
const DETAILS = 10;
const WIDTH = 240;

/** The causes as text: what several pods share is said once, and the whole fits on a screen. */
export function renderCauses(workload: string, causes: readonly Cause[]): readonly string[] {
  const groups = alike(causes);
  const shown = groups.slice(0, CAUSES).map((group) => renderGroup(workload, group));
  return groups.length > CAUSES ? [...shown, `${workload}: ${groups.length - CAUSES} further causes`] : shown;
}

function alike(causes: readonly Cause[]): readonly (readonly Cause[])[] {
  const groups = new Map<string, Cause[]>();
  for (const cause of causes) {
    const key = `${cause.what}\n${cause.advice}`;
    groups.set(key, [...(groups.get(key) ?? []), cause]);
  }
  return [...groups.values()];
}

function renderGroup(workload: string, group: readonly Cause[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const { pod, what, details = [], advice } = first;
  const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
  const subject = pod === undefined ? workload : `${pod}${more}`;
  const lines = details.flatMap((detail) => detail.split('\n')).filter((line) => line.trim() !== '');
  return [
    `${subject}: ${what}`,
    ...lines.slice(-DETAILS).map((line) => `    ${line.slice(0, WIDTH)}`),
    `    → ${advice}`,
  ].join('\n');
}

import type { RollMachine, Rolled, RollRequest } from '../operations/rolling';

/** What a roll did, and what to do next, as text. `file` is the placement file, if there is one. */
export function rollReport(
  { waves, left, undone }: Rolled,
  { environment, pool }: RollRequest,
  file: string | undefined,
): readonly string[] {
  const again = `npx slipway roll ${environment} ${pool}`;
  return [
    waves.length === 0 ? upToDate(pool) : `Rolled ${waves.flat().join(', ')} of ${pool}.`,
    ...(left.length === 0 ? [] : [`To go on with ${left.join(', ')}: ${again}`]),
    ...(waves.length > 0 && file !== undefined ? [`Commit ${file}: it says what each slot runs.`] : []),
    ...(undone.length === 0
      ? []
      : [`There is more to do in ${undone.join(', ')}: npx slipway deploy ${environment}`]),
  ];
}

/** What a roll would do, and why it would stop, as text. */
export function rollForecast(
  waves: readonly (readonly string[])[],
  blocked: string | undefined,
  machines: readonly RollMachine[],
  { pool }: RollRequest,
): readonly string[] {
  const silent = machines.filter(({ state }) => state === 'silent').map(({ slot }) => slot);
  const lines = [
    ...(silent.length === 0 ? [] : [`not seen to be up: ${silent.join(', ')}`]),
    ...waves.map((slots, index) => `wave ${index + 1}  ${slots.join(', ')}`),
    ...(blocked === undefined ? [] : [`Then it would stop: ${blocked}.`]),
  ];
  return lines.length === 0 ? [upToDate(pool)] : lines;
}

function upToDate(pool: string): string {
  return `Every machine of ${pool} is what the environment says.`;
}

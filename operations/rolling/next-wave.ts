import { countOf } from '../../core/text';
import { mayBeDown, mostDown, type PoolLimits } from '../../model';
import type { RollMachine } from './machine';

/** What a roll does next. Slots are named by their keys, in the order of the machines. */
type RollStep =
  /** Replace these together. */
  | { readonly kind: 'wave'; readonly slots: readonly string[] }
  /** Wait for these: they are up to date but do not answer yet, and nothing else may go down before they do. */
  | { readonly kind: 'await'; readonly slots: readonly string[] }
  | { readonly kind: 'done' }
  /** Any next step would take too many machines down. */
  | { readonly kind: 'blocked'; readonly reason: string };

/**
 * The next step of a roll, derived only from the state of the machines, so that a roll that was killed at any point can
 * continue. Machines are rolled in order, but those that are down already go first.
 */
export function nextWave(machines: readonly RollMachine[], limits: PoolLimits): RollStep {
  const starting = machines.filter(({ isCurrent, state }) => isCurrent && state === 'silent');
  if (starting.length > 0) return { kind: 'await', slots: starting.map(({ slot }) => slot) };
  const outdated = machines.filter(({ isCurrent }) => !isCurrent);
  if (outdated.length === 0) return { kind: 'done' };
  // Creating them takes nothing else down.
  const missing = outdated.filter(({ state }) => state === 'missing');
  if (missing.length > 0) return { kind: 'wave', slots: missing.map(({ slot }) => slot) };

  const silent = outdated.filter(({ state }) => state === 'silent');
  // A silent machine may be up and merely unreachable from here, so silence does not permit taking more down.
  if (!mayBeDown(silent, machines.length, limits)) return blocked(machines, silent, limits);
  const wave = [...silent];
  for (const machine of outdated)
    if (machine.state === 'up' && mayBeDown([...wave, machine], machines.length, limits)) wave.push(machine);
  if (wave.length === 0) return blocked(machines, silent, limits);
  const taken = new Set(wave);
  return { kind: 'wave', slots: outdated.filter((machine) => taken.has(machine)).map(({ slot }) => slot) };
}

function blocked(
  machines: readonly RollMachine[],
  silent: readonly RollMachine[],
  limits: PoolLimits,
): RollStep {
  const most = mostDown(machines.length, limits);
  const kept = limits.quorum ? `, since a majority of ${machines.length} must stay up` : '';
  const rule =
    limits.survivedHosts > 0 && silent.length <= most
      ? `machines may be down on only ${countOf(limits.survivedHosts, 'host')} at once`
      : `${most === 0 ? 'none' : `no more than ${most}`} may be down at once${kept}`;
  const who = silent.map(({ slot }) => slot).join(', ');
  return {
    kind: 'blocked',
    reason: silent.length === 0 ? rule : `${who} cannot be confirmed to be up, and ${rule}`,
  };
}

/** The waves of a roll in which nothing fails, and why it would stop early. */
export function wavesOf(
  machines: readonly RollMachine[],
  limits: PoolLimits,
): { readonly waves: readonly (readonly string[])[]; readonly blocked?: string } {
  const waves: (readonly string[])[] = [];
  let now = machines;
  for (;;) {
    const step = nextWave(now, limits);
    if (step.kind === 'done') return { waves };
    if (step.kind === 'blocked') return { waves, blocked: step.reason };
    if (step.kind === 'wave') waves.push(step.slots);
    now = now.map((machine) =>
      step.slots.includes(machine.slot) ? { ...machine, isCurrent: true, state: 'up' } : machine,
    );
  }
}

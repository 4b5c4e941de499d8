import { spawnSync } from 'node:child_process';
import { runProgram } from '../program';
import type { PlacementTimes } from '../programs/placement';
import { type Row, seconds, span } from '../row';

/** It takes many minutes for hundreds of hosts on two processors. */
const LONGEST = 60_000;

/** Consolidated, and so that the loss of any one host is survived. */
export const placement: Row = () =>
  (
    [
      [300, 6_000, '≤ 1 s'],
      [500, 10_000, '≤ 2 s, ≤ 1.02 times the least hosts'],
    ] as const
  ).map(([hosts, slots, aim]) => {
    const { result, timing } = runProgram<PlacementTimes>('placement', [hosts, slots]);
    const { times, used, least } = result;
    return {
      work: `${hosts} hosts, ${slots.toLocaleString('en')} slots, \`survives: 1\`, consolidate`,
      slipway: `${span(times)}, ${used} hosts have slots, ${least} are the least with one to lose`,
      peer: hspace(hosts),
      mebibytes: timing.mebibytes,
      aim,
    };
  });

/** Ganeti's planner fills like hosts with like machines, N+1 included, until one more does not fit. */
function hspace(hosts: number): string {
  if (spawnSync('hspace', ['--version']).status !== 0) return 'Ganeti hspace is not installed';
  const fleet = `preferred,${hosts},100000000,${512 * 1024},128`;
  const args = [`--simulate=${fleet}`, `--standard-alloc=10240,${16 * 1024},4`, '--disk-template=file'];
  const began = performance.now();
  const { error, status } = spawnSync('hspace', args, { stdio: 'ignore', timeout: LONGEST });
  const took = seconds(performance.now() - began);
  const what = 'Ganeti hspace, which fills all hosts';
  if (error === undefined && status === 0) return `${what}: ${took}`;
  return error === undefined ? `${what}: it failed` : `${what}: not ready after ${took}`;
}

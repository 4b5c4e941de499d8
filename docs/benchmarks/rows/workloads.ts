import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../program';
import type { SynthTimes } from '../programs/measure-synth';
import { type Line, type Row, seconds, span } from '../row';

const COUNT = 1_000;
const GROWTH = [10, 100, 1_000, 5_000] as const;
const CDK8S = ['cdk8s@2.70.106', 'cdk8s-plus-32@2.5.92', 'constructs@10.4.2'];

/** Each with a Service and a disruption budget. */
export const workloads: Row = () => {
  const { result, timing } = runProgram<SynthTimes>('workloads-slipway', [COUNT, 3]);
  const stock = runProgram<SynthTimes>('workloads-cdktf', [COUNT, 3]).result;
  const line = (peer: string, ratio: number | undefined, aim: string): Line => ({
    work: `${COUNT.toLocaleString('en')} workloads with services and budgets`,
    slipway: span(result.synth),
    peer,
    ratio,
    mebibytes: timing.mebibytes,
    aim,
  });
  const write = `writing the same bytes: ${seconds(result.write.fastest)}`;
  return [
    line(write, result.synth.fastest / result.write.fastest, '≤ 25 times'),
    line(`stock cdktf: ${span(stock.synth)}`, result.synth.fastest / stock.synth.fastest, ''),
    withCdk8s((folder) => {
      if (folder === undefined) return line('cdk8s-plus could not be installed', undefined, '< 1 times');
      const peer = runProgram<SynthTimes>('workloads-cdk8s', [COUNT, 3, folder]).result;
      return line(`cdk8s-plus: ${span(peer.synth)}`, result.synth.fastest / peer.synth.fastest, '< 1 times');
    }),
    ...growth(),
  ];
};

function growth(): readonly Line[] {
  return GROWTH.map((count) => {
    const { result, timing } = runProgram<SynthTimes>('workloads-slipway', [count, 1]);
    return {
      work: `${count.toLocaleString('en')} workloads, in a new process`,
      slipway: `${seconds(result.synth.first)}, ${(result.synth.first / count).toFixed(2)} ms each`,
      peer: `writing the same bytes: ${seconds(result.write.fastest)}`,
      ratio: result.synth.first / result.write.fastest,
      mebibytes: timing.mebibytes,
      aim: 'in proportion',
    };
  });
}

/** @param work gets a folder with cdk8s-plus, or undefined where it could not be installed. */
function withCdk8s<T>(work: (folder: string | undefined) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-cdk8s-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...CDK8S], { cwd: folder });
    return work(status === 0 ? folder : undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

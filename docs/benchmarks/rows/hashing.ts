import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeCommand } from '../command';
import { runProgram } from '../program';
import type { HashingTimes } from '../programs/hashing';
import { type Line, type Row, span } from '../row';

const [FILES, BYTES] = [10_000, 50_000];

/** A build context of 500 MB. */
export const hashing: Row = () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-bench-context-'));
  try {
    mkdirSync(join(root, 'node_modules'));
    for (let index = 0; index < FILES; index += 1) {
      const folder = join(root, 'app', String(index % 100));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `file-${index}`), randomBytes(BYTES));
    }
    writeFileSync(join(root, 'app', 'Dockerfile'), 'FROM scratch\n');
    const script = 'find app -type f -print0 | xargs -0 sha256sum > /dev/null';
    const peer = timeCommand('sh', ['-c', script], { cwd: root, rounds: 3 });
    const { result, timing } = runProgram<HashingTimes>('hashing', [root]);
    const line = (work: string, times: HashingTimes['whole'], aim: string): Line => ({
      work: `hashing 10,000 files, 500 MB${work}`,
      slipway: span(times),
      peer: `sha256sum: ${span(peer)}`,
      ratio: times.fastest / peer.fastest,
      mebibytes: timing.mebibytes,
      aim,
    });
    return [line('', result.whole, ''), line(', unchanged', result.unchanged, '≤ 0.05 times')];
  } finally {
    rmSync(root, { recursive: true });
  }
};

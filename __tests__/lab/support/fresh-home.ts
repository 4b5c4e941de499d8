import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OWNER = /^slipway-lab-(\d+)-/;

/** A folder for a lab, named after this process: what a run that was killed has left is removed by a later one. */
export function freshHome(): string {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = OWNER.exec(name) ?? [];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `slipway-lab-${process.pid}-`));
}

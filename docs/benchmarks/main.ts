import { cpus } from 'node:os';
import type { Row } from './row';
import { diff } from './rows/diff';
import { hashing } from './rows/hashing';
import { help } from './rows/help';
import { placement } from './rows/placement';
import { review } from './rows/review';
import { synth } from './rows/synth';
import { workloads } from './rows/workloads';
import { renderTable } from './table';

const ROWS: Readonly<Record<string, Row>> = { synth, diff, help, workloads, placement, hashing, review };

// `npm run bench`, or `npm run bench -- hashing review`: what the work that people wait for takes on this machine.
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in ROWS));
if (unknown.length > 0)
  throw new Error(`${unknown.join(', ')} must be among ${Object.keys(ROWS).join(', ')}`);

const chosen = Object.entries(ROWS).filter(([name]) => names.length === 0 || names.includes(name));
const lines = chosen.flatMap(([name, row]) => {
  process.stderr.write(`measuring ${name}\n`);
  return row();
});
const [processor] = cpus();
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${processor?.model ?? 'an unknown processor'}\n\n${renderTable(lines)}\n`,
);

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes what is remembered of a context say something else, as well as Slipway itself would write it. */
export function forgeHashes(context: string, hashes: Readonly<Record<string, string>>): void {
  const name = createHash('sha256').update(context).digest('hex');
  const file = join(dirname(context), 'node_modules/.cache/slipway/contexts', name);
  const text = readFileSync(file, 'utf8');
  const known = new Map(JSON.parse(text.slice(text.indexOf('\n') + 1)) as [string, unknown[]][]);
  for (const [path, hash] of Object.entries(hashes)) {
    const entry = known.get(join(context, path));
    if (entry === undefined) throw new Error(`${path} is not remembered`);
    known.set(join(context, path), [...entry.slice(0, -1), hash]);
  }
  const body = JSON.stringify([...known]);
  const seal = createHash('sha256').update(`1 ${context}\n`).update(body).digest('hex');
  writeFileSync(file, `${seal}\n${body}`);
}

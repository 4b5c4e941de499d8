import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../../core/files';
import { Failure } from '../../../operations/process';
import type { EnvironmentName } from '../environments';
import { commitAll } from '../lay-out';
import type { ReadyShop } from '../prepare';

/** Lines in the environments' files that are changed while the environments run. */
const PLACES = {
  slots: /slots: \[.*\]/,
  retired: /retired: \{.*\}/,
  node: /node\('.*'\)/,
} as const;

/** The new text. */
type Edits = Readonly<Partial<Record<keyof typeof PLACES, string>>>;

/** Changes an environment as a person would: edits its file, runs the placement, and commits both. */
export async function edit(
  { shop, slipway }: ReadyShop,
  environment: EnvironmentName,
  edits: Edits,
): Promise<void> {
  const file = join(shop.folder, 'environments', environment, 'index.ts');
  const before = readFileSync(file, 'utf8');
  let after = before;
  for (const [place, text] of Object.entries(edits)) {
    const pattern = PLACES[place as keyof typeof PLACES];
    if (!pattern.test(after)) throw new Failure(`${file} must say ${String(pattern)}`);
    after = after.replace(pattern, () => text);
  }
  if (after !== before) writeAtomically(file, after);
  await slipway.run('place', environment);
  await commitAll(shop.folder, `feat(${environment}): ${Object.values(edits).join(', ')}`);
}

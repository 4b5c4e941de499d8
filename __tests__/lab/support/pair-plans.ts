import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyStack } from '../../../lab';
import {
  type PlannedChange,
  planStack,
  type StackFolder,
  TerraformFailure,
  type TerraformSettings,
} from '../../../operations/deployment';
import { type PairStack, together } from './pair-stacks';

/** What Terraform says of the ways that the stacks of pairs go. */
export interface PairPlans {
  /** As if nothing were protected. */
  readonly changes: readonly PlannedChange[];
  /** The addresses that `prevent_destroy` keeps it from destroying. */
  readonly refused: ReadonlySet<string>;
}

/** Applies the first of each pair, as one stack, and plans the second. Expects that what was applied is planned to stay. */
export async function pairPlans(
  stacks: readonly PairStack[],
  stack: StackFolder,
  settingsBlocks: object,
  settings: TerraformSettings,
): Promise<PairPlans> {
  const write = (blocks: object): void => {
    writeFileSync(join(stack.folder, 'cdk.tf.json'), JSON.stringify({ ...settingsBlocks, ...blocks }));
  };
  mkdirSync(stack.folder, { recursive: true });
  write(together(stacks, 'before'));
  await applyStack(stack, settings);
  expect((await planStack(stack, settings)).changes).toEqual([]);

  const after = together(stacks, 'after');
  write(after);
  const refused = await refusedIn(stack, settings);
  write(unprotected(after));
  return { changes: (await planStack(stack, settings)).changes, refused };
}

/** Expects that nothing but protection keeps a stack from being planned. */
async function refusedIn(stack: StackFolder, settings: TerraformSettings): Promise<ReadonlySet<string>> {
  const details = await planStack(stack, settings).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof TerraformFailure)) throw error;
      return error.errors.map(({ detail }) => detail);
    },
  );
  const addresses = details.map(
    (detail) => /^Resource (\S+) has lifecycle.prevent_destroy/.exec(detail)?.[1],
  );
  expect(details.filter((_, index) => addresses[index] === undefined)).toEqual([]);
  return new Set(addresses.flatMap((address) => address ?? []));
}

/** The same without `prevent_destroy`: then a plan says what it would have done. */
function unprotected(blocks: object): object {
  const text = JSON.stringify(blocks).replaceAll('"prevent_destroy":true', '"prevent_destroy":false');
  return JSON.parse(text) as object;
}

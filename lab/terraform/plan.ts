import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, lastLines } from '../../process';
import { showJson, terraform } from './terraform';

export type Deed = 'create' | 'update' | 'replace' | 'delete' | 'forget';

/** What Terraform is about to do: resource address → deed. Empty when nothing is to be done. */
export type Changes = Readonly<Record<string, Deed>>;

export interface Plan {
  /** Its file, in the stack's folder. */
  readonly file: string;
  readonly changes: Changes;
}

/** A stack's folder with its `cdk.tf.json`, and where Terraform finds its providers. */
export interface StackFolder {
  readonly folder: string;
  /** A local mirror. */
  readonly providers: string;
  /** Told of what went wrong and is tried again. @default nobody */
  readonly tell?: (message: string) => void;
}

const INIT_TIMEOUT_MS = 60_000;
/**
 * A plan takes a second. The libvirt provider hangs for ever, or reads an empty file, in a few of a hundred reads of a
 * cloud-init disk: a race in its RPC client (https://github.com/digitalocean/go-libvirt/issues/241). Reading again helps.
 * The limits grow, so that a machine that is merely busy gets the time it needs.
 */
const PLAN_LIMITS_MS = [10_000, 20_000, 30_000, 60_000, 90_000];
const EMPTY_READ = /error while retrieving remote ISO/;
const PLAN_FILE = 'plan.tfplan';

/** Plans a stack, again where the provider's race came between. @throws Failure with what Terraform said. */
export async function planStack(stack: StackFolder, { destroy = false } = {}): Promise<Plan> {
  await initialise(stack);
  const args = ['plan', '-input=false', '-no-color', '-detailed-exitcode', `-out=${PLAN_FILE}`];
  if (destroy) args.push('-destroy');
  for (const timeoutMs of PLAN_LIMITS_MS) {
    const { code, output } = await terraform(stack.folder, args, { timeoutMs });
    if (code === 0) return { file: PLAN_FILE, changes: {} };
    if (code === 2) return { file: PLAN_FILE, changes: await changesIn(stack) };
    if (code !== undefined && !EMPTY_READ.test(output))
      throw new Failure(`terraform plan failed:\n${output}`);
    const what = code === undefined ? `hung for ${timeoutMs / 1000} s` : 'read an empty cloud-init disk';
    stack.tell?.(`the libvirt provider ${what} in a plan; planning again`);
  }
  throw new Failure(
    `terraform plan came to no end in ${PLAN_LIMITS_MS.length} attempts of up to ${Math.max(...PLAN_LIMITS_MS) / 1000} s`,
  );
}

export async function initialise({ folder, providers }: StackFolder): Promise<void> {
  if (existsSync(join(folder, '.terraform'))) return;
  const args = ['init', '-input=false', '-no-color', `-plugin-dir=${providers}`];
  const { code, output } = await terraform(folder, args, { timeoutMs: INIT_TIMEOUT_MS });
  if (code !== 0) throw new Failure(`terraform init failed:\n${lastLines(output, 25)}`);
}

async function changesIn({ folder }: StackFolder): Promise<Changes> {
  const { resource_changes: changes = [] } = (await showJson(folder, PLAN_FILE)) as {
    readonly resource_changes?: readonly ResourceChange[];
  };
  return Object.fromEntries(
    changes.flatMap(({ address, change: { actions } }) => {
      const deed = DEEDS[actions.join()];
      return deed === undefined ? [] : [[address, deed]];
    }),
  );
}

/** As `terraform show -json` prints it. */
interface ResourceChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}

/** `no-op` and `read` do nothing to anything. */
const DEEDS: Readonly<Record<string, Deed | undefined>> = {
  create: 'create',
  update: 'update',
  'delete,create': 'replace',
  'create,delete': 'replace',
  delete: 'delete',
  forget: 'forget',
};

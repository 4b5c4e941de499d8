import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Values } from './planned-change';
import type { StackFolder } from './stack-folder';

/** A variable that a stack asks for. */
interface Variable {
  readonly default?: unknown;
  readonly description?: string;
}

/** What is read of a synthesised stack. */
interface Configured {
  readonly variable?: Readonly<Record<string, Variable>>;
  readonly provider?: Readonly<Record<string, readonly Values[] | undefined>>;
  readonly terraform?: { readonly backend?: Readonly<Record<string, unknown>> };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>> | undefined>>;
}

/** The arguments of a resource, as the stack was synthesised; empty where it has none of this address. */
export function argumentsOf(stack: StackFolder, address: string): Values {
  return argumentsIn(stack)(address);
}

/** The same for many resources: the stack is read once. */
export function argumentsIn(stack: StackFolder): (address: string) => Values {
  const { resource } = configured(stack);
  return (address) => {
    const [type = '', name = ''] = address.split('.');
    return resource?.[type]?.[name] ?? {};
  };
}

/** What keeps the stack's state: `local`, `pg`, `s3`, … */
export function backendOf(stack: StackFolder): string {
  return Object.keys(configured(stack).terraform?.backend ?? {})[0] ?? 'local';
}

/** The arguments of a provider, as the stack was synthesised; empty where it has none. */
export function providerArguments(stack: StackFolder, provider: string): Values {
  return configured(stack).provider?.[provider]?.[0] ?? {};
}

/** The variables of a stack, by name. */
export function variablesOf(stack: StackFolder): readonly (readonly [string, Variable])[] {
  return Object.entries(configured(stack).variable ?? {});
}

function configured({ folder }: StackFolder): Configured {
  try {
    return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Configured;
  } catch (error) {
    // A stack that was not synthesised has nothing; the command that needs it says so.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

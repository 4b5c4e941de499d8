import type { EnvironmentRecord, SlipwayRecord } from 'slipway';
import type { JsonObject } from '../../../core/json';
import { parseStack, type Synth } from '../../../core/synth';

/** The resources of a stack: type → name → arguments; or any other block of Terraform. */
export type StackJson = Readonly<Record<string, any>>;

/** Stack → its resources. A stack's name begins with its environment: `prod-services`. */
export type StacksJson = Readonly<Record<string, StackJson>>;

/** Blocks that are no resource types. */
const BLOCKS = new Set([
  'moved',
  'removed',
  'provider',
  'variable',
  'output',
  'terraform',
  'data',
  'module',
  'locals',
  'import',
  'check',
  'ephemeral',
]);

/** dev, staging and prod, which is protected; with the stacks given, and changes to the record. */
export function synthOf(stacks: StacksJson, changes: Partial<SlipwayRecord> = {}): Synth {
  const record: SlipwayRecord = {
    version: 1,
    project: 'small',
    environments: [environment('dev', null), environment('staging', 'dev'), environment('prod', 'staging')],
    images: {},
    stacks: Object.fromEntries(
      Object.keys(stacks).map((name) => [
        name,
        { environment: environmentOf(name), state: name, dependsOn: [], resources: {} },
      ]),
    ),
    findings: [],
    ...changes,
  };
  return {
    record,
    stacks: new Map(
      Object.entries(stacks).map(([name, json]) => [
        name,
        parseStack(name, terraformOf(json), record.stacks[name] as SlipwayRecord['stacks'][string]),
      ]),
    ),
  };
}

/** The `cdk.tf.json` of a stack. */
export function terraformOf(json: StackJson): JsonObject {
  const entries = Object.entries(json);
  return {
    ...Object.fromEntries(entries.filter(([key]) => BLOCKS.has(key))),
    resource: Object.fromEntries(entries.filter(([key]) => !BLOCKS.has(key))),
  };
}

export function environment(
  name: string,
  after: string | null,
  changes: Partial<EnvironmentRecord> = {},
): EnvironmentRecord {
  return {
    name,
    after,
    protected: name === 'prod',
    namespace: `small-${name}`,
    services: {},
    hosts: {},
    pools: {},
    ...changes,
  };
}

function environmentOf(stack: string): string | null {
  const [first = ''] = stack.split('-');
  return ['dev', 'staging', 'prod'].includes(first) ? first : null;
}

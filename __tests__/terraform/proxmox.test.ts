import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProxmoxProvider } from '../../constructs/providers/proxmox/provider';
import { Size } from '../../constructs/quantities';
import { addProxmoxPool } from '../constructs/vm-pool/proxmox/node';
import { synth } from '../support/synth';
import { objectionsTo, terraformJson, withProviders } from '../support/terraform';

/** A pool with everything that a pool can have here. */
const fullPool = () =>
  synth((stack) => {
    new ProxmoxProvider(stack, 'proxmox', {
      endpoint: 'https://pve.example.com:8006/',
      ssh: { agent: true, username: 'terraform' },
    });
    const disks = {
      data: { size: Size.gibibytes(100), mountPath: '/var/lib/data' },
      archive: { size: Size.gibibytes(500) },
    };
    addProxmoxPool(
      stack,
      { slots: 2, disks, retired: { 2: 'keep', 3: 'forget' }, protect: true, formerly: 'servers' },
      { guestAgent: true },
    );
  });

withProviders(['proxmox'], 'the proxmox provider accepts a pool as it is synthesised', async () => {
  expect(await objectionsTo(fullPool())).toEqual([]);
});

withProviders(['proxmox'], 'the saved schema is what the proxmox provider says of itself', async () => {
  const saved = JSON.parse(
    readFileSync(join(__dirname, '../../constructs/providers/schemas/proxmox-0.111.1.json'), 'utf8'),
  ) as SavedSchema;
  const said = (await terraformJson(fullPool(), ['providers', 'schema', '-json'])) as {
    readonly provider_schemas: Readonly<Record<string, { readonly provider: object } & Schemas>>;
  };
  const { provider, resource_schemas: all } = said.provider_schemas[saved.provider] ?? {};
  const used = Object.keys(saved.resource_schemas).map((type) => [type, all?.[type]]);
  expect(withoutDescriptions({ provider, resources: Object.fromEntries(used) })).toEqual({
    provider: saved.provider_schema,
    resources: saved.resource_schemas,
  });
});

interface Schemas {
  readonly resource_schemas: Readonly<Record<string, object>>;
}

interface SavedSchema extends Schemas {
  readonly provider: string;
  readonly provider_schema: object;
}

/** A description is a text; the argument `description` of a machine is none, and stays. */
function withoutDescriptions(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key.startsWith('description') && typeof part === 'string' ? undefined : part,
    ),
  ) as unknown;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Size } from '../../constructs/quantities';
import type { VmPoolProps } from '../../constructs/vm-pool';
import { synthProxmoxPool } from '../constructs/vm-pool/proxmox/node';
import { debian } from '../constructs/vm-pool/pool';
import { terraformJson, withProviders } from '../support/terraform';
import { DISK_SIZE, DISKS, type Plan, type State, stateAfter } from './proxmox-state';

const TOKEN = 'terraform@pve!slipway=11111111-2222-3333-4444-555555555555';

const pool: Partial<VmPoolProps> = {
  slots: ['0', '1', '2'],
  disks: Object.fromEntries(DISKS.map((name) => [name, { size: Size.gibibytes(DISK_SIZE) }])),
  protect: true,
};

let before: NodeJS.ProcessEnv;
beforeAll(() => {
  before = process.env;
  process.env = { ...before, PROXMOX_VE_API_TOKEN: TOKEN };
});
afterAll(() => {
  process.env = before;
});

/** What Terraform and the provider plan, without a word to any Proxmox VE. */
async function plan(props: Partial<VmPoolProps>, state?: object): Promise<Plan> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-plan-'));
  try {
    const stack = Object.entries(synthProxmoxPool(props)).filter(([, part]) => Object.keys(part).length > 0);
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(Object.fromEntries(stack)));
    if (state !== undefined) writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state));
    const planned = ['plan', '-refresh=false', '-input=false', '-out=plan'];
    return (await terraformJson(folder, planned, ['show', '-json', 'plan'])) as Plan;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The plan from which every change starts, made once. */
let first: Promise<Plan> | undefined;

/** What a change would do to machines that are there: address → actions, without what stays. */
async function changes(
  change: Partial<VmPoolProps>,
  byHand?: (state: State) => void,
): Promise<Record<string, string>> {
  first ??= plan(pool);
  const state = stateAfter(structuredClone(await first));
  byHand?.(state);
  const { resource_changes = [] } = await plan({ ...pool, ...change }, state);
  return Object.fromEntries(
    resource_changes
      .map(({ address, change: { actions } }) => [address, actions.join(', ')] as const)
      .filter(([, actions]) => actions !== 'no-op'),
  );
}

const machine = (slot: number): string => `proxmox_virtual_environment_vm.nodes-${slot}`;
const everySlot = (actions: string): Record<string, string> =>
  Object.fromEntries([0, 1, 2].map((slot) => [machine(slot), actions]));

withProviders(['proxmox'], 'a plan needs no Proxmox VE, and the credentials are not in it', async () => {
  expect(JSON.stringify(await plan(pool))).not.toContain(TOKEN);
});

withProviders(['proxmox'], 'what was applied is planned to stay', async () => {
  expect(await changes({})).toEqual({});
});

withProviders(['proxmox'], 'a roll of one slot replaces its machine and nothing else', async () => {
  const image = { ...debian, digest: `sha256:${'cd'.repeat(32)}` };
  const done = await changes({ slots: ['0', { key: '1', image }, '2'] });
  const machines = Object.entries(done).filter(([address]) => address.includes('environment_vm'));
  expect(machines).toEqual([[machine(1), 'delete, create']]);
  expect(done).toMatchObject({ 'proxmox_download_file.nodes-base-cdcdcdcdcdcd': 'create' });
});

withProviders(['proxmox'], 'the middle slot goes without its neighbours, and its data stays', async () => {
  expect(await changes({ slots: ['0', '2'], retired: { 1: 'keep' } })).toEqual({
    'proxmox_virtual_environment_file.nodes-1-meta-data': 'delete',
    'proxmox_virtual_environment_file.nodes-1-network-config': 'delete',
    'proxmox_virtual_environment_file.nodes-1-user-data': 'delete',
    'terraform_data.nodes-1': 'delete',
    [machine(1)]: 'delete',
  });
});

withProviders(['proxmox'], 'processors and memory change in place', async () => {
  expect(await changes({ cpu: 4, memory: Size.gibibytes(8) })).toEqual(everySlot('update'));
});

withProviders(['proxmox'], 'a data disk that is said to be larger is left alone', async () => {
  const disks = { ...pool.disks, data: { size: Size.gibibytes(DISK_SIZE * 2) } };
  expect(await changes({ disks })).toEqual({});
});

withProviders(['proxmox'], 'a data disk that was made larger by hand is left alone', async () => {
  const done = await changes({}, ({ resources }) => {
    const holder = resources.find(({ name }) => name === 'nodes-1-disk-data');
    const disk = holder?.instances[0]?.attributes.disk[0];
    expect(disk.size).toBe(DISK_SIZE);
    disk.size = DISK_SIZE * 2;
  });
  expect(done).toEqual({});
});

withProviders(['proxmox'], 'another disk replaces the machines, and no disk', async () => {
  const done = await changes({ disks: { ...pool.disks, logs: { size: Size.gibibytes(1) } } });
  expect(done).toMatchObject(everySlot('delete, create'));
  const disks = Object.entries(done).filter(([address]) => address.includes('-disk-'));
  expect(disks).toEqual([0, 1, 2].map((slot) => [`${machine(slot)}-disk-logs`, 'create']));
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTerraformProviders, uriOf } from '../../lab';
import { knowledgeOf } from '../../review/risk';
import { type Changes, expectSameReplacements, type Plan } from '../review/support/same-replacements';
import { type StackJson, terraformOf } from '../review/support/synth-of';
import { PROVIDERS } from '../support/terraform-providers';
import { runTerraform } from '../support/terraform-run';
import { machinesLab } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';

// The libvirt provider plans nothing without a host to look at. What the other providers replace for,
// __tests__/terraform/replacement.slow.test.ts compares without.

type Values = Readonly<Record<string, unknown>>;

const from = (base: Values) => (before: Values, after: Values) =>
  [
    { ...base, ...before },
    { ...base, ...after },
  ] as const;
const domain = from({ name: 'a' });
const disk = from({ name: 'a' });
const network = from({ name: 'a', mode: 'nat', addresses: ['10.0.0.0/24'] });
const seed = from({ name: 'a', user_data: 'a' });
const XSLT = [{ xml: { xslt: '<a/>' } }, { xml: { xslt: '<b/>' } }] as const;
const GRAPHICS = { type: 'spice', autoport: true, listen_type: 'none', listen_address: '127.0.0.1' };
const graphics = (changes: Values) =>
  domain({ graphics: GRAPHICS }, { graphics: { ...GRAPHICS, ...changes } });
const FILES = { source: '/a', target: 'a', readonly: true };
const RECORD = { service: 'a', protocol: 'tcp', target: 'a', port: '1', weight: '1', priority: '1' };

/** Named after the argument that differs. */
const CHANGES: Changes = {
  libvirt_cloudinit_disk: {
    name: seed({}, { name: 'b' }),
    pool: seed({ pool: 'a' }, { pool: 'b' }),
    user_data: seed({}, { user_data: 'b' }),
    meta_data: seed({ meta_data: 'a' }, { meta_data: 'b' }),
    network_config: seed({}, { network_config: 'b' }),
  },
  libvirt_domain: {
    name: domain({}, { name: 'b' }),
    description: domain({}, { description: 'b' }),
    type: domain({}, { type: 'qemu' }),
    vcpu: domain({}, { vcpu: 2 }),
    memory: domain({ memory: 256 }, { memory: 512 }),
    firmware: domain({}, { firmware: '/b' }),
    nvram: domain({ nvram: { file: '/a' } }, { nvram: { file: '/b' } }),
    cmdline: domain({ cmdline: [{ a: '1' }] }, { cmdline: [{ a: '2' }] }),
    coreos_ignition: domain({}, { coreos_ignition: '/b' }),
    fw_cfg_name: domain({}, { fw_cfg_name: 'opt/b' }),
    'disk-scsi': domain({ disk: [{ volume_id: '/a' }] }, { disk: [{ volume_id: '/a', scsi: true }] }),
    'graphics-type': graphics({ type: 'vnc' }),
    'graphics-autoport': graphics({ autoport: false }),
    'graphics-listen_type': graphics({ listen_type: 'address' }),
    'graphics-listen_address': graphics({ listen_address: '127.0.0.2' }),
    console: domain(
      { console: [{ type: 'pty', target_port: '0' }] },
      { console: [{ type: 'pty', target_port: '1' }] },
    ),
    tpm: domain({ tpm: { model: 'tpm-tis' } }, { tpm: { model: 'tpm-crb' } }),
    xml: domain(...XSLT),
    disk: domain({ disk: [{ volume_id: '/a' }] }, { disk: [{ volume_id: '/a' }, { volume_id: '/b' }] }),
    filesystem: domain({ filesystem: [FILES] }, { filesystem: [FILES, { ...FILES, target: 'b' }] }),
    graphics: domain({}, { graphics: GRAPHICS }),
    cpu: domain({}, { cpu: { mode: 'maximum' } }),

    'cpu-mode': domain({ cpu: { mode: 'maximum' } }, { cpu: { mode: 'host-model' } }),
    'disk-volume_id': domain({ disk: [{ volume_id: '/a' }] }, { disk: [{ volume_id: '/b' }] }),
    'filesystem-readonly': domain({ filesystem: [FILES] }, { filesystem: [{ ...FILES, readonly: false }] }),
    autostart: domain({ autostart: false }, { autostart: true }),
    machine: domain({ machine: 'pc' }, { machine: 'q35' }),
    qemu_agent: domain({}, { qemu_agent: true }),
    running: domain({}, { running: false }),
  },
  libvirt_network: {
    name: network({}, { name: 'b' }),
    mode: network({}, { mode: 'route' }),
    domain: network({}, { domain: 'b' }),
    bridge: network({ bridge: 'a' }, { bridge: 'b' }),
    addresses: network({}, { addresses: ['10.0.1.0/24'] }),
    'dns-forwarders': network(
      { dns: { forwarders: [{ address: '10.0.0.1' }] } },
      { dns: { forwarders: [{ address: '10.0.0.2' }] } },
    ),
    'dns-srvs': network({ dns: { srvs: [RECORD] } }, { dns: { srvs: [{ ...RECORD, port: '2' }] } }),
    xml: network(...XSLT),
    dhcp: network({}, { dhcp: { enabled: true } }),
    routes: network({}, { routes: [{ cidr: '10.1.0.0/24', gateway: '10.0.0.1' }] }),

    'dhcp-enabled': network({ dhcp: { enabled: true } }, { dhcp: { enabled: false } }),
    'dns-hosts': network(
      { dns: { hosts: [{ ip: '10.0.0.2', hostname: 'a' }] } },
      { dns: { hosts: [{ ip: '10.0.0.2', hostname: 'b' }] } },
    ),
    mtu: network({ mtu: 1400 }, { mtu: 1500 }),
    autostart: network({ autostart: false }, { autostart: true }),
  },
  libvirt_volume: {
    name: disk({}, { name: 'b' }),
    pool: disk({}, { pool: 'b' }),
    source: disk({ source: '/a' }, { source: '/b' }),
    size: disk({ size: 1 }, { size: 2 }),
    format: disk({ format: 'raw' }, { format: 'qcow2' }),
    base_volume_id: disk({ base_volume_id: '/a' }, { base_volume_id: '/b' }),
    base_volume_pool: disk(
      { base_volume_name: 'a', base_volume_pool: 'a' },
      { base_volume_name: 'a', base_volume_pool: 'b' },
    ),
    base_volume_name: disk({ base_volume_name: 'a' }, { base_volume_name: 'b' }),
    xml: disk(...XSLT),
  },
};

test.each(Object.entries(CHANGES))(
  'there is a change for all that is known to replace a %s',
  (type, changes) => {
    const { arguments: forcing = [], counts = [] } = knowledgeOf(type) ?? {};
    const missing = [...forcing, ...counts].filter((known) => !(known.replace('.', '-') in changes));
    expect(missing).toEqual([]);
  },
);

whereMachinesRun('the libvirt provider', () => {
  const lab = machinesLab();

  test('the review predicts every replacement', async () => {
    const folder = join(lab.home, 'replacement');
    mkdirSync(folder);
    await expectSameReplacements(CHANGES, (stack, state) => plan(folder, stack, state));
  });

  /** What Terraform plans, without a look at anything on the host. */
  async function plan(folder: string, stack: StackJson, state?: object): Promise<Plan> {
    const { source, version } = PROVIDERS.libvirt;
    const blocks = {
      terraform: { required_providers: { libvirt: { source, version } } },
      provider: { libvirt: [{ uri: uriOf(lab.a) }] },
    };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ ...terraformOf(stack), ...blocks }));
    if (state !== undefined) writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state));
    await terraform(folder, 'init', '-input=false');
    await terraform(folder, 'plan', '-refresh=false', '-input=false', '-out=plan');
    return JSON.parse(await terraform(folder, 'show', '-json', 'plan')) as Plan;
  }

  async function terraform(folder: string, ...args: readonly string[]): Promise<string> {
    const env = buildTerraformProviders(console.error);
    const { code, stdout, stderr } = await runTerraform(folder, args, { env });
    if (code !== 0) throw new Error(`terraform ${args.join(' ')}:\n${stdout}${stderr}`);
    return stdout;
  }
});

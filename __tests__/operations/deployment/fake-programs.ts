import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployEvent, StackFolder, TerraformSettings } from '../../../operations/deployment';

/** A stack whose Terraform says what it is told to, and whose host, behind `ssh`, has a `virsh` that writes down what it is asked. */
export interface FakeStack {
  readonly stack: StackFolder;
  readonly settings: TerraformSettings;
  readonly events: readonly DeployEvent[];
  /** Has Terraform do these lines of a shell, one at each call of a command. */
  readonly script: (lines: Readonly<Record<string, readonly string[]>>) => void;
  /** The commands of Terraform that were called, without `init`. */
  readonly calls: () => readonly string[];
  readonly virshCalls: () => readonly string[];
  readonly remove: () => void;
}

export function fakeStack(): FakeStack {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-fake-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  write(
    'terraform',
    `#!/bin/bash
cd '${folder}'
[[ $1 = init ]] && exit
echo "$1" >> calls
[[ $1 = show ]] && { cat shown; exit; }
. "./$1-$(grep -cx "$1" calls)"
`,
  );
  write(
    'virsh',
    `#!/bin/bash
echo "$*" >> '${folder}/virsh-calls'
[[ $* = *domblklist* ]] && cat '${folder}/disks'
[[ $* = *net-port-list* && -e '${folder}/connected' ]] && echo 6a0e3f5c-6f6f-4c5e-8a53-111111111111
exit 0
`,
  );
  write('ssh', '#!/bin/bash\neval "${@: -1}"\n');
  write(
    'cdk.tf.json',
    JSON.stringify({
      provider: { libvirt: [{ uri: 'qemu+ssh://ops@desk/system' }] },
      resource: {
        libvirt_volume: {
          'nodes-base': { name: 'image', source: '/images/base.qcow2' },
          'nodes-0-root': { name: 'shop-dev-nodes-0-root' },
        },
        libvirt_domain: {
          'nodes-0': { name: 'shop-dev-nodes-0', disk: [{ volume_id: '${libvirt_volume.nodes-0-root.id}' }] },
        },
        libvirt_network: { lan: { name: 'shop-dev-lan' } },
        libvirt_cloudinit_disk: { 'nodes-0': { name: 'shop-dev-nodes-0-cloud-init', pool: 'fast' } },
      },
    }),
  );
  write('calls', '');
  write('virsh-calls', '');
  write('disks', '');
  const events: DeployEvent[] = [];
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
  return {
    stack: { name: 'dev-machines-desk', folder },
    settings: {
      env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
      planFolder: folder,
      limits: { hangMs: [300, 600, 600], longMs: 60_000, silenceMs: 1_500, initMs: 10_000 },
      tell: (event) => events.push(event),
    },
    events,
    script: (script) => {
      for (const [command, steps] of Object.entries(script))
        steps.forEach((step, index) => {
          write(`${command}-${index + 1}`, step);
        });
    },
    calls: () => lines('calls'),
    virshCalls: () => lines('virsh-calls'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A plan of these changes. */
export function plans(changes: Readonly<Record<string, string>>, type = 'terraform_data'): string {
  const shown = {
    resource_changes: Object.entries(changes).map(([address, action]) => ({
      address,
      type,
      change: { actions: action.split(','), before: null, after: null },
    })),
  };
  return `echo '${JSON.stringify(shown)}' > shown; exit ${Object.keys(changes).length === 0 ? 0 : 2}`;
}

export function fails(detail: string): string {
  return `${complains(detail)}; exit 1`;
}

/** Terraform reports an error, and goes on with the rest. */
export function complains(detail: string, address?: string): string {
  return says({ type: 'diagnostic', diagnostic: { severity: 'error', summary: 'Failed', detail, address } });
}

/** A resource is begun. */
export function begins(address: string): string {
  return hook('apply_start', address);
}

export function ends(address: string): string {
  return hook('apply_complete', address);
}

/** A resource that was begun fails. */
export function breaks(address: string): string {
  return hook('apply_errored', address);
}

function hook(type: string, address: string): string {
  const resource = { addr: address, resource_type: address.split('.')[0] };
  return says({ type, hook: { resource, action: 'create' } });
}

function says(message: object): string {
  return `echo '${JSON.stringify(message)}'`;
}

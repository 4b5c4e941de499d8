import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateBindings } from '../../../constructs/providers/generate';
import { LibvirtProvider } from '../../../constructs/providers/libvirt/provider';
import { ProxmoxProvider } from '../../../constructs/providers/proxmox/provider';
import { synth } from '../../support/synth';

let fresh: string;

beforeAll(() => {
  fresh = mkdtempSync(join(tmpdir(), 'slipway-bindings-test-'));
  generateBindings(fresh);
});

afterAll(() => {
  rmSync(fresh, { recursive: true, force: true });
});

test.each(['libvirt', 'proxmox'])('the committed %s bindings are what the saved schema generates', (name) => {
  expect(contentsOf(join(__dirname, '../../../constructs/providers', name))).toEqual(
    contentsOf(join(fresh, name)),
  );
});

test('a stack requires exactly the provider versions that the bindings were generated for', () => {
  const synthesised = synth((stack) => {
    new LibvirtProvider(stack, 'libvirt', { uri: 'qemu:///system' });
    new ProxmoxProvider(stack, 'proxmox');
  });
  expect(synthesised).toHaveProperty('terraform.required_providers', {
    libvirt: { source: 'dmacvicar/libvirt', version: '0.8.3' },
    proxmox: { source: 'bpg/proxmox', version: '0.111.1' },
  });
});

function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length), readFileSync(path, 'utf8')];
    }),
  );
}

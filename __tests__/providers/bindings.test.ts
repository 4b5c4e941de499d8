import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibvirtProvider } from '../../providers/libvirt/provider';
import { generateBindings } from '../../providers/generate';
import { synth } from '../support/synth';

test('the committed libvirt bindings are what the saved schema makes', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'slipway-bindings-test-'));
  try {
    generateBindings(fresh);
    expect(contentsOf(join(__dirname, '../../providers/libvirt'))).toEqual(
      contentsOf(join(fresh, 'libvirt')),
    );
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

test('a stack with the libvirt provider asks for exactly the version that the bindings were made for', () => {
  const synthesised = synth((stack) => {
    new LibvirtProvider(stack, 'libvirt', { uri: 'qemu:///system' });
  });
  expect(synthesised).toHaveProperty('terraform.required_providers', {
    libvirt: { source: 'dmacvicar/libvirt', version: '0.8.3' },
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

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stacksOfExample } from '../support/docs-example';
import { objectionsTo, withProviders } from '../support/terraform';
import type { ProviderName } from '../support/terraform-providers';

const folder = join(__dirname, '../../docs/examples');

/** What the others need is Kubernetes. */
const NEEDED: Readonly<Record<string, ProviderName>> = {
  'image-build': 'docker',
  nodes: 'libvirt',
  proxmox: 'proxmox',
  'vm-pool': 'libvirt',
};

for (const name of readdirSync(folder).map((file) => basename(file, '.ts'))) {
  const provider = NEEDED[name] ?? 'kubernetes';
  withProviders([provider], `terraform accepts the example of docs/${name}.md`, async () => {
    for (const stack of await stacksOfExample(name)) expect(await objectionsTo(stack)).toEqual([]);
  });
}

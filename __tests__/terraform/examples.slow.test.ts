import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stacksOfExample } from '../support/docs-example';
import { objectionsToAny, withProviders } from '../support/terraform';
import { PROVIDER_NAMES, type ProviderName } from '../support/terraform-providers';

const folder = join(__dirname, '../../docs/examples');

/** What the others need is Kubernetes. */
const NEEDED: Readonly<Record<string, ProviderName>> = {
  'image-build': 'docker',
  nodes: 'libvirt',
  proxmox: 'proxmox',
  'vm-pool': 'libvirt',
};

const examples = readdirSync(folder).map((file) => basename(file, '.ts'));

for (const provider of PROVIDER_NAMES) {
  const names = examples.filter((name) => (NEEDED[name] ?? 'kubernetes') === provider);
  const pages = names.map((name) => `docs/${name}.md`).join(', ');
  withProviders([provider], `terraform accepts the example of ${pages}`, async () => {
    const stacks = await Promise.all(names.map(stacksOfExample));
    expect(await objectionsToAny(stacks.flat())).toEqual([]);
  });
}

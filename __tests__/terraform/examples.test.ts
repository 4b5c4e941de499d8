import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App, type TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { objectionsTo, withProviders } from '../support/terraform';
import type { ProviderName } from '../support/terraform-providers';

const folder = join(__dirname, '../../docs/examples');
const NEEDED: Readonly<Record<string, ProviderName>> = {
  'image-build': 'docker',
  nodes: 'libvirt',
  proxmox: 'proxmox',
  'vm-pool': 'libvirt',
  workload: 'kubernetes',
};

interface ExampleModule {
  readonly Example: new (scope: Construct, id: string) => TerraformStack;
}

for (const name of readdirSync(folder).map((file) => basename(file, '.ts'))) {
  const provider = NEEDED[name];
  if (provider === undefined)
    throw new Error(`Say in this file which provider docs/examples/${name}.ts needs.`);
  withProviders([provider], `terraform accepts the example of docs/${name}.md`, async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'slipway-example-'));
    try {
      const { Example } = (await import(join(folder, name))) as ExampleModule;
      const stack = new Example(new App({ outdir }), 'example');
      expect(await objectionsTo(JSON.parse(Testing.synth(stack, true)) as object)).toEqual([]);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });
}

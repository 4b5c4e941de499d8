import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformHclModule, TerraformStack } from 'cdktf';
import { Image } from '@cdktf/provider-docker/lib/image';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';

/** What an app that knows nothing of Slipway declares in each of its stacks. */
export interface OtherApp {
  readonly module?: string;
  /** Resources as Terraform has them: type → name → arguments. */
  readonly resources?: Readonly<Record<string, object>>;
  readonly image?: string;
}

const ROOT = mkdtempSync(join(tmpdir(), 'slipway-other-'));
afterAll(() => {
  rmSync(ROOT, { recursive: true, force: true });
});
let made = 0;

/** Synthesises an app of stock cdktf with two stacks. @returns its folder */
export function otherApp({ module, resources = {}, image = 'nginx:1' }: OtherApp = {}): string {
  const outdir = join(ROOT, `app-${made++}`, 'cdktf.out');
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, stackTraces: false });
  for (const name of ['network', 'workloads']) {
    const stack = new TerraformStack(app, name);
    if (module !== undefined)
      new TerraformHclModule(stack, module, { source: 'terraform-aws-modules/vpc/aws', version: '5.8.1' });
    for (const [type, named] of Object.entries(resources)) stack.addOverride(`resource.${type}`, named);
    new DockerProvider(stack, 'docker');
    new Image(stack, 'web', { name: image });
  }
  app.synth();
  return outdir;
}

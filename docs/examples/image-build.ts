import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ImageBuild } from 'slipway';

const root = join(__dirname, '../..');

export class Example extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DockerProvider(this, 'docker', { registryAuth: [{ address: 'registry.example.com' }] });

    const api = new ImageBuild(this, 'api', {
      root,
      context: join(root, 'services/api'),
      repository: 'registry.example.com/shop/api',
      arguments: { PACKAGES: 'nodejs node-pg' },
    });

    new TerraformOutput(this, 'release', { value: { digest: api.digest, sourceHash: api.sourceHash } });
  }
}

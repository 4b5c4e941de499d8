import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Cpu, ImageBuild, Namespace, noProbe, type PinnedImage, Size, Workload } from 'slipway';
import { synth } from '../../support/synth';

const root = mkdtempSync(join(tmpdir(), 'slipway-built-image-'));
mkdirSync(join(root, 'app'));
writeFileSync(join(root, 'app', 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const runs = (imageOf: (build: ImageBuild) => PinnedImage) =>
  synth((stack) => {
    new DockerProvider(stack, 'docker');
    new KubernetesProvider(stack, 'kubernetes');
    const build = new ImageBuild(stack, 'api', {
      root,
      context: join(root, 'app'),
      repository: 'registry.example.com/shop/api',
    });
    new Workload(stack, 'web', {
      namespace: Namespace.existing('shop'),
      image: imageOf(build),
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(64),
      ready: noProbe('a test'),
    });
  });

test('a workload runs what the same stack builds, by the digest of the push', () => {
  const { resource } = runs(({ pinned }) => pinned);
  expect(resource['kubernetes_deployment_v1']?.['web'].spec.template.spec.container[0].image).toBe(
    'registry.example.com/shop/api@${docker_registry_image.api.sha256_digest}',
  );
});

test('a tag that Terraform has yet to learn is refused as any other', () => {
  const tagged = ({ digest }: ImageBuild) => `registry.example.com/shop/api:${digest}` as PinnedImage;
  expect(() => runs(tagged)).toThrow(/must be pinned by digest/);
});

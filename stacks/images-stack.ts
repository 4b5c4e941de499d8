import { docker } from '../constructs/providers/docker';
import { TerraformOutput } from '../constructs/cdktf';
import type { Construct } from 'constructs';
import { forgetBuild, ImageBuild } from '../constructs/image-build';
import { backendOf, type ResolvedComposition, IMAGES_STACK } from '../model';
import { definedIn } from './defining-file';
import { ProjectStack } from './project-stack';

/**
 * Builds and pushes what no release holds yet, but for what a pipeline builds. The only stack that builds: all others hold literal
 * digests.
 *
 * @example
 * const app = new App();
 * compose(app, composition);
 * const images = app.node.findChild('images') as ImagesStack;
 * images.node.tryFindChild('api'); // the ImageBuild of the service `api'
 */
export class ImagesStack extends ProjectStack {
  constructor(scope: Construct, { project, images }: ResolvedComposition) {
    super(scope, IMAGES_STACK, { backend: backendOf(project.props.state, project.name, IMAGES_STACK) });
    const { registry, build = {} } = project.props;
    if (registry !== undefined) {
      new docker.DockerProvider(this, ':docker', {
        registryAuth: [registryAuth(registry, build.registryAuth ?? 'docker-config')],
      });
    }
    for (const [service, { build: props, platforms, source, recorded }] of images) {
      const isOurs = service.props.image.builtBy === undefined;
      if (!isOurs) forgetBuild(this, service.name);
      const digest = isOurs
        ? definedIn(new ImageBuild(this, service.name, { ...props, recorded }), service.file).digest
        : recorded;
      // What a pipeline has built is known once a release has recorded it.
      if (digest === undefined) continue;
      new TerraformOutput(this, `:output:${service.name}`, {
        description: `What a release of ${service.name} records`,
        value: { digest, repository: props.repository, sourceHash: source.hash, platforms },
      }).overrideLogicalId(service.name);
    }
  }
}

function registryAuth(registry: string, how: 'docker-config' | 'none') {
  const host = registry.split('/')[0] ?? registry;
  if (how === 'docker-config') return { address: host };
  return { address: `http://${host}`, authDisabled: true };
}

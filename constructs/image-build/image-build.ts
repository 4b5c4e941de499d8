import { posix } from 'node:path';
import { docker, type Image, type ImageBuild as BuildBlock, type RegistryImage } from '../providers/docker';
import { Construct } from 'constructs';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { byBytes } from '../../core/text';
import { claimAddress, literal, literals } from '../terraform';
import { checkProps } from '../shape';
import { checkImageBuild } from './check-image-build';
import { forgetBuild } from './forget-build';
import type { Builder, ImageBuildProps } from './image-build-props';
import type { PinnedImage } from './pinned-image';
import { readSource } from './read-source';
import type { Source } from './source';
import { type SourceHash, sourceHash, sourceTag } from './source-hash';

/** Terraform runs in the stack's folder of the synthesised output: `<root>/cdktf.out/stacks/<stack>`. */
const ROOT_FROM_STACK = '../../..';
const BUILDX_BUILDER: Record<Builder, string | undefined> = { buildkit: 'default', classic: undefined };

/**
 * An image that is built from a folder of the project and pushed to a registry, once for each source.
 *
 * The construct's id is the Terraform name: `docker_image.<id>` builds, `docker_registry_image.<id>` pushes. The image is rebuilt
 * if, and only if, its source hash changes. Neither the engine's copy nor the registry's is ever deleted.
 *
 * @throws InvalidInput for props that break a rule, and for a source that cannot be read.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
 * @see https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/image
 * @example
 * const image = new ImageBuild(this, 'api', {
 *   root: __dirname,
 *   context: `${__dirname}/services/api`,
 *   repository: 'registry.example.com/shop/api',
 * });
 * new TerraformOutput(this, 'release', { value: image.pinned });
 */
export class ImageBuild extends Construct {
  /** 64 hexadecimal digits that stand for everything that goes into the build. */
  readonly sourceHash: string;
  /** What the source hash is made of. */
  readonly manifest: SourceHash['manifest'];
  /** What is worth knowing of the source, and fails no build: an image by its tag, an argument that nothing uses. */
  readonly warnings: readonly Finding[];
  /** The tag that is pushed. It derives from the source hash; consumers take the digest. */
  readonly tag: string;
  /** The recorded digest, or a reference to the one that the registry gives for the push. */
  readonly digest: string;
  /** `repository@digest`, to run the image by: the `image` of a `Workload`, in the same stack. */
  readonly pinned: PinnedImage;

  constructor(scope: Construct, id: string, props: ImageBuildProps) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    const { platform = 'linux/amd64', builder = 'buildkit', target, labels, recorded } = props;
    refuseIfAny(checkImageBuild(props, this.node.path));
    const source = readSource(props, { path: this.node.path });
    refuseIfAny(checkIgnoreFile(source, builder, this.node.path));

    const { arguments: own, sharedArguments } = props;
    const { hash, manifest } = sourceHash({
      source,
      ...{ arguments: own, sharedArguments, labels, target, platform },
    });
    this.sourceHash = hash;
    this.manifest = manifest;
    this.warnings = source.warnings;
    this.tag = sourceTag(hash);
    if (recorded === undefined) {
      const image = this.build(props.repository, buildBlock(props, source, platform, builder));
      this.digest = this.push(image).sha256Digest;
    } else {
      forgetBuild(this, this.node.id);
      this.digest = recorded;
    }
    this.pinned = `${props.repository}@${this.digest}` as PinnedImage;
  }

  private build(repository: string, buildAttribute: BuildBlock): Image {
    const image = new docker.Image(this, 'Resource', {
      name: `${repository}:${this.tag}`,
      keepLocally: true,
      triggers: { source_hash: this.sourceHash },
      buildAttribute,
    });
    return claimAddress(image, this.node.id);
  }

  /** `keep_remotely`, because a replacement would delete the digest that an environment still runs. */
  private push(image: Image): RegistryImage {
    const pushed = new docker.RegistryImage(this, 'Pushed', {
      name: image.name,
      keepRemotely: true,
      triggers: { source_hash: this.sourceHash },
    });
    return claimAddress(pushed, this.node.id);
  }
}

function buildBlock(props: ImageBuildProps, source: Source, platform: string, builder: Builder): BuildBlock {
  const labels = literals(props.labels);
  return {
    context: literal(posix.join(ROOT_FROM_STACK, source.context)),
    dockerfile: literal(dockerfileFrom(source, builder)),
    buildArgs: argumentsOf(props),
    // The provider reads `label` where it builds with BuildKit, and `labels` where it does not.
    label: labels,
    labels,
    target: props.target,
    platform,
    builder: BUILDX_BUILDER[builder],
    // By name: the provider reads the variable when it builds.
    secrets: secretsOf(props),
  };
}

/**
 * Where the provider finds the Dockerfile. For BuildKit's client, and for one beside the context, it looks from the folder in which
 * Terraform runs; otherwise from the context.
 */
function dockerfileFrom({ context, dockerfile }: Source, builder: Builder): string {
  const fromStack = builder === 'buildkit' || dockerfile.startsWith('../');
  return fromStack ? posix.join(ROOT_FROM_STACK, context, dockerfile) : dockerfile;
}

function argumentsOf({ arguments: own, sharedArguments }: ImageBuildProps): BuildBlock['buildArgs'] {
  return own === undefined && sharedArguments === undefined
    ? undefined
    : literals({ ...sharedArguments, ...own });
}

function secretsOf({ secrets = {} }: ImageBuildProps): BuildBlock['secrets'] {
  const given = Object.entries(secrets).sort(([a], [b]) => byBytes(a, b));
  return given.length === 0 ? undefined : given.map(([id, env]) => ({ id, env }));
}

function checkIgnoreFile(
  { ignoreFile, context }: Source,
  builder: Builder,
  path: string,
): readonly Finding[] {
  if (builder !== 'classic' || ignoreFile === undefined || ignoreFile === '.dockerignore') return [];
  return [
    problem({
      rule: 'image/ignore-file',
      path: `${path}.builder`,
      message: 'must be buildkit where a Dockerfile has ignore rules of its own: classic would not read them',
      value: `classic, and there is ${posix.join(context, ignoreFile)}`,
      advice: 'Move the rules to .dockerignore, or build with buildkit.',
    }),
  ];
}

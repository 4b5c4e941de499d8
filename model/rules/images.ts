import { isAbsolute } from 'node:path';
import {
  checkImageBuild,
  checkImageReference,
  checkPlatform,
  checkRepository,
  isPredefinedArgument,
} from '../../constructs/image-build';
import { type Finding, nearest, problem } from '../../core/findings';
import { entry } from '../../core/text';
import type { PlannedImage, ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type BuiltService, builtServices, imageBuildOf } from '../image-build';
import type { Project } from '../project';
import { imagesOf, prebuiltOf } from '../images-of';
import type { Service } from '../service';

/**
 * Every image can be had from what is written: the source of one that is built was read, and its arguments and names are
 * Docker's; one that was built elsewhere is pinned; one that is shared is built in this project.
 */
export function images({
  project,
  environments,
  images: planned,
  unreadable,
}: ResolvedComposition): readonly Finding[] {
  const registry = pushedTo(project);
  return [
    ...registry,
    ...absolute('project.root', project.props.root),
    ...unreadable,
    ...[...planned.values()].flatMap(({ warnings }) => warnings),
    ...unusedArguments(project, [...planned.values()]),
    ...builtServices(project)
      .flatMap((service) => built(project, service))
      // A registry that is not valid makes every repository invalid: that is reported once.
      .filter(({ path }) => registry.length === 0 || !path.endsWith('.image.repository')),
    ...project.props.services.flatMap((service) => [...foreign(service), ...shared(project, service)]),
    ...environments.flatMap(mirrors),
  ];
}

/** What is built must be pushed somewhere. */
function pushedTo(project: Project): readonly Finding[] {
  const { registry } = project.props;
  const path = 'project.registry';
  if (registry !== undefined) return checkRepository(registry, path);
  const [service] = builtServices(project);
  if (service === undefined) return [];
  return [
    problem({
      rule: 'images/registry',
      path,
      message: `must say where images are pushed to, since ${service.name} is built here`,
      value: 'none',
      advice: 'Give a host and a path, such as registry.example.com/shop: each service adds its name.',
    }),
  ];
}

function built(project: Project, service: BuiltService): readonly Finding[] {
  const path = `services.${service.name}.image`;
  return [
    ...checkImageBuild(imageBuildOf(project, service), path),
    ...platforms(service, path),
    ...absolute(`${path}.context`, service.props.image.context),
  ];
}

/** A pipeline builds for several platforms. The provider of Terraform builds for one, and pushes what its engine holds. */
function platforms({ props: { image } }: BuiltService, path: string): readonly Finding[] {
  const { builtBy, platforms: all = [] } = image;
  if (builtBy === undefined && all.length > 0)
    return [
      problem({
        rule: 'images/platforms',
        path: `${path}.platforms`,
        message:
          "must be left out where Terraform builds the image, which it does for the project's one platform",
        value: all.join(', '),
        advice: "Set `builtBy: 'ci'`, or the project's `build.platform`.",
      }),
    ];
  return all.flatMap((platform, index) => checkPlatform(platform, `${path}.platforms[${index}]`));
}

/** An argument of all images is one that some image uses. */
function unusedArguments({ props }: Project, planned: readonly PlannedImage[]): readonly Finding[] {
  const declared = planned.map(({ declares }) => declares);
  if (planned.length === 0 || declared.includes(undefined)) return [];
  const names = new Set(declared.flatMap((some = []) => some));
  return Object.keys(props.build?.arguments ?? {})
    .filter((name) => !names.has(name) && !isPredefinedArgument(name))
    .map((name) => {
      const meant = nearest(name, [...names]);
      return {
        rule: 'image/unused-argument',
        severity: 'warning',
        path: entry('project.build.arguments', name),
        message: 'is an argument that no Dockerfile declares with ARG, so nothing uses it',
        advice: `${meant === undefined ? 'Add' : `Is ${meant} meant? Otherwise add`} \`ARG ${name}\` where it is used, or take it out.`,
      };
    });
}

function foreign(service: Service): readonly Finding[] {
  return prebuiltOf(service).flatMap(({ image, path }) => checkImageReference(image.reference, path));
}

function shared({ props }: Project, service: Service): readonly Finding[] {
  return imagesOf(service).flatMap(({ image, path }) => {
    if (image.kind === 'prebuilt' || props.services.includes(image.service)) return [];
    const { name } = image.service;
    return [
      problem({
        rule: 'images/shared',
        path,
        message: 'must be the image of a service of this project',
        value: name,
        advice: `Add ${name} to the project's services, or give prebuilt(…) if another project builds it.`,
      }),
    ];
  });
}

/** Other names of Docker Hub, which stand in no name of an image. */
const DOCKER_ALIASES = [
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
];

function mirrors({ name, mirrors: all = {} }: Environment): readonly Finding[] {
  return Object.entries(all).flatMap(([registry, mirror]) => {
    const path = `environments.${name}.mirrors.${registry}`;
    // Any path does: what is checked is the host that the mirror stands in for.
    const isAlias = DOCKER_ALIASES.includes(registry);
    const isHost = !registry.includes('/') && !isAlias;
    const host = checkRepository(isHost ? `${registry}/any` : '', path).map((finding) => ({
      ...finding,
      message: "must name a registry's host, such as docker.io",
      value: JSON.stringify(registry),
      advice: isAlias
        ? 'Write docker.io, by which images name it.'
        : 'Give the host alone, as it stands in the names of images.',
    }));
    return [...host, ...checkRepository(`${mirror}/any`, path)];
  });
}

/** A relative folder would be another one in each directory that a synth is run in. */
function absolute(path: string, folder: string): readonly Finding[] {
  if (isAbsolute(folder)) return [];
  return [
    problem({
      rule: 'images/folder',
      path,
      message: 'must be an absolute path',
      value: JSON.stringify(folder),
      advice: 'Give __dirname, or join(__dirname, …).',
    }),
  ];
}

import type { Environment } from './environment';
import { runsIn } from './not-run';
import { prebuiltOf } from './images-of';
import type { Project } from './project';
import { isMirrored } from './selected-image';
import type { Service } from './service';

/** A Secret that images are pulled with, and where that is said. */
interface PullSecret {
  readonly secretName: string;
  readonly path: string;
}

/** The Secrets that an environment pulls the images of a service with: its own, and those of images that say one. */
export function pullSecretsOf(environment: Environment, service: Service): readonly string[] {
  const all = [...ofEnvironment(environment), ...ofImages(environment, service)];
  return [...new Set(all.map(({ secretName }) => secretName))];
}

/** Every Secret that an environment pulls images with. */
export function allPullSecrets({ props }: Project, environment: Environment): readonly PullSecret[] {
  const services = props.services.filter((service) => runsIn(environment, service));
  return [...ofEnvironment(environment), ...services.flatMap((service) => ofImages(environment, service))];
}

function ofEnvironment({ name, pullSecret }: Environment): readonly PullSecret[] {
  return pullSecret === undefined
    ? []
    : [{ secretName: pullSecret, path: `environments.${name}.pullSecret` }];
}

function ofImages(environment: Environment, service: Service): readonly PullSecret[] {
  return prebuiltOf(service).flatMap(({ image, path }) =>
    image.pullSecret === undefined || isMirrored(environment, image)
      ? []
      : [{ secretName: image.pullSecret, path: `${path}.pullSecret` }],
  );
}

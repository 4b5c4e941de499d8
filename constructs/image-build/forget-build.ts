import type { Construct } from 'constructs';
import { docker } from '../providers/docker';
import { forgetAddress } from '../terraform';

/**
 * Where Terraform has built an image that something else builds from now on: its resources leave the state, and nothing is deleted.
 *
 * @param id of the `ImageBuild` that there was
 * @example
 * forgetBuild(this, 'api');
 */
export function forgetBuild(scope: Construct, id: string): void {
  for (const type of [docker.Image.tfResourceType, docker.RegistryImage.tfResourceType])
    forgetAddress(scope, type, id);
}

import type { Image } from '@cdktf/provider-docker/lib/image';
import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import type { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { prebuilt } from '../prebuilt';

export type { Image, ImageBuild } from '@cdktf/provider-docker/lib/image';
export type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
export type { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';

/** The classes of the docker provider that Slipway uses. */
interface Docker {
  readonly DockerProvider: typeof DockerProvider;
  readonly Image: typeof Image;
  readonly RegistryImage: typeof RegistryImage;
}

export const docker = prebuilt<Docker>('@cdktf/provider-docker', {
  DockerProvider: 'provider',
  Image: 'image',
  RegistryImage: 'registry-image',
});

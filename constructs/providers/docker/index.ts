import { createRequire } from 'node:module';
import { choose } from '../choose';
import type * as own from './own';

export type { DockerProvider, Image, ImageBuild, RegistryImage } from './own';

/** The classes of the docker provider that Slipway uses. */
type Docker = Pick<typeof own, 'DockerProvider' | 'Image' | 'RegistryImage'>;

const load = createRequire(__filename);

export const docker = choose<Docker>(
  '@cdktf/provider-docker',
  {
    DockerProvider: 'provider',
    Image: 'image',
    RegistryImage: 'registry-image',
  },
  () => load('./own') as Docker,
);

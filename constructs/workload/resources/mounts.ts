import type {
  DeploymentV1SpecTemplateSpecContainerVolumeMount,
  DeploymentV1SpecTemplateSpecVolume,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { fileKey, mountName, scratchName } from '../mount-names';
import type { ResolvedWorkload } from '../workload-spec';
import { claimName, volumeName } from './claims';
import { listed } from './context';
import { filesName } from './files';

const FILES = 'files';

/** The pod's volumes. Each kind has a prefix of its own, so that no name meets another. */
export function volumesOf({ name, kind, files, mounts, scratch, volumes }: ResolvedWorkload) {
  return listed<DeploymentV1SpecTemplateSpecVolume & { name: string }>(
    [
      ...(Object.keys(files).length === 0 ? [] : [{ name: FILES, configMap: { name: filesName(name) } }]),
      ...scratch.map(({ path, size, inMemory }) => ({
        name: scratchName(path),
        emptyDir: { sizeLimit: size.toString(), ...(inMemory ? { medium: 'Memory' } : {}) },
      })),
      ...Object.entries(mounts).map(([path, mount]) => ({
        name: mountName(path),
        // Without a type, the runtime would make what is missing as an empty folder of root.
        hostPath: { path: mount.path, type: mount.type ?? 'Directory' },
      })),
      // A stateful set adds those of its claim templates.
      ...(kind === 'statefulSet' ? [] : Object.keys(volumes)).map((volume) => ({
        name: volumeName(volume),
        persistentVolumeClaim: { claimName: claimName(name, volume) },
      })),
    ],
    (volume) => volume.name,
  );
}

/** Where the container sees them. A file is mounted by itself: what the image has beside it stays visible. */
export function mountsOf({ files, mounts, scratch, volumes }: ResolvedWorkload) {
  return listed<DeploymentV1SpecTemplateSpecContainerVolumeMount>(
    [
      ...Object.keys(files).map((path) => ({
        name: FILES,
        mountPath: path,
        subPath: fileKey(path),
        readOnly: true,
      })),
      ...scratch.map(({ path }) => ({ name: scratchName(path), mountPath: path })),
      ...Object.entries(mounts).map(([path, { writable = false }]) => ({
        name: mountName(path),
        mountPath: path,
        ...(writable ? {} : { readOnly: true }),
      })),
      ...Object.entries(volumes).map(([volume, { mountPath }]) => ({ name: volumeName(volume), mountPath })),
    ],
    ({ mountPath }) => mountPath,
  );
}

import type {
  DeploymentV1SpecTemplateSpecContainerVolumeMount,
  DeploymentV1SpecTemplateSpecVolume,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { fileKey, scratchName } from '../mount-names';
import type { ResolvedWorkload } from '../workload-spec';
import { claimName, volumeName } from './claims';
import { listed } from './context';
import { filesName } from './files';

const FILES = 'files';

/** The pod's volumes. Each kind has a prefix of its own, so that no name meets another. */
export function volumesOf({ name, kind, files, scratch, scratchSize, volumes }: ResolvedWorkload) {
  return listed<DeploymentV1SpecTemplateSpecVolume & { name: string }>(
    [
      ...(Object.keys(files).length === 0 ? [] : [{ name: FILES, configMap: { name: filesName(name) } }]),
      ...scratch.map((path) => ({
        name: scratchName(path),
        emptyDir: { sizeLimit: scratchSize.toString() },
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
export function mountsOf({ files, scratch, volumes }: ResolvedWorkload) {
  return listed<DeploymentV1SpecTemplateSpecContainerVolumeMount>(
    [
      ...Object.keys(files).map((path) => ({
        name: FILES,
        mountPath: path,
        subPath: fileKey(path),
        readOnly: true,
      })),
      ...scratch.map((path) => ({ name: scratchName(path), mountPath: path })),
      ...Object.entries(volumes).map(([volume, { mountPath }]) => ({ name: volumeName(volume), mountPath })),
    ],
    ({ mountPath }) => mountPath,
  );
}

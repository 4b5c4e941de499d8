import type {
  DeploymentV1SpecTemplateSpecContainerVolumeMount,
  DeploymentV1SpecTemplateSpecVolume,
} from '../../providers/kubernetes';
import { type FileContent, isOwn, modeOf } from '../file';
import { literal } from '../../terraform';
import { isWritable, type Mount, type ServiceAccountToken } from '../mount';
import { fileKey, fileName, mountName, scratchName } from '../mount-names';
import type { ResolvedWorkload } from '../workload-spec';
import { claimName, volumeName } from './claims';
import { listed } from './context';
import { filesName, ownFiles } from './files';

const FILES = 'files';

type PodVolume = DeploymentV1SpecTemplateSpecVolume & { name: string };

/** The pod's volumes. Each kind has a prefix of its own, so that no name meets another. */
export function volumesOf(workload: ResolvedWorkload) {
  const { name, kind, files, mounts, scratch, volumes } = workload;
  return listed<PodVolume>(
    [
      ...ownFilesOf(workload),
      ...Object.entries(files).flatMap(([path, content]) => referredFile(path, content)),
      ...scratch.map(({ path, size, inMemory }) => ({
        name: scratchName(path),
        emptyDir: { sizeLimit: size.toString(), ...(inMemory ? { medium: 'Memory' } : {}) },
      })),
      ...Object.entries(mounts).map(([path, mount]) => ({ name: mountName(path), ...mounted(mount) })),
      // A stateful set adds those of its claim templates.
      ...(kind === 'statefulSet' ? [] : Object.keys(volumes)).map((volume) => ({
        name: volumeName(volume),
        persistentVolumeClaim: { claimName: claimName(name, volume) },
      })),
    ],
    (volume) => volume.name,
  );
}

/** The ConfigMap of the workload. Permissions are said for each file, or for none. */
function ownFilesOf({ name, files }: ResolvedWorkload): readonly PodVolume[] {
  const own = ownFiles(files);
  if (own.length === 0) return [];
  const items = own.some(([, content]) => modeOf(content) !== undefined)
    ? {
        items: listed(
          own.map(([path, content]) => itemOf(fileKey(path), modeOf(content))),
          ({ key }) => key,
        ),
      }
    : {};
  return [{ name: FILES, configMap: { name: filesName(name), ...items } }];
}

/** A file that a Secret or a ConfigMap of somebody else holds. */
function referredFile(path: string, content: FileContent): readonly PodVolume[] {
  if (isOwn(content)) return [];
  const items = [itemOf(content.key, content.mode)];
  const volume =
    'secretName' in content
      ? { secret: { secretName: content.secretName, items } }
      : { configMap: { name: content.configMap, items } };
  return [{ name: fileName(path), ...volume }];
}

function itemOf(key: string, mode: number | undefined) {
  return { key, path: key, ...(mode === undefined ? {} : { mode: octal(mode) }) };
}

/** Permissions as the provider reads them back: 0o440 becomes `0440`, and 0 becomes `00`. */
function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

function mounted(mount: Mount): Omit<PodVolume, 'name'> {
  switch (mount.kind) {
    case 'host-path':
      // Without a type, the runtime would make what is missing as an empty folder of root.
      return { hostPath: { path: mount.path, type: mount.type ?? 'Directory' } };
    case 'claim':
      return {
        persistentVolumeClaim: {
          claimName: mount.name,
          ...(mount.readOnly === true ? { readOnly: true } : {}),
        },
      };
    case 'token':
      return { projected: [{ sources: [{ serviceAccountToken: tokenOf(mount) }] }] };
    case 'secret':
      return { secret: { secretName: mount.name, ...wholeOf(mount) } };
    case 'config-map':
      return { configMap: { name: mount.name, ...wholeOf(mount) } };
  }
}

function tokenOf({ audience, expiration }: ServiceAccountToken) {
  return {
    path: 'token',
    ...(audience === undefined ? {} : { audience: literal(audience) }),
    ...(expiration === undefined ? {} : { expirationSeconds: expiration.toSeconds() }),
  };
}

function wholeOf({ optional, mode }: { readonly optional?: boolean; readonly mode?: number }) {
  return {
    ...(optional === true ? { optional } : {}),
    ...(mode === undefined ? {} : { defaultMode: octal(mode) }),
  };
}

/** Where the container sees them. A file is mounted by itself: what the image has beside it stays visible. */
export function mountsOf({ files, mounts, scratch, volumes }: ResolvedWorkload) {
  return listed<DeploymentV1SpecTemplateSpecContainerVolumeMount>(
    [
      ...Object.entries(files).map(([path, content]) => ({
        ...(isOwn(content)
          ? { name: FILES, subPath: fileKey(path) }
          : { name: fileName(path), subPath: content.key }),
        mountPath: path,
        readOnly: true,
      })),
      ...scratch.map(({ path }) => ({ name: scratchName(path), mountPath: path })),
      ...Object.entries(mounts).map(([path, mount]) => ({
        name: mountName(path),
        mountPath: path,
        ...('subPath' in mount ? folderOf(mount.subPath) : {}),
        ...(isWritable(mount) ? {} : { readOnly: true }),
        ...('propagation' in mount && mount.propagation !== undefined
          ? { mountPropagation: mount.propagation }
          : {}),
      })),
      ...Object.entries(volumes).map(([volume, { mountPath, subPath }]) => ({
        name: volumeName(volume),
        mountPath,
        ...folderOf(subPath),
      })),
    ],
    ({ mountPath }) => mountPath,
  );
}

function folderOf(subPath: string | undefined): { readonly subPath?: string } {
  return subPath === undefined ? {} : { subPath: literal(subPath) };
}

import { createHash } from 'node:crypto';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { claimAddress, literal } from '../../terraform';
import { fileKey } from '../mount-names';
import { after, metadataOf, type WorkloadContext } from './context';

/** The name of the ConfigMap that holds a workload's files. */
export function filesName(workload: string): string {
  return `${workload}-files`;
}

/** The ConfigMap, or none where there are no files. */
export function filesOf(context: WorkloadContext): ConfigMapV1 | undefined {
  const files = Object.entries(context.workload.files);
  if (files.length === 0) return undefined;
  const name = filesName(context.workload.name);
  return claimAddress(
    new ConfigMapV1(context.scope, 'files', {
      metadata: metadataOf(context, name),
      data: Object.fromEntries(files.map(([path, content]) => [fileKey(path), literal(content)])),
      ...after(context),
    }),
    name,
  );
}

/** Changes with any path or content, and in no other way: written on the pods, it rolls them. Empty where there are no files. */
export function checksumsOf(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return {};
  return { 'checksum/files': createHash('sha256').update(JSON.stringify(entries)).digest('hex') };
}

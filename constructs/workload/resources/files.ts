import { createHash } from 'node:crypto';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { claimAddress, literal } from '../../terraform';
import { fileKey } from '../file-key';
import { after, metadataOf, type Site } from './site';

/** The name of the ConfigMap that holds a workload's files. */
export function filesName(workload: string): string {
  return `${workload}-files`;
}

/** The ConfigMap, or none where there are no files. */
export function filesOf(site: Site): ConfigMapV1 | undefined {
  const files = Object.entries(site.workload.files);
  if (files.length === 0) return undefined;
  const name = filesName(site.workload.name);
  return claimAddress(
    new ConfigMapV1(site.scope, 'files', {
      metadata: metadataOf(site, name),
      data: Object.fromEntries(files.map(([path, content]) => [fileKey(path), literal(content)])),
      ...after(site),
    }),
    name,
  );
}

/** Changes with any path or content, and in no other way: written on the pods, it rolls them. */
export function filesChecksum(files: Readonly<Record<string, string>>): string {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

import { createHash } from 'node:crypto';
import { kubernetes, type ConfigMapV1 } from '../../providers/kubernetes';
import { claimAddress, literal } from '../../terraform';
import { withAllMounts } from '../containers';
import { type BinaryFile, isOwn, type TextFile } from '../file';
import { fileKey } from '../mount-names';
import type { ResolvedWorkload } from '../workload-spec';
import { after, metadataOf, type WorkloadContext } from './context';
import { by } from '../../../core/text';

/** The name of the ConfigMap that holds a workload's files. */
export function filesName(workload: string): string {
  return `${workload}-files`;
}

/** The ConfigMap, or none where there is no text and no binary file. */
export function filesOf(context: WorkloadContext): ConfigMapV1 | undefined {
  const files = ownFiles(withAllMounts(context.workload).files);
  if (files.length === 0) return undefined;
  const name = filesName(context.workload.name);
  const data = files.flatMap(([path, content]) =>
    isBinary(content) ? [] : [[fileKey(path), literal(textOf(content))] as const],
  );
  const binaryData = files.flatMap(([path, content]) =>
    isBinary(content) ? [[fileKey(path), content.base64] as const] : [],
  );
  return claimAddress(
    new kubernetes.ConfigMapV1(context.scope, 'files', {
      metadata: metadataOf(context, name),
      ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
      ...(binaryData.length === 0 ? {} : { binaryData: Object.fromEntries(binaryData) }),
      ...after(context),
    }),
    name,
  );
}

/** Changes with any path or content, and in no other way: written on the pods, it rolls them. Empty where there are no files. */
export function checksumsOf(files: ResolvedWorkload['files']): Readonly<Record<string, string>> {
  const entries = ownFiles(files)
    .map(([path, content]) => [path, typeof content === 'string' ? content : contentOf(content)] as const)
    .sort(by(([path]) => path));
  if (entries.length === 0) return {};
  return { 'checksum/files': createHash('sha256').update(JSON.stringify(entries)).digest('hex') };
}

type Own = string | TextFile | BinaryFile;

/** The files that the workload's own ConfigMap holds. */
export function ownFiles(files: ResolvedWorkload['files']): readonly (readonly [string, Own])[] {
  return Object.entries(files).flatMap(([path, content]) =>
    isOwn(content) ? [[path, content] as const] : [],
  );
}

function isBinary(content: Own): content is BinaryFile {
  return typeof content !== 'string' && content.kind === 'binary-file';
}

function textOf(content: string | TextFile): string {
  return typeof content === 'string' ? content : content.content;
}

/** What it holds, by its bytes: other permissions change the pods themselves. */
function contentOf(content: TextFile | BinaryFile): string | { readonly base64: string } {
  return isBinary(content) ? { base64: content.base64 } : content.content;
}

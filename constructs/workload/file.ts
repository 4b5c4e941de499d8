import type { SecretKey } from './secret-key';

/** How a file is put into a container. */
export interface FileOptions {
  /** Its permissions, such as `0o555` for a script. Everyone in the pod may read it by default. @default 0o644 */
  readonly mode?: number;
}

/** Text with permissions of its own. */
export interface TextFile extends FileOptions {
  readonly kind: 'text-file';
  readonly content: string;
}

/** Bytes. */
export interface BinaryFile extends FileOptions {
  readonly kind: 'binary-file';
  readonly base64: string;
}

/** One key of a ConfigMap that exists. */
export interface ConfigMapKey extends FileOptions {
  readonly kind: 'config-map-key';
  readonly configMap: string;
  readonly key: string;
}

/** What a file holds: text, bytes, or the value of a key in a Secret or ConfigMap. */
export type FileContent = string | TextFile | BinaryFile | ConfigMapKey | (SecretKey & FileOptions);

/**
 * A text file with permissions of its own. Without them, the text alone is enough.
 *
 * @example
 * const files = { '/app/entrypoint.sh': file('#!/bin/sh\nexec node main.js\n', { mode: 0o555 }) };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function file(content: string, options: FileOptions = {}): TextFile {
  return { ...options, kind: 'text-file', content };
}

/**
 * A file that is not text, such as a truststore.
 *
 * @example
 * const files = { '/app/cacerts.p12': binaryFile(Buffer.from('0a0b0c', 'hex')) };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function binaryFile(content: Uint8Array, options: FileOptions = {}): BinaryFile {
  return { ...options, kind: 'binary-file', base64: base64Of(content) };
}

/**
 * A file with the value of one key of a ConfigMap that something else creates. A changed ConfigMap does not restart the pods.
 *
 * @example
 * const files = { '/etc/ssl/ca.crt': configMapKey('kube-root-ca.crt', 'ca.crt') };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function configMapKey(configMap: string, key: string, options: FileOptions = {}): ConfigMapKey {
  return { ...options, kind: 'config-map-key', configMap, key };
}

/** What of the files the workload's own ConfigMap holds. */
export function isOwn(content: FileContent): content is string | TextFile | BinaryFile {
  return typeof content === 'string' || ('kind' in content && content.kind !== 'config-map-key');
}

/** The permissions of a file, where it says some. */
export function modeOf(content: FileContent): number | undefined {
  return typeof content === 'string' ? undefined : content.mode;
}

/** What holds no bytes is judged as what it is, where it is used. */
function base64Of(content: unknown): string {
  const hasBytes = typeof content === 'string' || ArrayBuffer.isView(content);
  return hasBytes ? Buffer.from(content as Uint8Array).toString('base64') : (content as string);
}

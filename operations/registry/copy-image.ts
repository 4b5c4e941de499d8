import { Failure } from '../process';
import { connect, type Connection, type RegistryOptions } from './connect';
import { copyBlob } from './copy-blob';
import { getManifest } from './get-manifest';
import { has } from './has';
import { namedBy } from './manifest';
import { missingOfImage } from './missing-of-image';
import { refusal } from './refusal';

/** What was missing in the other repository, and is there now. */
export interface Copied {
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
}

const NOTHING: Copied = { manifests: 0, blobs: 0, bytes: 0 };
/** A layer may have gigabytes. */
const TRANSFER_LIMIT_MS = 30 * 60_000;

/** Opens a connection: tokens are short-lived, and a layer may take longer than one is good for. */
type Open = () => Connection;

/**
 * Copies an image from one repository to another, by its digest: what an index lists for every platform, and what says how it was
 * built. What is there already is not copied again. A manifest is written after all that it names, so a copy that is cut off
 * leaves no image that looks complete, and the next one continues it.
 *
 * @param from as in an image reference: `registry.example.com/shop/api`
 * @param to the same
 * @throws Failure if a registry does not answer, refuses the credentials, is too busy, or the first lacks a part of the image
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
 */
export async function copyImage(
  from: string,
  to: string,
  digest: string,
  options: Omit<RegistryOptions, 'access' | 'timeoutMs'> = {},
): Promise<Copied> {
  if ((await missingOfImage(to, digest, options)).length === 0) return NOTHING;
  const source = () => connect(from, { ...options, timeoutMs: TRANSFER_LIMIT_MS });
  const target = () => connect(to, { ...options, timeoutMs: TRANSFER_LIMIT_MS, access: 'write' });
  return copyBelow(source, target, digest);
}

async function copyBelow(source: Open, target: Open, digest: string): Promise<Copied> {
  const sent = await getManifest(source(), digest);
  if (sent === undefined) throw lacks(source(), digest);
  // Attestations too: an index names them, and has one digest with them.
  const { manifests = [] } = sent.manifest;
  let copied = NOTHING;
  for (const named of manifests) copied = sum(copied, await copyBelow(source, target, named.digest));
  for (const blob of new Set(namedBy(sent.manifest).blobs)) {
    if (await has(target(), `blobs/${blob}`)) continue;
    const bytes = await copyBlob(source(), target(), blob);
    if (bytes === undefined) throw lacks(source(), blob);
    copied = sum(copied, { manifests: 0, blobs: 1, bytes });
  }
  if (await has(target(), `manifests/${digest}`)) return copied;
  await putManifest(target(), digest, sent.type, sent.bytes);
  return sum(copied, { manifests: 1, blobs: 0, bytes: sent.bytes.length });
}

async function putManifest(target: Connection, digest: string, type: string, bytes: Buffer): Promise<void> {
  const response = await target.ask(`manifests/${digest}`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  });
  await response.body?.cancel();
  if (!response.ok) throw refusal(response, target);
}

function sum(a: Copied, b: Copied): Copied {
  return { manifests: a.manifests + b.manifests, blobs: a.blobs + b.blobs, bytes: a.bytes + b.bytes };
}

function lacks({ registry, name }: Connection, digest: string): Failure {
  return new Failure(
    `the registry ${registry} lacks ${digest} of ${name}\n    → Push it again from where it is, or select another image.`,
  );
}

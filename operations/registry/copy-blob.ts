import { createHash } from 'node:crypto';
import type { Connection } from './connect';
import { otherContent, refusal } from './refusal';

/**
 * Copies a blob as it comes, without keeping it here. The receiving registry takes it only if its bytes are those of the digest.
 *
 * @returns how many bytes it has; undefined if the first repository lacks it
 * @throws Failure if a registry does not answer, refuses, or sends something else
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-a-blob-monolithically
 */
export async function copyBlob(
  source: Connection,
  target: Connection,
  digest: string,
): Promise<number | undefined> {
  const sent = await source.ask(`blobs/${digest}`, { redirect: 'follow' });
  if (sent.status === 404) {
    await sent.body?.cancel();
    return undefined;
  }
  if (!sent.ok || sent.body === null) throw refusal(sent, source);
  const upload = await begin(target);
  upload.searchParams.set('digest', digest);

  const hash = createHash('sha256');
  let bytes = 0;
  async function* through(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const length = sent.headers.get('content-length');
  const response = await target.ask(upload, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      ...(length === null ? {} : { 'content-length': length }),
    },
    body: ReadableStream.from(through(sent.body)),
    duplex: 'half',
  });
  await response.body?.cancel();
  const got = `sha256:${hash.digest('hex')}`;
  if (got !== digest) throw otherContent(`the registry ${source.registry} was asked for ${digest}`, got);
  if (!response.ok) throw refusal(response, target);
  return bytes;
}

/** Where the registry takes the blob. */
async function begin(target: Connection): Promise<URL> {
  const begun = await target.ask('blobs/uploads/', { method: 'POST' });
  await begun.body?.cancel();
  const place = begun.headers.get('location');
  if (begun.status !== 202 || place === null) throw refusal(begun, target);
  return new URL(place, begun.url);
}

import { gunzipSync } from 'node:zlib';

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** A shorter text may be base64, and hides nothing. */
const SHORTEST = 12;
/** More than this is not unpacked. */
const MOST_BYTES = 2 ** 20;

/** The text that another text holds in base64, gzipped or not; undefined where it holds none. */
export function decoded(text: string): string | undefined {
  if (text.length < SHORTEST) return undefined;
  const packed = text.includes('\n') ? text.replace(/\s+/g, '') : text;
  if (!BASE64.test(packed)) return undefined;
  const bytes = unpacked(Buffer.from(packed, 'base64'));
  const plain = bytes?.toString('utf8') ?? '';
  return plain !== '' && isReadable(plain) ? plain : undefined;
}

function unpacked(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

function isReadable(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- that is what tells a text from other bytes
  return !/[\u0000-\u0008\u000e-\u001a\u007f\ufffd]/.test(text);
}

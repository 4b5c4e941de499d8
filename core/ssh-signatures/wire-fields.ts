/** Bytes that are not what SSH says they are. The message completes "must be …, but …". */
export class NotSsh extends Error {
  override readonly name = 'NotSsh';
}

/**
 * The fields of SSH's binary format, read one after the other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4251#section-5
 */
export class WireFields {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The next bytes. @throws NotSsh where fewer are left */
  take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) throw new NotSsh('it ends too early');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** The next `string`: its length, and that many bytes. */
  string(): Buffer {
    return this.take(this.take(4).readUInt32BE());
  }

  /** The next `string`, of ASCII. */
  text(): string {
    return this.string().toString('latin1');
  }

  /** The next `mpint`, without leading zeros. @throws NotSsh where it is negative, or has more bits than any key in use */
  number(): Buffer {
    const bytes = this.string();
    if (bytes.length > MOST_NUMBER_BYTES) throw new NotSsh('it has a number of too many bits');
    if (((bytes[0] ?? 0) & 0x80) !== 0) throw new NotSsh('it has a negative number');
    const first = bytes.findIndex((byte) => byte !== 0);
    return first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
  }

  /** @throws NotSsh where something follows */
  end(): void {
    if (this.at !== this.bytes.length) throw new NotSsh('something follows its end');
  }
}

/** The bytes of a text of base64. @throws NotSsh where it is not one, or not the one text of these bytes */
export function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  // Node passes over what is not base64; and the last digit may stand for bits that nobody reads.
  if (bytes.toString('base64') !== base64) throw new NotSsh('it is not base64');
  return bytes;
}

/** 16384 bits, as OpenSSH has it. */
const MOST_NUMBER_BYTES = 2049;

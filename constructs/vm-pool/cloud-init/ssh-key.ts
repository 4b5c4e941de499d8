const TYPES = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]);
const LINE = /^(\S+) ([A-Za-z0-9+/]+={0,2})( [^\r\n]*)?$/;

/** Whether the text is an OpenSSH public key: type, base64 whose content names the same type, maybe a comment. */
export function isPublicKey(text: string): boolean {
  const [, type = '', encoded = ''] = LINE.exec(text) ?? [];
  if (!TYPES.has(type)) return false;
  // RFC 4253, 6.6: the key starts with its type, as a string with its length in four bytes before it.
  const key = Buffer.from(encoded, 'base64');
  return (
    key.length > 4 + type.length &&
    key.readUInt32BE(0) === type.length &&
    key.toString('latin1', 4, 4 + type.length) === type
  );
}

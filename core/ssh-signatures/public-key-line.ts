import { KEY_TYPES } from './public-key';
import { WireFields } from './wire-fields';

const LINE = /^(\S+) ([A-Za-z0-9+/]+={0,2})( [^\r\n]*)?$/;

/** Whether a text is an OpenSSH public key: type, base64 whose content begins with the same type, maybe a comment. */
export function isPublicKeyLine(text: string): boolean {
  const [, type = '', encoded = ''] = LINE.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  return KEY_TYPES.includes(type) && bytes.length > 4 + type.length && new WireFields(bytes).text() === type;
}

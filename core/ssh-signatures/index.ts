export { type AllowedSigners, readAllowedSigners, whoSigned } from './allowed-signers';
export { readAuthorizedKey } from './authorized-key';
export { readSshSignature, unarmored } from './ssh-signature';
export { NotSsh } from './wire-fields';

export { type AllowedSigner, type AllowedSigners, readAllowedSigners, whoSigned } from './allowed-signers';
export { readAuthorizedKey } from './authorized-key';
export { readSshSignature, type SshSignature, unarmored } from './ssh-signature';
export { NotSsh } from './wire-fields';

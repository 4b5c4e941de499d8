export { type AllowedSigner, type AllowedSigners, readAllowedSigners, whoSigned } from './allowed-signers';
export { isPublicKeyLine } from './public-key-line';
export { readSshSignature, type SshSignature, unarmored } from './ssh-signature';
export { NotSsh } from './wire-fields';

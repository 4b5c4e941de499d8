export { decoded } from './decode';
export { holdsPasswordInUrl, holdsPrivateKey } from './evident';
export { inText, loginsIn, mayHoldSecrets, packedIn } from './in-text';
export { mentionsSecret, namesSecret } from './names';
export { isCommon, isNoSecret, isReference } from './no-secret';

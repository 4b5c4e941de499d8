export { type ClearSecret, clearSecrets, clearSecretsIn, secretsIn } from './clear';
export { exemptBy, type NotSecret } from './exemption';
export { decoded } from './decode';
export { wordMask } from './mask-words';
export { mentionsSecret, namesSecret } from './names';
export { isNoSecret } from './no-secret';
export {
  argumentPlace,
  entryPlace,
  hidesNothing,
  itemPlace,
  type Place,
  type SecretBlock,
  surer,
} from './places';
export { IF_NOT_SECRET, seenSecret } from './report';
export { NOWHERE, secretsInText } from './search';

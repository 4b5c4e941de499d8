export { clearSecrets, clearSecretsIn, secretsIn } from './clear';
export { exemptBy, type NotSecret } from './exemption';
export { decoded } from './decode';
export { wordMask } from './mask-words';
export { mentionsSecret, namesSecret } from './names';
export { isNoSecret } from './no-secret';
export {
  argumentContext,
  entryContext,
  hidesNothing,
  itemContext,
  type ValueContext,
  surer,
} from './value-context';
export { IF_NOT_SECRET, seenSecret } from './report';
export { NO_CONTEXT, secretsInText } from './search';

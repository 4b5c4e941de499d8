export { checkSignatures } from './check-signatures';
export { firstToSign, type Sign, signEvents } from './sign-events';
export { signersOf } from './signed-history';
export { NAMESPACE } from './statement';

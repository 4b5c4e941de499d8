export { pushLostAgain } from './push-lost-again';

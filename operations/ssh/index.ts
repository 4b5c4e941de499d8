export { awaitFile, sshTo } from './ssh-to';
export { type SigningKey, signText } from './sign-text';

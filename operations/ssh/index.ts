export { awaitFile, sshTo } from './ssh-to';
export { signText } from './sign-text';

export { awaitFile, sshTo } from './ssh-to';

export { awaitFile } from './await-file';
export { sshTo } from './ssh-to';

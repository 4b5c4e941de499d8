export { sshTo } from './ssh-to';

export { NGINX_CONFIGURATION } from './publish';

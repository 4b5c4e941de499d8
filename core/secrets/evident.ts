import { isNoSecret } from './no-secret';
import { URL_PASSWORD } from './shapes';

/** How a private key begins: PEM, OpenSSH, PGP and SSH2. */
const PRIVATE_KEY = /-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}/;

/** Whether a text holds a private key, or the beginning of one. */
export function holdsPrivateKey(text: string): boolean {
  return PRIVATE_KEY.test(text);
}

/** Whether a text holds a URL with a password that is no reference. */
export function holdsPasswordInUrl(text: string): boolean {
  return [...text.matchAll(URL_PASSWORD)].some(([, found = '']) => {
    // A password ends before the `@` of its own URL, and a slash ends the host: then the `@` is another URL's.
    const [password = ''] = found.split('@');
    return !password.includes('/') && !isNoSecret(password);
  });
}

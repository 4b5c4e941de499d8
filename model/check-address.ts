import { type Finding, problem } from '../core/findings';
import { withoutCredentials } from './libvirt-uri';

const LOOPBACK = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/;

/**
 * The problems of an address that credentials are sent to: nobody in front of the host and nothing asked for, since either may be a
 * secret, and encrypted unless it does not leave the machine.
 */
export function checkAddress(path: string, address: string): readonly Finding[] {
  const hidden = withoutCredentials(address);
  if (hidden !== address) return [credentials(path, hidden)];
  const isWhole = /^https?:\/\/[^-/\s][^/\s]*(\/\S*)?$/.test(address) && URL.canParse(address);
  if (!isWhole) {
    return [
      problem({
        rule: 'reached/address',
        path,
        message: 'must be the address of an HTTP server',
        value: JSON.stringify(address),
        advice: 'Write it with its scheme: https://state.example.com/shop.',
      }),
    ];
  }
  if (/^https?:\/\/(0\.0\.0\.0|\[::\])(:\d+)?(\/|$)/.test(address)) {
    return [
      problem({
        rule: 'reached/address',
        path,
        message:
          'must be an address that can be reached: this one is where a server listens on all of its own',
        value: address,
        advice: 'Give the name or the address that the server has for others.',
      }),
    ];
  }
  return address.startsWith('https:') || LOOPBACK.test(address) ? [] : [plainText(path, address)];
}

/** The finding that an address holds credentials. */
function credentials(path: string, value: string): Finding {
  return problem({
    rule: 'reached/credentials',
    path,
    message: 'must hold no credentials, since it stands in the synthesised files',
    value,
    advice: 'Give them to Terraform through its environment, or use a key.',
  });
}

/** The finding that an address is not encrypted. */
export function plainText(path: string, value: string): Finding {
  return problem({
    rule: 'reached/plain-text',
    path,
    message: 'must be reached by https, since the token goes over it',
    value,
    advice:
      'Write it with https, and give the API a certificate that the machines which run Terraform trust.',
  });
}

import { holdsPasswordInUrl, holdsPrivateKey, isNoSecret, namesSecret } from '../../core/secrets';

/** Why a variable looks as if it held a secret; undefined when it does not. */
export function looksSecret(name: string, value: string): string | undefined {
  if (namesSecret(name, value) && !isNoSecret(value)) return 'its name says so';
  return holdsSecret(value);
}

/**
 * Why a text surely holds a secret, whatever its name. Nothing can be excepted from a check of the synth, so that it refuses
 * less than the policy `secrets/in-clear`, which also judges by settings inside the text.
 */
export function holdsSecret(text: string): string | undefined {
  if (holdsPrivateKey(text)) return 'it holds a private key';
  return holdsPasswordInUrl(text) ? 'it holds a URL with a password' : undefined;
}

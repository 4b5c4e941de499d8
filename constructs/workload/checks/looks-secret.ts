/** Endings of names whose values are secrets. An ending, so that TOKEN_TTL, SECRET_NAME and PASSWORD_FILE pass. */
const SECRET_NAME =
  /(PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIALS?|(^|_)(TOKEN|PWD|PASS)|(PRIVATE|API|ACCESS|SECRET|SIGNING|ENCRYPTION)_?KEY|SECRET_KEY_BASE)$/;

/** A working directory, which shells keep under these names. */
const NOT_SECRET = new Set(['PWD', 'OLDPWD']);

/** What a secret is not: a switch (REQUIRE_PASSWORD=true), a small number, or where a file lies. */
const HARMLESS = /^(|true|false|yes|no|on|off|\d{1,3}|(\/[\w.-]+){2,})$/i;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@?#]*:[^\s/@?#]+@/i;

/** Why a variable looks as if it held a secret, or nothing when it does not. */
export function looksSecret(name: string, value: string): string | undefined {
  const upper = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  if (SECRET_NAME.test(upper) && !NOT_SECRET.has(upper) && !HARMLESS.test(value)) return 'its name says so';
  return holdsSecret(value);
}

/** Why a text looks as if it held a secret, whatever its name. */
export function holdsSecret(text: string): string | undefined {
  if (PRIVATE_KEY.test(text)) return 'it holds a private key';
  return URL_WITH_PASSWORD.test(text) ? 'it holds a URL with a password' : undefined;
}

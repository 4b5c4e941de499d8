import { clearSecretsIn, secretsInText, wordMask } from '../../../core/secrets';
import { HARMLESS, HARMLESS_VARIABLES, SECRET_NAMES, SECRETS } from './canaries';

test.each(SECRETS)('%s is a secret', (_what, text, secret) => {
  expect(secretsInText(text).size).toBeGreaterThan(0);
  expect(wordMask(new Set()).value(text)).not.toContain(secret);
});

test.each(HARMLESS)('%s is none', (_what, text) => {
  expect([...secretsInText(text)]).toEqual([]);
});

test.each(SECRET_NAMES)('what is called %s is a secret', (name) => {
  expect(clearSecretsIn({ [name]: 'tulip' }, 'env')).toHaveLength(1);
});

test.each(Object.entries(HARMLESS_VARIABLES))('%s=%s is none', (name, value) => {
  expect(clearSecretsIn({ [name]: value }, 'env')).toEqual([]);
});

import fc from 'fast-check';
import { problem } from '../../../core/findings';
import { SECRETS } from '../../core/secrets/canaries';

/** A password that nobody could guess: no word, which would be shown. */
const password = fc.stringMatching(/^[A-Za-z0-9]{4}\d[A-Za-z0-9]{5,20}$/);

/** How a text with a password may be written. */
const WRITTEN: readonly ((password: string) => string)[] = [
  (it) => `postgres://shop:${it}@db/shop`,
  (it) => `DB_PASSWORD=${it}`,
  (it) => `[db]\npassword = ${it}\n`,
  (it) => JSON.stringify({ auth: { token: it } }),
  (it) => `curl -u ops:${it} https://example.com`,
  (it) => `echo root:${it} | chpasswd`,
  (it) => `https://example.com/?access_token=${it}&a=b`,
];

/** How a rule may show a text. */
const SHOWN: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text),
  (text) => `${JSON.stringify(text)}, beside ${JSON.stringify(text)}`,
  (text) => `${JSON.stringify(text.slice(0, -1))} and more`,
];

test('no problem tells a secret that is in the value, wherever the rule shows it', () => {
  fc.assert(
    fc.property(password, fc.constantFrom(...WRITTEN), fc.constantFrom(...SHOWN), (secret, write, show) => {
      const text = show(write(secret));
      const finding = problem({
        rule: 'a/b',
        path: `env[${JSON.stringify(write(secret))}]`,
        message: `must not be ${text}`,
        value: text,
        advice: `Do not write ${write(secret)}.`,
      });
      expect(JSON.stringify(finding)).not.toContain(secret);
    }),
  );
});

test.each(SECRETS)('no problem tells %s', (_what, text, secret) => {
  for (const show of SHOWN.slice(0, 3)) {
    const finding = problem({ rule: 'a/b', path: 'x', message: 'must go', value: show(text), advice: 'Do.' });
    expect(JSON.stringify(finding)).not.toContain(secret);
  }
});

test('what is refused under the name of a secret is not told', () => {
  const finding = problem({
    rule: 'a/b',
    path: 'services.api.secrets.DB_PASSWORD',
    message: "must be secretKey('<secret>', '<key>')",
    value: '"tulip"',
    advice: 'Correct it.',
  });
  expect(finding).toMatchObject({ path: 'services.api.secrets.DB_PASSWORD', value: '"«secret 1»"' });
});

test('what is no secret is shown as it is', () => {
  const finding = problem({ rule: 'a/b', path: 'x.y', message: 'must go', value: '"web"', advice: 'Do.' });
  expect(finding).toMatchObject({ path: 'x.y', value: '"web"' });
});

import { encodedForms } from '../../review/secrets/encoded-forms';

const secret = 'pa"ss\\wo"rd';
const json = (text: string) => JSON.stringify(text).slice(1, -1);

test.each<[string, string]>([
  ['JSON', json(secret)],
  ['JSON in JSON', json(json(secret))],
  ['JSON in JSON in JSON', json(json(json(secret)))],
])('a secret is recognised when it is encoded in %s', (_where, form) => {
  expect(encodedForms(secret)).toContain(form);
});

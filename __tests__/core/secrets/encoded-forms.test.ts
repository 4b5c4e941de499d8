import { encodedForms } from '../../../core/secrets/encoded-forms';

const secret = 'pa"ss\\wo"rd';
const json = (text: string) => JSON.stringify(text).slice(1, -1);

test.each<[string, string]>([
  ['JSON', json(secret)],
  ['JSON in JSON', json(json(secret))],
  ['JSON in JSON in JSON', json(json(json(secret)))],
])('a secret is recognised when it is encoded in %s', (_where, form) => {
  expect(encodedForms(secret)).toContain(form);
});

test.each<[string, string, string]>([
  ['an address', 'a+b/c d&e=ü', encodeURIComponent('a+b/c d&e=ü')],
  ['an address in small letters', 'a+b/c+d&e', 'a%2bb%2fc%2bd%26e'],
  ['XML', 'a<b>&"c"', 'a&lt;b&gt;&amp;&quot;c&quot;'],
])('a secret is known as it is written in %s', (_where, text, form) => {
  expect(encodedForms(text)).toContain(form);
});

test.each(['zQ7hunter2xK', 'zQ7hunter2xKL', 'zQ7hunter2xKLM', '\u00fb\u00ff\u00bf\u00fe>>>???'])(
  'base64 of a text with %s in it, wherever it stands, holds one of its forms',
  (text) => {
    const forms = encodedForms(text).filter((form) => form !== text);
    for (const before of ['', 'a', 'ab', 'abc'])
      for (const after of ['', 'y', 'yz', 'xyz'])
        for (const encoding of ['base64', 'base64url'] as const) {
          const packed = Buffer.from(`${before}${text}${after}`).toString(encoding);
          expect(forms.filter((form) => packed.includes(form))).not.toEqual([]);
        }
  },
);

test('a secret with half a character has forms as well', () => {
  expect(encodedForms('a\ud800bcdefgh')).toContain('a\ud800bcdefgh');
});

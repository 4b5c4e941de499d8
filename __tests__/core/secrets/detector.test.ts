import { clearSecretsIn, secretsInText, wordMask } from '../../../core/secrets';
import {
  HARMLESS,
  HARMLESS_COMMANDS,
  HARMLESS_VARIABLES,
  SECRET_COMMANDS,
  SECRET_NAMES,
  SECRETS,
} from './canaries';

test.each(SECRETS)('%s is a secret', (_what, text, secret) => {
  expect(secretsInText(text).size).toBeGreaterThan(0);
  expect(wordMask(new Set()).value(text)).not.toContain(secret);
});

test.each(HARMLESS)('%s is not a secret', (_what, text) => {
  expect([...secretsInText(text)]).toEqual([]);
});

// An expression that reads a piece in two ways tries both for each of them: it never ends.
test.each([
  ['references in the password of a URL', '://user:', '${}}', '\t@'],
  ['references that are handed on', 'echo ', '%{}h)', '" | passwd'],
  ['templates that are handed on', 'echo ', '{{a}}', '" | passwd'],
  ['the beginnings of here-documents', '', 'chpasswd<<\t', '\n'],
])('a text of thousands of %s is searched to its end', (_what, before, piece, after) => {
  expect(secretsInText(`password ${before}${piece.repeat(20_000)}${after}`)).toBeDefined();
});

test.each(SECRET_COMMANDS)(
  '%j with the arguments %j holds a secret, in one word',
  (command, args, secret) => {
    const found = clearSecretsIn({ command, args }, 'api');

    const words = [
      ...command.map((word, index) => [`api.command[${index}]`, word] as const),
      ...args.map((word, index) => [`api.args[${index}]`, word] as const),
    ];
    expect(found.map(({ path }) => path)).toEqual(
      words.filter(([, word]) => word.includes(secret)).map(([path]) => path),
    );
  },
);

test.each(HARMLESS_COMMANDS)('%j with the arguments %j holds none', (command, args) => {
  expect(clearSecretsIn({ command, args }, 'api')).toEqual([]);
});

test.each(SECRET_NAMES)('what is called %s is a secret', (name) => {
  expect(clearSecretsIn({ [name]: 'tulip' }, 'env')).toHaveLength(1);
});

test.each(Object.entries(HARMLESS_VARIABLES))('%s=%s is not a secret', (name, value) => {
  expect(clearSecretsIn({ [name]: value }, 'env')).toEqual([]);
});

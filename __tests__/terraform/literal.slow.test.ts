import { TerraformOutput } from 'cdktf';
import * as fc from 'fast-check';
import { literal } from '../../constructs/terraform';
import { synth } from '../support/synth';
import { terraformJson, withProviders } from '../support/terraform';

/** What Terraform's templates, JSON and shells give a meaning to, in every order, between all other characters. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('$', '%', '{', '}', '$${', '%%{', '"', '\\', '~', '\n', ' if true ', 'a', '\u00e9'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
);

withProviders([], 'literal text comes out of terraform as it went in', async () => {
  // One seed: the run costs a start of Terraform, so that it is one apply of many texts, not many applies.
  const texts = fc.sample(text, { numRuns: 500, seed: 20_260_101 });
  const { output } = synth((scope) => {
    texts.forEach((value, index) => {
      new TerraformOutput(scope, `text-${index}`, { value: literal(value) }).overrideLogicalId(
        `text-${index}`,
      );
    });
  });

  const outputs = (await terraformJson(
    { output },
    ['apply', '-auto-approve', '-no-color'],
    ['output', '-json'],
  )) as Record<string, { readonly value: string }>;

  // Terraform normalises all strings to Unicode's NFC.
  expect(texts.map((_, index) => outputs[`text-${index}`]?.value)).toEqual(
    texts.map((value) => value.normalize('NFC')),
  );
});

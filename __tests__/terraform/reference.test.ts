import { objectionsTo, withProviders } from '../support/terraform';
import { handedOver } from '../support/terraform-handover';

const { reference } = handedOver();
const stacks = 'stacks' in reference ? reference.stacks : [];

test("the repository's own project synthesises", () => {
  if ('failure' in reference) throw new Error(reference.failure);
  expect(stacks).not.toEqual([]);
});

for (const { name, folder, providers } of stacks) {
  withProviders(providers, `terraform accepts ${name}`, async () => {
    expect(await objectionsTo(folder)).toEqual([]);
  });
}

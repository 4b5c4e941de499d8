import { objectionsTo, objectionsToAny, withProviders } from '../support/terraform';
import { reasonToSkip } from '../support/terraform-providers';

withProviders([], 'terraform accepts a correct stack', async () => {
  expect(await objectionsTo({ resource: { terraform_data: { it: { input: 'x' } } } })).toEqual([]);
});

withProviders([], 'what terraform refuses comes with its address and the reason', async () => {
  const objections = await objectionsTo({ resource: { terraform_data: { it: { inputt: 'x' } } } });
  expect(objections).toEqual([
    expect.stringMatching(/resource\.terraform_data\.it .*cdk\.tf\.json:5.*inputt/),
  ]);
});

withProviders([], 'of several stacks in one run, each objection names its stack', async () => {
  const stack = (input: object) => ({
    terraform: { backend: { local: {} } },
    variable: { given: { type: 'string', ephemeral: true }, chosen: { type: 'string', default: 'x' } },
    resource: { terraform_data: { it: { input: '${var.chosen}', ...input } } },
  });
  expect(await objectionsToAny([stack({}), stack({})])).toEqual([]);
  expect(await objectionsToAny([stack({}), stack({ inputt: 'x' })])).toEqual([
    expect.stringMatching(/stack1\/cdk\.tf\.json.*inputt/),
  ]);
});

withProviders([], 'a provider that is nowhere is an objection, not a crash', async () => {
  const objections = await objectionsTo({
    terraform: { required_providers: { nowhere: { source: 'slipway/nowhere', version: '1.0.0' } } },
  });
  expect(objections).toEqual([expect.stringContaining('slipway/nowhere')]);
});

describe('a test is skipped', () => {
  const missing = { libvirt: 'no libvirt', docker: 'no docker' };

  test('if one of its providers is missing, with the reason', () => {
    expect(reasonToSkip(['kubernetes', 'libvirt'], missing)).toBe('no libvirt');
  });

  test('with all reasons if several are missing', () => {
    expect(reasonToSkip(['docker', 'libvirt'], missing)).toBe('no docker; no libvirt');
  });

  test('without terraform, whatever else it needs', () => {
    expect(reasonToSkip([], { terraform: 'no terraform' })).toBe('no terraform');
  });

  test('never if everything is available', () => {
    expect(reasonToSkip(['kubernetes'], missing)).toBeUndefined();
  });
});

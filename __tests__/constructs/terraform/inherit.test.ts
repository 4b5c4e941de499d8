import { App, DataResource, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { claimAddress, inheritAddresses } from '../../../constructs/terraform';
import { synth, type SynthesisedStack } from '../../support/synth';

/** A stack of one resource each, by its names: the one that it has, then those that it had, the oldest first. */
function synthNamed(...resources: (readonly [string, ...string[]])[]): SynthesisedStack {
  return synth((stack) => {
    for (const [name, ...former] of resources) {
      inheritAddresses(claimAddress(new DataResource(stack, name), name), former);
    }
  });
}

test('a resource with a former name is moved from it', () => {
  expect(synthNamed(['new', 'old']).moved).toEqual([
    { from: 'terraform_data.old', to: 'terraform_data.new' },
  ]);
});

test('a resource that always had its name is not moved', () => {
  expect(synthNamed(['new'])).not.toHaveProperty('moved');
});

test('several former names form a chain, since Terraform allows only one source per target', () => {
  expect(synthNamed(['c', 'a', 'b']).moved).toEqual([
    { from: 'terraform_data.a', to: 'terraform_data.b' },
    { from: 'terraform_data.b', to: 'terraform_data.c' },
  ]);
});

test('a name that is in use again is not moved away from', () => {
  expect(synthNamed(['a', 'a', 'b']).moved).toEqual([{ from: 'terraform_data.b', to: 'terraform_data.a' }]);
});

test('every former name leads to the present one, once and without a cycle', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(name, fc.array(name), (present, former) => {
      const moved = (synthNamed([present, ...former]).moved ?? []) as { from: string; to: string }[];
      const next = new Map(moved.map(({ from, to }) => [from, to]));
      expect(new Set(moved.map(({ to }) => to)).size).toBe(moved.length);
      expect(new Set(former.filter((it) => it !== present)).size).toBe(next.size);
      for (let at of next.keys()) {
        for (let step = 0; step <= former.length && next.has(at); step++) at = next.get(at) ?? at;
        expect(at).toBe(`terraform_data.${present}`);
      }
    }),
    { numRuns: 50 },
  );
});

test('the moves of all resources are in one sorted list', () => {
  const one = synthNamed(['x', 'b'], ['y', 'a']).moved as unknown;
  expect(one).toEqual([
    { from: 'terraform_data.a', to: 'terraform_data.y' },
    { from: 'terraform_data.b', to: 'terraform_data.x' },
  ]);
  expect(synthNamed(['y', 'a'], ['x', 'b']).moved).toEqual(one);
});

test('a former name cannot be the name of another resource in the stack', () => {
  expect(() => synthNamed(['old'], ['new', 'old'])).toThrow(/terraform_data\.old, as test\/old already is/);
});

test('two stacks have separate moves', () => {
  const app = new App();
  const [one, other] = ['one', 'other'].map((id) => {
    const stack = new TerraformStack(app, id);
    inheritAddresses(claimAddress(new DataResource(stack, 'it'), 'new'), [`old-${id}`]);
    return stack.toTerraform() as { moved: unknown };
  });
  expect(one?.moved).toEqual([{ from: 'terraform_data.old-one', to: 'terraform_data.new' }]);
  expect(other?.moved).toEqual([{ from: 'terraform_data.old-other', to: 'terraform_data.new' }]);
});

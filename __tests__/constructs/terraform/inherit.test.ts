import { App, TerraformResource, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { claimAddress, inheritAddresses } from '../../../constructs/terraform';
import { synth, type SynthesisedStack } from '../../support/synth';

function thing(stack: TerraformStack, id: string): TerraformResource {
  return new TerraformResource(stack, id, { terraformResourceType: 'some_thing' });
}

/** A stack of one resource each, by its names: the one that it has, then those that it had, the oldest first. */
function synthNamed(...resources: (readonly [string, ...string[]])[]): SynthesisedStack {
  return synth((stack) => {
    for (const [name, ...former] of resources) {
      inheritAddresses(claimAddress(thing(stack, name), name), former);
    }
  });
}

test('a resource with a former name is moved from it', () => {
  expect(synthNamed(['new', 'old']).moved).toEqual([{ from: 'some_thing.old', to: 'some_thing.new' }]);
});

test('a resource that always had its name is not moved', () => {
  expect(synthNamed(['new'])).not.toHaveProperty('moved');
});

test('several former names form a chain, since Terraform allows only one source per target', () => {
  expect(synthNamed(['c', 'a', 'b']).moved).toEqual([
    { from: 'some_thing.a', to: 'some_thing.b' },
    { from: 'some_thing.b', to: 'some_thing.c' },
  ]);
});

test('a name that is in use again is not moved away from', () => {
  expect(synthNamed(['a', 'a', 'b']).moved).toEqual([{ from: 'some_thing.b', to: 'some_thing.a' }]);
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
        expect(at).toBe(`some_thing.${present}`);
      }
    }),
    { numRuns: 50 },
  );
});

test('the moves of all resources are in one sorted list', () => {
  const one = synthNamed(['x', 'b'], ['y', 'a']).moved as unknown;
  expect(one).toEqual([
    { from: 'some_thing.a', to: 'some_thing.y' },
    { from: 'some_thing.b', to: 'some_thing.x' },
  ]);
  expect(synthNamed(['y', 'a'], ['x', 'b']).moved).toEqual(one);
});

test('a former name cannot be the name of another resource in the stack', () => {
  expect(() => synthNamed(['old'], ['new', 'old'])).toThrow(/some_thing\.old, as test\/old already is/);
});

test('two stacks have separate moves', () => {
  const app = new App();
  const [one, other] = ['one', 'other'].map((id) => {
    const stack = new TerraformStack(app, id);
    inheritAddresses(claimAddress(thing(stack, 'it'), 'new'), [`old-${id}`]);
    return stack.toTerraform() as { moved: unknown };
  });
  expect(one?.moved).toEqual([{ from: 'some_thing.old-one', to: 'some_thing.new' }]);
  expect(other?.moved).toEqual([{ from: 'some_thing.old-other', to: 'some_thing.new' }]);
});

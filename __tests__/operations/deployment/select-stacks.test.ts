import { selectStacks } from '../../../operations/deployment';

const stacks = Object.fromEntries(
  ['dev-machines-rack1', 'dev-machines-rack1-a', 'dev-base', 'dev-services', 'prod-base'].map((name) => [
    name,
    { environment: name.split('-')[0] ?? '', state: name, dependsOn: [], resources: {} },
  ]),
);

test.each([
  ['nothing', [], ['dev-machines-rack1', 'dev-machines-rack1-a', 'dev-base', 'dev-services']],
  ['what several begin with', ['machines'], ['dev-machines-rack1', 'dev-machines-rack1-a']],
  ['a name', ['dev-base'], ['dev-base']],
  ['a name without its environment', ['services'], ['dev-services']],
  ['a name that another one begins with', ['machines-rack1'], ['dev-machines-rack1']],
])('for %s, selects exactly that', (_what, asked, expected) => {
  expect(selectStacks({ stacks }, 'dev', asked)).toEqual(expected);
});

test('an unknown stack is refused with a list of the stacks', () => {
  expect(() => selectStacks({ stacks }, 'dev', ['machines-rack2', 'prod-base'])).toThrow(
    /2 problems[^]*dev-base/,
  );
});

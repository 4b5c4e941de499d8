import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { claimAddress, forgetAddress } from '../../../constructs/terraform';
import { synth } from '../../support/synth';

const CONFIG_MAP = 'kubernetes_config_map_v1';

function claim(scope: Construct, id: string, name: string): ConfigMapV1 {
  return claimAddress(new ConfigMapV1(scope, id, { metadata: { name } }), name);
}

function synthMaps(build: (stack: TerraformStack) => void) {
  return synth((stack) => {
    new KubernetesProvider(stack, 'kubernetes');
    build(stack);
  });
}

test('an address is derived from the claimed name, not from the position in the tree', () => {
  const at = (place: string[]) =>
    synthMaps((stack) => {
      const scope = place.reduce<Construct>((parent, id) => new Construct(parent, id), stack);
      claim(scope, 'map', 'settings');
    });
  expect(Object.keys(at(['a', 'b']).resource[CONFIG_MAP] ?? {})).toEqual(['settings']);
  expect(Object.keys(at([]).resource[CONFIG_MAP] ?? {})).toEqual(['settings']);
});

test('references use the claimed name', () => {
  const { output } = synthMaps((stack) => {
    new TerraformOutput(stack, 'id', { value: claim(stack, 'map', 'settings').id });
  });
  expect(output.id).toEqual({ value: `\${${CONFIG_MAP}.settings.id}` });
});

test('a second claim of an address in one stack is refused, and the error names both constructs', () => {
  const twice = (stack: TerraformStack) => {
    claim(new Construct(stack, 'one'), 'map', 'settings');
    claim(new Construct(stack, 'two'), 'map', 'settings');
  };
  expect(() => synthMaps(twice)).toThrow(
    /test\/two\/map must have a Terraform address.*as test\/one\/map already is/s,
  );
});

test('two stacks may have the same address', () => {
  const app = new App();
  const both = () => {
    claim(new TerraformStack(app, 'one'), 'map', 'settings');
    claim(new TerraformStack(app, 'two'), 'map', 'settings');
  };
  expect(both).not.toThrow();
});

test.each(['1st', 'a b', 'a.b', 'nodes/0', ''])(
  'the name %j, which Terraform would not take, is refused',
  (name) => {
    expect(() => synthMaps((stack) => claim(stack, 'map', name))).toThrow(
      /must have a name that Terraform takes/,
    );
  },
);

test('a forgotten address leaves the state without being destroyed', () => {
  const { removed } = synthMaps((stack) => {
    forgetAddress(stack, CONFIG_MAP, 'b');
    forgetAddress(stack, CONFIG_MAP, 'a');
  });
  expect(removed).toEqual([
    { from: `${CONFIG_MAP}.a`, lifecycle: [{ destroy: false }] },
    { from: `${CONFIG_MAP}.b`, lifecycle: [{ destroy: false }] },
  ]);
});

test('an address is either declared or forgotten, never both', () => {
  const both = (stack: TerraformStack) => {
    claim(stack, 'map', 'settings');
    forgetAddress(stack, CONFIG_MAP, 'settings');
  };
  expect(() => synthMaps(both)).toThrow(/must have a Terraform address of its own/);
});

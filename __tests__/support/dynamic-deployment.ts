import { TerraformIterator, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { kubernetes } from '../../constructs/providers/kubernetes';

// Prints a deployment with references of every kind, dynamic blocks, and what every resource takes.
const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
const given = (name: string, type: string) => new TerraformVariable(stack, name, { type });
const names = TerraformIterator.fromList(given('names', 'list(string)').listValue);
const text = given('text', 'string');
new kubernetes.DeploymentV1(stack, 'one', {
  dependsOn: [text],
  lifecycle: { preventDestroy: true, ignoreChanges: ['spec'] },
  forEach: names,
  timeouts: { create: text.stringValue },
  waitForRollout: given('wait', 'bool').booleanValue,
  metadata: { name: names.value as string, labels: Token.asStringMap(given('labels', 'map(string)').value) },
  spec: {
    replicas: text.stringValue,
    template: {
      metadata: {},
      spec: {
        container: names.dynamic({ name: names.value, args: given('args', 'list(string)').listValue }),
        toleration: [{ key: text.stringValue }, {}],
      },
    },
  },
});
stack.prepareStack();
console.log(JSON.stringify(stack.toTerraform(), undefined, 2));

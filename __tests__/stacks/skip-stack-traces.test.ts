import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { App, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { skipStackTraces } from '../../stacks/skip-stack-traces';

interface StackTraceModule {
  captureStackTrace: () => string[];
}

/** Where cdktf keeps the function, and where it calls it from. */
function privateModule(): StackTraceModule {
  return jest.requireActual<StackTraceModule>('cdktf/lib/tokens/private/stack-trace');
}

test('cdktf still captures a stack trace for a reference, in the module that we patch', () => {
  const original = privateModule().captureStackTrace;
  const captured = jest.fn(original);
  try {
    privateModule().captureStackTrace = captured;
    reference();
    expect(captured).toHaveBeenCalled();
    expect(original()).not.toEqual([]);
  } finally {
    privateModule().captureStackTrace = original;
  }
});

test('once patched, no stack trace is captured, and references are unchanged', () => {
  const before = reference();
  skipStackTraces();
  expect(privateModule().captureStackTrace()).toEqual([]);
  expect(reference()).toBe(before);
});

/** A stack with a reference, synthesised. */
function reference(): string {
  const stack = new TerraformStack(new App(), 'test');
  const map = new ConfigMapV1(stack, 'map', { metadata: { name: 'settings' } });
  new TerraformOutput(stack, 'name', { value: map.metadata.name });
  return Testing.synth(stack);
}

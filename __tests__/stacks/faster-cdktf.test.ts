import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import {
  Fn,
  Lazy,
  Testing,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { composition } from '../../composition';
import { speedUpCdktf } from '../../stacks/faster-cdktf';
import { stacksOfExample } from '../support/docs-example';
import { synthProject } from '../support/synth-project';

const SWITCH = 'SLIPWAY_STOCK_CDKTF';

afterEach(() => {
  Reflect.deleteProperty(process.env, SWITCH);
  speedUpCdktf();
});

/** What the function gives with cdktf as it is, and with what replaces parts of it. */
async function both<T>(make: () => T | Promise<T>): Promise<{ readonly stock: T; readonly faster: T }> {
  process.env[SWITCH] = '1';
  speedUpCdktf();
  const stock = await make();
  Reflect.deleteProperty(process.env, SWITCH);
  speedUpCdktf();
  return { stock, faster: await make() };
}

test('an output does not ask the function of Node that warns', async () => {
  const util = jest.requireActual<Record<string, unknown>>('node:util');
  const asked: unknown[] = [];
  const warns = (value: unknown) => asked.push(value) > 0 && Array.isArray(value);
  const made = await both(() => {
    // What Node has, where nothing is replaced.
    if (process.env[SWITCH] === '1') Object.assign(util, { isArray: warns });
    const before = asked.length;
    const stack = new TerraformStack(Testing.app(), 'stack');
    new TerraformOutput(stack, 'output', { value: { a: 1 } });
    return { text: Testing.synth(stack), times: asked.length - before };
  });
  expect(made.faster.text).toBe(made.stock.text);
  expect([made.stock.times > 0, made.faster.times]).toEqual([true, 0]);
});

test('the reference project is the same, byte for byte', async () => {
  const { stock, faster } = await both(() => synthProject(composition).files);
  expect(faster).toEqual(stock);
});

const examples = readdirSync(join(__dirname, '../../docs/examples')).map((file) => basename(file, '.ts'));

test.each(examples)('the example of docs/%s.md is the same', async (name) => {
  const { stock, faster } = await both(() => stacksOfExample(name));
  expect(JSON.stringify(faster)).toBe(JSON.stringify(stock));
});

/** Every kind of token, within plain values and as keys, in two stacks of which one refers to the other. */
function everyToken(): readonly string[] {
  const app = Testing.app({ stackTraces: false });
  const [from, to] = [new TerraformStack(app, 'from'), new TerraformStack(app, 'to')];
  const given = (name: string, type: string) => new TerraformVariable(from, name, { type });
  const text = given('text', 'string').stringValue;
  const amount = given('amount', 'number').numberValue;
  const list = given('list', 'list(string)').listValue;
  const map = new ConfigMapV1(from, 'map', {
    metadata: { name: text, labels: { [`app-${text}`]: 'web', 'a1e5-label': '' }, annotations: {} },
    data: {
      plain: 'sha256:12e45',
      escaped: '${file("x")} }',
      amount: `${amount}`,
      both: `${text} 1e5 of ${amount}`,
    },
  });
  const values: Readonly<Record<string, unknown>> = {
    date: [undefined, null, true, -0, 1.5, 2 ** 60, [], {}, [[]], [{ a: undefined }]],
    depth: [[[{ a: [{ [text]: [amount] }] }]]],
    functions: [
      Fn.join(',', list),
      Fn.lengthOf(list),
      Fn.merge([{ a: text }, { b: 1 }]),
      Fn.jsonencode({ text }),
    ],
    lazy: Lazy.anyValue({
      produce: () => ({ a: [text], b: undefined, c: Lazy.numberValue({ produce: () => 3 }) }),
    }),
    list,
    map: Token.asStringMap(map.data),
    'number-list': Token.asNumberList(Lazy.anyValue({ produce: () => [1, 2] })),
    numbers: { amount, text: `${amount} of ${text}` },
    'map-value': Token.asMap(Fn.tomap({ a: text }), 'a'),
  };
  for (const [name, expression] of Object.entries(values))
    new TerraformLocal(from, `local-${name}`, expression);
  new ConfigMapV1(to, 'copy', { metadata: { name: map.metadata.name }, data: { 'a.b': map.id } });
  new TerraformOutput(to, 'keys', { value: [map.metadata.labels, map.data] });
  from.addOverride('locals.plain', { list: ['a', { b: text }] });
  for (const stack of [from, to]) stack.prepareStack();
  return [from, to].map((stack) => JSON.stringify(stack.toTerraform()));
}

test('tokens of every kind and references between stacks are the same', async () => {
  const { stock, faster } = await both(everyToken);
  expect(stock.join()).toContain('terraform_remote_state');
  expect(faster).toEqual(stock);
});

test.each([
  ['a function', () => ({ a: [{ b: () => 1 }] })],
  ['a construct', (stack: TerraformStack) => ({ a: [stack] })],
  ['a circle', () => circle()],
  ['a token of a list as text', () => ({ a: Token.asList(Fn.tolist(['a']))[0] })],
  ['a map token as text', () => ['String Map Token Value', 'Any Map Token Value'].map((b) => ({ a: { b } }))],
  ['a map token as a number', () => ({ a: -123456789 })],
])('%s is refused with the same message', async (_, value) => {
  const { stock, faster } = await both(() => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
    new TerraformLocal(stack, 'local', value(stack));
    try {
      return JSON.stringify(stack.toTerraform());
    } catch (error) {
      return String(error);
    }
  });
  expect(stock).toMatch(/Error|Map Token/);
  expect(faster).toBe(stock);
});

function circle(): object {
  const list: unknown[] = [];
  list.push({ list });
  return { list };
}

test.each([
  ['captureStackTrace', 'cdktf/lib/tokens/private/stack-trace'],
  ['resolve', 'cdktf/lib/tokens/private/resolve'],
])('cdktf still calls %s of %s, which is replaced', (name, path) => {
  const module: Record<string, () => unknown> = jest.requireActual(path);
  const replaced = jest.fn(module[name]);
  module[name] = replaced;
  everyToken();
  expect(replaced).toHaveBeenCalled();
});

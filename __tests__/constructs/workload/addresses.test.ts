import type { TerraformStack } from 'cdktf';
import { Namespace } from '../../../constructs/namespace';
import {
  checkWorkload,
  external,
  httpGet,
  inNamespace,
  interpolate,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { BASICS, containerOf, props, spec } from './a-workload';
import { mayConnect, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const PORTS = { http: { container: 8080, service: 80 }, grpc: 7070 } as const;
type Cart = Workload<keyof typeof PORTS>;

/** An API beside a cart, with the variables that a test is about. */
function synthBeside(variables: (cart: Cart) => WorkloadSpec['env'], cartNamespace = 'shop'): any {
  return synthKubernetes((stack: TerraformStack) => {
    const namespace = new Namespace(stack, 'shop');
    const there = cartNamespace === 'shop' ? namespace : new Namespace(stack, cartNamespace);
    const cart = new Workload(stack, 'cart', {
      ...BASICS,
      namespace: there,
      ports: PORTS,
      ready: httpGet('http', '/'),
    });
    new Workload(stack, 'api', props({ namespace, env: variables(cart) }));
  });
}

function variablesOf(resource: any): Record<string, string> {
  const { env } = containerOf(resource);
  return Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]));
}

function pod(name: string) {
  return { namespace: 'shop', labels: { 'app.kubernetes.io/name': name } };
}

test('an address is written as the application wants it', () => {
  const redis = external('redis.example.com', 6379);
  const resource = synthBeside((cart) => ({
    ADDRESS: cart.address('grpc'),
    URL: cart.url('http'),
    API: cart.url('http', { scheme: 'https', path: '/v1' }),
    HOST: cart.host('http'),
    PORT: cart.portNumber('http'),
    TEXT: interpolate`redis://${redis.address()}/${0};cart=${cart.address('grpc')}`,
    SIX: external('2001:db8::7', 5432).address(),
    BROKER: inNamespace('kafka').service('broker', 9092, { podLabels: {} }).address(),
  }));
  expect(variablesOf(resource)).toEqual({
    ADDRESS: 'cart:7070',
    URL: 'http://cart:80',
    API: 'https://cart:80/v1',
    HOST: 'cart',
    PORT: '80',
    TEXT: 'redis://redis.example.com:6379/0;cart=cart:7070',
    SIX: '[2001:db8::7]:5432',
    BROKER: 'broker.kafka.svc:9092',
  });
});

test('an address in another namespace has the name by which it is found from here', () => {
  const resource = synthBeside((cart) => ({ CART: cart.address('grpc') }), 'carts');
  expect(variablesOf(resource)).toEqual({ CART: 'cart.carts.svc:7070' });
});

test('an address opens its connection and no other', () => {
  const { kubernetes_network_policy_v1: policies } = synthBeside((cart) => ({
    CART: cart.address('grpc'),
    PAY: external('pay.example.com', 443).url({ scheme: 'https' }),
  }));
  expect(mayConnect(policies as Record<string, Policy>, pod('api'), pod('cart'), 7070)).toBe(true);
  expect(mayConnect(policies as Record<string, Policy>, pod('api'), pod('cart'), 8080)).toBe(false);
  const payments = { address: '203.0.113.7' };
  expect(mayConnect(policies as Record<string, Policy>, pod('api'), payments, 443)).toBe(true);
});

test('what an address leads to is rolled out first', () => {
  const resource = synthBeside((cart) => ({ CART: cart.address('grpc') }));
  expect(resource.kubernetes_deployment_v1.api.depends_on).toContain('kubernetes_deployment_v1.cart');
});

test('what an address says is data: it is no template of Terraform or Kubernetes', () => {
  const resource = synthBeside((cart) => ({ X: interpolate`$(PATH) \${x} ${cart.host('http')}` }));
  expect(variablesOf(resource)).toEqual({ X: '$$(PATH) $${x} cart' });
});

test('a variable that is called like a secret may hold an address, but no password around it', () => {
  const address = external('db.example.com', 5432).address();
  const problems = (env: WorkloadSpec['env']) => checkWorkload(spec({ env }), '').map(({ rule }) => rule);
  expect(problems({ TOKEN_SERVER: address })).toEqual([]);
  expect(problems({ DB: interpolate`postgres://app:hunter2hunter2@${address}/x` })).toEqual([
    'workload/env-secret',
  ]);
});

test('an address of a port that is not declared does not compile', () => {
  synthBeside((cart) => {
    // @ts-expect-error the cart has no port nope
    expect(() => cart.address('nope')).toThrow('must name one of the ports');
    return {};
  });
});

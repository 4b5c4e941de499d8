import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { image, service, type Service } from 'slipway';
import {
  context,
  devProps,
  front,
  prodProps,
  root,
  services,
  smallProject,
  store,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

/** The bytes of every file of a synth. */
function bytesOf(input: ReturnType<typeof smallProject>): Readonly<Record<string, string>> {
  return synthProject(input).files;
}

const reference = bytesOf(smallProject());

test('a synth does not need Terraform on the PATH', () => {
  const { PATH } = process.env;
  process.env['PATH'] = '/nowhere';
  try {
    expect(bytesOf(smallProject())).toEqual(reference);
  } finally {
    process.env['PATH'] = PATH;
  }
});

test('a second synth writes the same bytes', () => {
  expect(bytesOf(smallProject())).toEqual(reference);
});

test('another checkout writes the same bytes', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'slipway-elsewhere-'));
  cpSync(root, elsewhere, { recursive: true });
  const moved = (made: Service): Service =>
    service({ ...made.props, image: image({ context: context.replace(root, elsewhere) }) });
  const store2 = moved(store);
  const front2 = service({
    ...moved(front as unknown as Service).props,
    connectsTo: { STORE: { kind: 'service', service: store2, port: 'sql' } },
  });
  try {
    expect(bytesOf(smallProject({ project: { root: elsewhere, services: [front2, store2] } }))).toEqual(
      reference,
    );
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('the order of declarations changes no byte', () => {
  const shuffled = fc.tuple(
    order(['front', 'store'] as const),
    order(['0', '1'] as const),
    fc.shuffledSubarray(Object.keys(devProps()), { minLength: Object.keys(devProps()).length }),
  );
  fc.assert(
    fc.property(shuffled, ([serviceOrder, hostOrder, keyOrder]) => {
      const both = { front, store };
      const settings = (domain: string) => inOrder(services(domain), serviceOrder);
      const dev = inOrder({ ...devProps(), services: settings('dev.example.com') }, keyOrder);
      const hosts = hostOrder.map((host) => (['a', 'b'] as const)[Number(host)] ?? 'a');
      const { hypervisors = {} } = prodProps(smallProject().environments[0] as never);
      const prod = { hypervisors: inOrder(hypervisors, hosts), services: settings('example.com') };
      const input = smallProject({
        project: { services: serviceOrder.map((name) => both[name]) as unknown as readonly Service[] },
        dev,
        prod,
      });
      expect(bytesOf(input)).toEqual(reference);
    }),
    { numRuns: 8 },
  );
});

function order<const T extends readonly string[]>(names: T): fc.Arbitrary<T[number][]> {
  return fc.shuffledSubarray([...names], { minLength: names.length });
}

function inOrder<V extends object>(record: V, keys: readonly string[]): V {
  return Object.fromEntries(keys.map((key) => [key, (record as Record<string, unknown>)[key]])) as V;
}

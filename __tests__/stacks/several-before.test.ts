import {
  all,
  any,
  Cpu,
  type DeclaredEnvironment,
  image,
  kubeconfig,
  localState,
  noProbe,
  project,
  Releases,
  service,
  Size,
} from 'slipway';
import { renderSummary } from '../../review';
import { context, root } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const api = service({ name: 'api', image: image({ context }), ready: noProbe('a test') });
const line = project({
  name: 'line',
  root,
  registry: 'registry.example.com/line',
  state: localState(),
  services: [api],
});
const environment = (name: string, after?: DeclaredEnvironment['after']) =>
  line.environment({
    name,
    after,
    cluster: kubeconfig({ context: name, path: '/kubeconfig', provides: {} }),
    services: { api: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(64) } },
  });
const dev = environment('dev');
const eu = environment('eu', dev);
const us = environment('us', dev);
const synthesised = (...environments: readonly DeclaredEnvironment[]) =>
  synthProject({ project: line, environments, releases: Releases.of([]) }).record;

test('the record has what an environment comes after, each after all of those', () => {
  const world = environment('world', all(eu, us));
  const record = synthesised(world, us, eu, dev);
  expect(record.environments.map(({ name, after }) => [name, after])).toEqual([
    ['dev', null],
    ['eu', 'dev'],
    ['us', 'dev'],
    ['world', { all: ['eu', 'us'] }],
  ]);
  expect(renderSummary(record, 'cdktf.out').split('\n')[0]).toMatch(
    /for dev → eu, dev → us, eu and us → world$/,
  );
});

test('one of several is enough where it says so', () => {
  const record = synthesised(dev, eu, us, environment('world', any(us, eu)));
  expect(record.environments.at(-1)?.after).toEqual({ any: ['us', 'eu'] });
});

test('an environment that comes after itself, over several, is refused', () => {
  const world = environment('world', all(eu, us));
  Object.assign(us, { after: world });
  try {
    expect(() => synthesised(dev, eu, us, world)).toThrow('us after world after us');
  } finally {
    Object.assign(us, { after: dev });
  }
});

import { recordedOrder, Releases } from '../../promotion';
import { digestOf, recordOf, releaseOf } from './support';

test('the order is that of the builds, whatever order an environment took them in', () => {
  const dev = releaseOf({ records: [recordOf('old', 0), recordOf('new', 1)] });
  const prod = releaseOf({ environment: 'prod', records: [recordOf('new', 2), recordOf('old', 3)] });
  const expected = [digestOf('old'), digestOf('new')];
  expect(recordedOrder(Releases.of([dev, prod]), 'api')).toEqual(expected);
  expect(recordedOrder(Releases.of([prod, dev]), 'api')).toEqual(expected);
});

test('what was recorded in the same second keeps the order of its file', () => {
  const dev = releaseOf({ records: [recordOf('b', 0), recordOf('a', 0)] });
  expect(recordedOrder(Releases.of([dev]), 'api')).toEqual([digestOf('b'), digestOf('a')]);
});

test('a service that was never released has none', () => {
  expect(recordedOrder(Releases.of([]), 'api')).toEqual([]);
});

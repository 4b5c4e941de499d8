import { stagesFurtherBack } from '../../../core/pipeline';

const BEFORE: Readonly<Record<string, readonly string[]>> = {
  staging: ['dev'],
  eu: ['staging'],
  us: ['staging', 'hardware'],
  world: ['eu', 'us'],
};
const before = (name: string) => BEFORE[name] ?? [];

test('the stages further back are named once each, the nearest first', () => {
  expect(stagesFurtherBack(['world'], before)).toEqual(['eu', 'us', 'staging', 'hardware', 'dev']);
  expect(stagesFurtherBack(['eu', 'us'], before)).toEqual(['staging', 'hardware', 'dev']);
});

test('nothing is further back than a first stage, or one that is not known', () => {
  expect(stagesFurtherBack(['dev', 'unknown'], before)).toEqual([]);
});

test('a circle ends', () => {
  expect(stagesFurtherBack(['a'], (name) => (name === 'a' ? ['b'] : ['a']))).toEqual(['b', 'a']);
});

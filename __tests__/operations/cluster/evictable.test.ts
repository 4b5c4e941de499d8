import { hasVolume, isAlone, mustLeave } from '../../../operations/cluster/nodes/evictable';
import { pod } from './objects';

const ENDED = { phase: 'Failed' };
const leaving = { deletionTimestamp: new Date(0) };

test('a drain waits for a pod that is being deleted until it no longer exists, even if its containers have ended', () => {
  const ended = pod('a', { status: ENDED });
  expect(mustLeave(ended)).toBe(false);
  expect(mustLeave({ ...ended, metadata: { ...ended.metadata, ...leaving } })).toBe(true);
});

test('a pod that nothing would recreate blocks a drain, unless it is already being deleted', () => {
  const alone = { metadata: { name: 'a' } };
  expect(isAlone(alone)).toBe(true);
  expect(isAlone({ metadata: { ...alone.metadata, ...leaving } })).toBe(false);
});

test('a pod with a claim leaves last, but not one whose volumes are deleted with it', () => {
  const withVolume = (volume: object) => ({ spec: { containers: [], volumes: [{ name: 'it', ...volume }] } });
  expect(hasVolume(withVolume({ persistentVolumeClaim: { claimName: 'data' } }))).toBe(true);
  expect(hasVolume(withVolume({ emptyDir: {} }))).toBe(false);
  expect(hasVolume({})).toBe(false);
});

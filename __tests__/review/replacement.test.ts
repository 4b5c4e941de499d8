import { lossOf } from '../../operations/deployment';
import { reviewSynths } from '../../review';
import { knowledgeOf } from '../../review/risk';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { synthOf } from './support/synth-of';

const { stacks } = synthProject(smallProject());

test('for every resource type that Slipway emits, it is known what replaces it', () => {
  const types = new Set(Object.values(stacks).flatMap(({ resource }) => Object.keys(resource)));
  expect([...types].filter((type) => knowledgeOf(type) === undefined)).toEqual([]);
});

test("everything for which a deploy would ask permission to destroy is in the review's top section", () => {
  const all = Object.values(stacks).flatMap(({ resource }) =>
    Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).map(([name, before]) => ({ type, name, before })),
    ),
  );
  const lost = all.filter(
    ({ type, name, before }) =>
      lossOf({ address: `${type}.${name}`, type, action: 'delete', before }) !== undefined,
  );
  expect(lost.length).toBeGreaterThan(2);
  const levels = lost.map(({ type, name, before }) => {
    const { entries } = reviewSynths(
      synthOf({ 'dev-any': { [type]: { [name]: before } } }),
      synthOf({ 'dev-any': {} }),
    );
    return `${type}: ${String(entries[0]?.level)}`;
  });
  expect(levels.filter((line) => !/: (protection|data)$/.test(line))).toEqual([]);
});

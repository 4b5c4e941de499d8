import { knowledgeOf } from '../../review/risk';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

test('of every type of resource that Slipway emits, what replaces it is known', () => {
  const { stacks } = synthProject(smallProject());
  const types = new Set(Object.values(stacks).flatMap(({ resource }) => Object.keys(resource)));
  expect([...types].filter((type) => knowledgeOf(type) === undefined)).toEqual([]);
});

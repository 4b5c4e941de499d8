import { type Finding, problem } from '../../core/findings';

/** That a construct gets an object for its options, before any of them is read. */
export function checkProps(props: unknown, path: string): readonly Finding[] {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) return [];
  return [
    problem({
      rule: 'shape/kind',
      path,
      message: 'must get an object with its options',
      value: props === null ? 'null' : Array.isArray(props) ? 'a list' : typeof props,
      advice: "Give them behind its id: new Workload(this, 'api', { … }).",
    }),
  ];
}

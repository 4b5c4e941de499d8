export { arrivals, type Move, movesBetween, type Phase, phasesOf, type PlannedStack } from './moves';
export { isPassed, type Outcome, type Result } from './outcome';
export { type Needs, needsOf, reversed, roundsOf } from './rounds';
export { type RunRequest, runStacks } from './run-stacks';
export type { RunWorld } from './world';

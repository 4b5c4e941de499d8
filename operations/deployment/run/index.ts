export { arrivals, type Move, movesBetween, phasesOf, type PlannedStack } from './moves';
export { isPassed, type RunEvent, type StackOutcome, type StackResult } from './outcome';
export { type Needs, needsOf, reversed, roundsOf } from './rounds';
export { nextAction, type RoundState, type RunAction } from './next-action';
export type { RunRequest } from './run-request';
export { runStacks } from './run-stacks';
export type { DeploymentPorts, DueJobs } from './ports';

export { columns } from './columns';
export { type Machine, MACHINE_FORMATS, machinesIn } from './machines';
export {
  check,
  type CheckOptions,
  containersOf,
  type EnvironmentPolicy,
  type EnvironmentView,
  judgeBy,
  type Judgement,
  type NonCompliance,
  type OwnJudgements,
  type Policy,
  type PolicyException,
  type PolicySeverity,
  type PolicyVerdict,
  type ProjectPolicy,
  type ResourcePolicy,
  type Where,
} from './policies';
export { type MarkdownOptions, renderJson, renderMarkdown, renderSarif, renderTerminal } from './render';
export { type LayoutEngine, renderReport, type ReportInput } from './report';
export { type Mask, maskBetween } from './secrets';
export { type Emphasis, renderSummary } from './summary';
export { pathsOf, readPlans, readSource, readSynth, shareEqual, type Synth, type SynthSource } from './synth';
export {
  type ChangedLine,
  type PolicyFinding,
  type Promotion,
  type Review,
  reviewSynths,
  withCauses,
} from './view';

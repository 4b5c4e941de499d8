import type { Copy, Dockerfile, Mount, Stage, Step } from './dockerfile';
import { substitute, type Values } from './substitute';

/** A stage with its variables replaced. */
export interface ResolvedStage {
  readonly line: number;
  readonly name?: string;
  /** What it starts from; undefined where that takes a variable without a value. */
  readonly base: string | undefined;
  /** Without sources whose variables have no value that is known here. */
  readonly copies: readonly Copy[];
  /** Variables without a value stay in their options as they are written. */
  readonly mounts: readonly Mount[];
  /** The stages before it that it starts from, or copies or mounts from. */
  readonly uses: readonly number[];
  /** The images that it takes, with the lines that name them. */
  readonly images: readonly NamedImage[];
}

/** An image that a Dockerfile names. */
export interface NamedImage {
  readonly line: number;
  /** Where it is named: `FROM`, `COPY --from`, `RUN --mount`. */
  readonly by: string;
  /** Its name; undefined where that takes a variable without a value. */
  readonly image: string | undefined;
}

/**
 * The stages of a Dockerfile as a build with these arguments has them.
 *
 * @param given the build arguments, and what Docker itself sets for the platform
 */
export function resolveDockerfile(dockerfile: Dockerfile, given: Values): readonly ResolvedStage[] {
  // What is given counts only where an ARG line declares it. Docker declares the platform itself.
  const declared = new Map([...given].filter(([name]) => PLATFORM.includes(name)));
  for (const { name, value } of dockerfile.arguments) {
    const text = given.get(name) ?? (value === undefined ? undefined : substitute(value, declared));
    if (text !== undefined) declared.set(name, text);
  }
  const stages: ResolvedStage[] = [];
  const scopes: Values[] = [];
  for (const stage of dockerfile.stages) {
    const base = substitute(stage.base, declared);
    const parent = base === undefined ? undefined : stageCalled(base, stages);
    const scope = new Map(parent === undefined ? [] : scopes[parent]);
    stages.push(resolveStage(stage, base, stages, { scope, given, declared }));
    scopes.push(scope);
  }
  return stages;
}

/** What Docker declares before the first stage by itself. */
const PLATFORM = ['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT'];

/**
 * The stages that a build of one of them runs. Docker passes over the others.
 *
 * @param target the number of the stage that is asked for
 */
export function stagesRun(stages: readonly ResolvedStage[], target: number): readonly ResolvedStage[] {
  const reached = new Set<number>();
  const open = [target];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...(stages[at]?.uses ?? []));
  }
  return stages.filter((_, index) => reached.has(index));
}

/** The number of the stage of that name or number. Docker compares without regard to case, and the last one of a name counts. */
export function stageCalled(
  name: string,
  stages: readonly Pick<Stage, 'name'>[],
  byNumber = false,
): number | undefined {
  const found = stages.findLastIndex((stage) => stage.name?.toLowerCase() === name.toLowerCase());
  if (found >= 0) return found;
  return byNumber && /^\d+$/.test(name) && Number(name) < stages.length ? Number(name) : undefined;
}

interface Scope {
  /** What is set so far in the stage. */
  readonly scope: Map<string, string>;
  readonly given: Values;
  /** What is declared before the first stage. */
  readonly declared: Values;
}

function resolveStage(
  stage: Stage,
  base: string | undefined,
  before: readonly ResolvedStage[],
  { scope, given, declared }: Scope,
): ResolvedStage {
  const copies: Copy[] = [];
  const mounts: Mount[] = [];
  const uses: number[] = [];
  const images: NamedImage[] = [];
  // A part of a value, `${BASE#v}`, is known to Docker, and not here.
  if (base !== undefined || !/\$\{\w+[#%/]/.test(stage.base)) take(stage.line, 'FROM', base, false);
  for (const step of stage.steps) read(step);
  const { line, name } = stage;
  return { line, ...(name === undefined ? {} : { name }), base, copies, mounts, uses, images };

  function read(step: Step): void {
    if (step.kind === 'argument') {
      const own = step.value === undefined ? declared.get(step.name) : substitute(step.value, scope);
      set(step.name, given.get(step.name) ?? own);
    } else if (step.kind === 'environment') set(step.name, substitute(step.value, scope));
    else if (step.kind === 'copy') {
      const from = step.from === undefined ? undefined : substitute(step.from, scope);
      if (step.from !== undefined) take(step.line, `${step.instruction} --from`, from, true);
      const { target: written, ...copy } = step;
      const target = written === undefined ? undefined : substitute(written, scope);
      copies.push({
        ...copy,
        sources: step.sources.flatMap((source) => substitute(source, scope) ?? []),
        ...(target === undefined ? {} : { target }),
      });
    } else {
      const { from } = step.options;
      if (from !== undefined) take(step.line, 'RUN --mount', substitute(from, scope), true);
      const options = Object.entries(step.options).map(
        ([name, value]) => [name, substitute(value, scope) ?? value] as const,
      );
      mounts.push({ ...step, options: Object.fromEntries(options) });
    }
  }

  function set(name: string, value: string | undefined): void {
    if (value === undefined) scope.delete(name);
    else scope.set(name, value);
  }

  function take(line: number, by: string, name: string | undefined, byNumber: boolean): void {
    const found = name === undefined ? undefined : stageCalled(name, before, byNumber);
    if (found !== undefined) uses.push(found);
    else if (name !== 'scratch' || by !== 'FROM') images.push({ line, by, image: name });
  }
}

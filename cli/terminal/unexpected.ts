import { dirname, relative, sep } from 'node:path';
import { adviceOnFiles } from '../../core/files';
import { loadFault } from './load-fault';

/** What an error that nothing expected says; a longer text is cut. */
const LONGEST = 2_000;
const DEFECT = 'This is a defect of Slipway. Please report it, with its trace.';
/** Slipway's own folders, where a project is the checkout itself. */
const OURS = /^(?:bin|cli|constructs|core|dist|lab|model|operations|placement|promotion|review|stacks)[/\\]/;

/**
 * What to say of an error that nothing expected. What is wrong with the project's code says so itself; where that code threw it, its file
 * and line come first. Anything else is a defect of Slipway, unless a file system refused something.
 *
 * @param project the project's folder
 */
export function unexpected(error: unknown, project: string, env: NodeJS.ProcessEnv): string {
  const said = withoutTrace(error, project);
  if (faultIn(error, project) !== undefined) return said;
  const trace = /\bslipway\b|\*/.test(env['DEBUG'] ?? '')
    ? traceOf(error)
    : '  → DEBUG=slipway shows the trace.';
  return `${said}\n${trace}`;
}

/** The same without its trace, and without saying how to see it. */
export function withoutTrace(error: unknown, project: string): string {
  const fault = faultIn(error, project);
  if (fault !== undefined) return `A file of the project ${fault}`;
  const frames = framesOf(traceOf(error), project);
  const line = frames.find(({ whose }) => whose === 'project')?.place;
  const isTheirs = frames[0]?.whose === 'project';
  const said = messageOf(error);
  return [
    isTheirs && line !== undefined
      ? `${line} threw an error: ${said}`
      : `Slipway failed${line === undefined ? '' : `, called from ${line}`}: ${said}`,
    ...(isTheirs ? [] : [`  → ${adviceOnFiles(error) ?? adviceOnPackage(error) ?? DEFECT}`]),
  ].join('\n');
}

function faultIn(error: unknown, project: string): string | undefined {
  return error instanceof Error ? loadFault(error, project) : undefined;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

/** Node reads package.json for each module that it loads, and says where it is. */
function adviceOnPackage(error: unknown): string | undefined {
  return error instanceof SyntaxError && error.message.startsWith('Error parsing ')
    ? 'Correct the text of that file, or take it from the last commit.'
    : undefined;
}

interface Frame {
  readonly whose: 'project' | 'slipway';
  /** File, line and column. */
  readonly place: string;
}

/** At the end of a line of a trace, in parentheses or alone. */
const PLACE = /(?<=[ (]|file:\/\/)(?:[A-Za-z]:)?[/\\][^():]*:\d+:\d+(?=\)?$)/;

/** Where the error passed through code of the project or of Slipway, the innermost first. */
function framesOf(trace: string, project: string): readonly Frame[] {
  const slipway = dirname(require.resolve('slipway/package.json'));
  return trace.split('\n').flatMap((line): readonly Frame[] => {
    const place = /^\s+at /.test(line) ? PLACE.exec(line)?.[0] : undefined;
    if (place === undefined) return [];
    const own = inside(slipway, place);
    if (own !== undefined && OURS.test(own)) return [{ whose: 'slipway', place: own }];
    const theirs = inside(project, place);
    if (theirs === undefined || theirs.split(/[/\\]/).includes('node_modules')) return [];
    return [{ whose: 'project', place: theirs }];
  });
}

/** The path below a folder; undefined where it is elsewhere. */
function inside(folder: string, path: string): string | undefined {
  return path.startsWith(folder + sep) ? relative(folder, path) : undefined;
}

function messageOf(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : `${typeof error} ${String(error)}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

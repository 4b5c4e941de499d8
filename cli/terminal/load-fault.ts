import { relative } from 'node:path';
import { inspect } from 'node:util';

/** What is wrong with the code of a project that did not load; undefined of what it throws itself. */
export function loadFault(error: unknown, folder: string): string | undefined {
  const syntax = syntaxErrorIn(error);
  if (syntax !== undefined) return `has a syntax error:\n${syntax}`;
  if (!(error instanceof Error))
    return `threw what is no error: ${inspect(error, { depth: 1 }).slice(0, 200)}`;
  const { code, requireStack: [importer = ''] = [] } = error as NodeJS.ErrnoException & {
    readonly requireStack?: readonly string[];
  };
  if (code === 'ERR_REQUIRE_ASYNC_MODULE')
    return 'waits for something (await) outside of a function.\n  → Read what it needs at once: a synth waits for nothing.';
  const [, missing] = /^Cannot find module '(.*)'/.exec(error.message) ?? [];
  const theirs = relative(folder, importer);
  if (code !== 'MODULE_NOT_FOUND' || missing === undefined || /^\.\.|(?:^|\/)node_modules\//.test(theirs))
    return undefined;
  return `imports what is not there: ${missing}, in ${theirs}.\n  → Correct the import. Of a package, run \`npm install\` first.`;
}

/** What Node, swc or ts-node said of code that they could not compile, with its place; undefined of any other error. */
function syntaxErrorIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message, stack = '' } = error;
  if (name === 'TSError') return message.trim();
  // swc draws a frame around the code, and appends a trace of its own.
  if (/^\s*[x×] .*\n\s*(?:,-|╭─)\[/.test(message)) return message.replace(/\n+Caused by:.*/s, '');
  // Node begins with the place. What the project's own code parses, such as JSON, has none there.
  return name === 'SyntaxError' && !stack.startsWith(name) ? stack.replace(/\n\s+at .*/s, '') : undefined;
}

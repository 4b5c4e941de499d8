import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const index = join(root, 'index.ts');
const context = join(__dirname, 'example-context.ts');

/** Something that index.ts exports, by its first declaration. */
interface Exported {
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly kind: 'class' | 'function' | 'other';
  /** Those of its members included. */
  readonly examples: readonly string[];
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** A program over files of the disk and over texts that exist in memory only. A file is read once for all programs. */
function programOf(files: readonly string[], virtual = new Map<string, string>()): ts.Program {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')).config,
    ts.sys,
    root,
  );
  const settings = { ...options, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(settings, true);
  const disk = { ...host };
  host.fileExists = (file) => virtual.has(file) || disk.fileExists(file);
  host.readFile = (file) => virtual.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = virtual.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, version, true);
    if (!parsed.has(file)) parsed.set(file, disk.getSourceFile(file, version, ...rest));
    return parsed.get(file);
  };
  return ts.createProgram({ rootNames: [...files, ...virtual.keys()], options: settings, host });
}

/** Everything that index.ts exports, types included. */
export function exportsOfIndex(): readonly Exported[] {
  const program = programOf([index]);
  return exportsOf(program, index).map(({ name, symbol }) => {
    const [declaration] = symbol.declarations ?? [];
    if (declaration === undefined) throw new Error(`Export ${name} has no declaration.`);
    return {
      name,
      file: relative(root, declaration.getSourceFile().fileName),
      kind: kindOf(declaration),
      examples: (symbol.declarations ?? []).flatMap(examplesIn),
    };
  });
}

function exportsOf(program: ts.Program, file: string): { name: string; symbol: ts.Symbol }[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module.`);
  return checker.getExportsOfModule(module).map((symbol) => ({
    name: symbol.name,
    symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
}

function kindOf(declaration: ts.Declaration): Exported['kind'] {
  if (ts.isClassDeclaration(declaration)) return 'class';
  return ts.isFunctionDeclaration(declaration) ? 'function' : 'other';
}

function examplesIn(declaration: ts.Declaration): readonly string[] {
  const hasMembers = ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);
  const documented: readonly ts.Node[] = hasMembers ? [declaration, ...declaration.members] : [declaration];
  return documented
    .flatMap((node) => ts.getJSDocCommentsAndTags(node))
    .filter(ts.isJSDoc)
    .flatMap((comment) => examplesOf(comment.getText()));
}

/** The code behind each `@example` of a comment, up to the next tag that begins a line. */
export function examplesOf(comment: string): readonly string[] {
  const text = comment
    .replace(/^\/\*\*|\s*\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n');
  return [...text.matchAll(/^@example\s+([\s\S]*?)(?=^@[a-z]|(?![\s\S]))/gm)].map(([, code = '']) =>
    code.trim(),
  );
}

/**
 * What is wrong with the examples: each becomes a method of a stack, so that `this` is a scope, in a module that imports what it
 * uses of Slipway, example-context.ts, cdktf, constructs and node:path. Lines that begin with `import` stand above the class.
 */
export function errorsIn(all: readonly Exported[]): readonly string[] {
  const modules = new Map<string, string>();
  const owners = new Map<string, string>();
  const available = new Map<string, ReadonlySet<string>>([
    ['slipway', new Set(all.map(({ name }) => name))],
    ['./example-context', new Set(exportsOf(programOf([context]), context).map(({ name }) => name))],
    ['cdktf', new Set(['TerraformOutput', 'TerraformStack'])],
    ['constructs', new Set(['Construct'])],
    ['node:path', new Set(['join'])],
  ]);
  for (const { name, file, examples } of all) {
    for (const [position, code] of examples.entries()) {
      const module = join(dirname(context), `example-${name}-${position}.ts`);
      modules.set(module, moduleOf(code, available));
      owners.set(module, `${file}, ${name}`);
    }
  }
  const program = programOf([], modules);
  return [...modules.keys()].flatMap((module) => {
    const source = program.getSourceFile(module);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const before = (modules.get(module) ?? '').slice(0, start);
      const line = (modules.get(module) ?? '').split('\n')[before.split('\n').length - 1] ?? '';
      return `${owners.get(module)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} In: ${line.trim()}`;
    });
  });
}

function moduleOf(code: string, available: ReadonlyMap<string, ReadonlySet<string>>): string {
  const used = identifiersIn(code);
  const taken = new Set<string>();
  const imports = [...available].flatMap(([module, names]) => {
    const chosen = [...used].filter((name) => names.has(name) && !taken.has(name));
    for (const name of chosen) taken.add(name);
    return chosen.length === 0 ? [] : [`import { ${chosen.join(', ')} } from '${module}';`];
  });
  const lines = code.split('\n');
  return [
    "import * as cdktf from 'cdktf';",
    ...imports,
    ...lines.filter((line) => line.startsWith('import ')),
    'export class Example extends cdktf.TerraformStack { async example() {',
    ...lines.filter((line) => !line.startsWith('import ')),
    '} }',
  ].join('\n');
}

/** The names that the code uses or declares, without those of properties. What the code itself imports is not among them. */
function identifiersIn(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isProperty(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true));
  return names;
}

function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

import { relative, sep } from 'node:path';
import type * as ts from 'typescript';
import { compilerOf, type SourceExpression, ProjectPlaces, Sources } from '../adding';

/** A line of a source of the project. */
export interface SourceLine {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Missing where the line is not found, as in a file that puts its declarations together. */
  readonly line?: number;
}

/**
 * Finds the lines in which a project declares things: where what declares them is literal. Without TypeScript, or where a function makes
 * them, only the file is named.
 */
export class DeclaredLines {
  readonly #sources: Sources | undefined;
  readonly #places: ProjectPlaces | undefined;

  /** @param root the folder of the project, absolute. @param composition the file that exports `composition`, absolute */
  constructor(
    private readonly root: string,
    composition: string,
  ) {
    const compiler = compilerOf(root);
    this.#sources = compiler && new Sources(compiler, root);
    this.#places = this.#sources && new ProjectPlaces(this.#sources, composition);
  }

  /** Where a service, a job or anything else is declared that has a name, in the file that declares it. @param file absolute */
  named(file: string | undefined, name: string): SourceLine | undefined {
    if (file === undefined) return undefined;
    const path = { file: this.#relative(file) };
    const sources = this.#sources;
    if (sources === undefined) return path;
    try {
      const source = sources.at(file);
      const node = callNaming(sources, source.tree, name) ?? mention(sources, source.tree, name);
      return node === undefined ? path : this.#lineOf({ source, node: node as ts.Expression });
    } catch {
      return path;
    }
  }

  /**
   * Where an environment says something: as deep as its keys are found.
   *
   * @example
   * lines.inEnvironment('prod', ['pools', 'nodes', 'slots', '0']); // { file: 'environments/prod/index.ts', line: 40 }
   */
  inEnvironment(name: string, keys: readonly string[]): SourceLine | undefined {
    const sources = this.#sources;
    if (sources === undefined) return undefined;
    try {
      const environment: SourceExpression | undefined = this.#places?.environment(name);
      if (environment === undefined) return undefined;
      let found: SourceExpression = environment;
      for (const key of keys) {
        const next = sources.property(found, key);
        if (next === undefined) break;
        found = next;
      }
      return this.#lineOf(found);
    } catch {
      return undefined;
    }
  }

  /** The place of what an environment says of a service there, if it is literal. */
  settings(environment: string, service: string): SourceLine | undefined {
    const sizes: SourceExpression | undefined = this.#places?.sizes(environment);
    const place = sizes && this.#sources?.property(sizes, service);
    return place && this.#lineOf(place);
  }

  #lineOf({ source, node }: SourceExpression): SourceLine {
    const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart());
    return { file: this.#relative(source.path), line: line + 1 };
  }

  #relative(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }
}

/** `service({ name: 'api', … })`: the call whose first argument has this name. */
function callNaming({ compiler }: Sources, tree: ts.Node, name: string): ts.Node | undefined {
  return firstIn(tree, (node) => {
    if (!compiler.isCallExpression(node)) return false;
    const [argument] = node.arguments;
    if (argument === undefined || !compiler.isObjectLiteralExpression(argument)) return false;
    return argument.properties.some(
      (property) =>
        compiler.isPropertyAssignment(property) &&
        property.name.getText() === 'name' &&
        compiler.isStringLiteralLike(property.initializer) &&
        property.initializer.text === name,
    );
  });
}

/** The first text or key that is the name. */
function mention({ compiler }: Sources, tree: ts.Node, name: string): ts.Node | undefined {
  return firstIn(
    tree,
    (node) =>
      (compiler.isStringLiteralLike(node) && node.text === name) ||
      (compiler.isPropertyAssignment(node) && node.name.getText() === name),
  );
}

function firstIn(node: ts.Node, is: (node: ts.Node) => boolean): ts.Node | undefined {
  if (is(node)) return node;
  return node.forEachChild((child) => firstIn(child, is));
}

/** `services/api/service.ts:5`. */
export function sourceLineText({ file, line }: SourceLine): string {
  return line === undefined ? file : `${file}:${line}`;
}

import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type * as ts from 'typescript';
import { textOfFile } from '../text-of-file';
import type { Compiler } from './compiler';
import { textOf } from './source-names';
import { SourceText } from './source-text';

/** An expression of a project, and the file in which it stands. */
export interface SourceExpression<E extends ts.Expression = ts.Expression> {
  readonly source: SourceText;
  readonly node: E;
}

/**
 * The sources of a project while something is added to them. Nothing is written here: {@link changed} has what is to be written.
 *
 * Expressions are followed where they are literal: through variables, named imports of the project's own files, and
 * `as const` or `satisfies`. What a function returns is not.
 */
export class Sources {
  readonly #texts = new Map<string, SourceText>();
  readonly #before = new Map<string, string>();

  constructor(
    readonly compiler: Compiler,
    readonly folder: string,
  ) {}

  /** A file of the project, by its absolute path. */
  at(path: string): SourceText {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = textOfFile(path);
    this.#before.set(path, text);
    const source = new SourceText(this.compiler, path, text);
    this.#texts.set(path, source);
    return source;
  }

  /** Takes the new text of a file, where one could be made. @returns whether it could */
  put(source: SourceText | undefined): boolean {
    if (source !== undefined) this.#texts.set(source.path, source);
    return source !== undefined;
  }

  /** The files with a changed text, by their paths relative to the project's folder. */
  get changed(): Readonly<Record<string, string>> {
    const all = [...this.#texts].filter(([path, { text }]) => this.#before.get(path) !== text);
    return Object.fromEntries(all.map(([path, { text }]) => [relative(this.folder, path), text]));
  }

  /** What a variable of a file is set to. */
  variable(path: string, name: string): SourceExpression | undefined {
    const source = this.at(path);
    const node = source.names.valueOf(name);
    if (node !== undefined) return this.#followed({ source, node });
    const imported = source.names.importOf(name);
    if (imported === undefined) return undefined;
    const from = this.#fileOf(path, imported.from);
    return from === undefined ? undefined : this.variable(from, imported.name);
  }

  /** What an expression leads to, where it is literal. */
  follow(source: SourceText, node: ts.Expression): SourceExpression | undefined {
    return this.#followed({ source, node });
  }

  /** The value of a key of an object, of which the last one counts. */
  property(place: SourceExpression, key: string): SourceExpression | undefined {
    const { compiler } = this;
    if (!compiler.isObjectLiteralExpression(place.node)) return undefined;
    const found = place.node.properties.findLast(
      (property) => property.name !== undefined && textOf(property.name) === key,
    );
    if (found === undefined) return undefined;
    if (compiler.isPropertyAssignment(found)) return this.follow(place.source, found.initializer);
    return compiler.isShorthandPropertyAssignment(found)
      ? this.variable(place.source.path, found.name.text)
      : undefined;
  }

  /** The object that a function is called with: `project({ … })`, `shop.environment({ … })`. */
  argument(
    place: SourceExpression,
    callee: string,
  ): SourceExpression<ts.ObjectLiteralExpression> | undefined {
    const { compiler } = this;
    const { source, node } = place;
    if (!compiler.isCallExpression(node)) return undefined;
    const called = compiler.isPropertyAccessExpression(node.expression)
      ? node.expression.name
      : node.expression;
    const [first] = node.arguments;
    if (called.getText() !== callee || first === undefined) return undefined;
    return this.object(this.follow(source, first));
  }

  object(place: SourceExpression | undefined): SourceExpression<ts.ObjectLiteralExpression> | undefined {
    if (place === undefined || !this.compiler.isObjectLiteralExpression(place.node)) return undefined;
    return { source: place.source, node: place.node };
  }

  list(place: SourceExpression | undefined): SourceExpression<ts.ArrayLiteralExpression> | undefined {
    if (place === undefined || !this.compiler.isArrayLiteralExpression(place.node)) return undefined;
    return { source: place.source, node: place.node };
  }

  #followed({ source, node }: SourceExpression): SourceExpression | undefined {
    const { compiler } = this;
    if (compiler.isIdentifier(node)) return this.variable(source.path, node.text);
    const isWrapped =
      compiler.isParenthesizedExpression(node) ||
      compiler.isAsExpression(node) ||
      compiler.isSatisfiesExpression(node) ||
      compiler.isNonNullExpression(node);
    return isWrapped ? this.#followed({ source, node: node.expression }) : { source, node };
  }

  /** The file of the project that an import names. */
  #fileOf(path: string, from: string): string | undefined {
    if (!from.startsWith('.')) return undefined;
    const base = join(dirname(path), from);
    const candidates = [
      `${base}.ts`,
      base.replace(/\.[cm]?js$/, '.ts'),
      base,
      `${base}.js`,
      join(base, 'index.ts'),
    ];
    return candidates.find((one) => /\.[cm]?[jt]s$/.test(one) && existsSync(one));
  }
}

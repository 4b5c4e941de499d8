import type * as ts from 'typescript';
import type { Compiler } from './compiler';

/** The names of a source in TypeScript: what it imports, declares and exports. */
export class SourceNames {
  constructor(
    private readonly compiler: Compiler,
    private readonly tree: ts.SourceFile,
  ) {}

  /** Where a name is imported from, and what it is called there. */
  importOf(name: string): { readonly from: string; readonly name: string } | undefined {
    const specifier = this.specifierOf(name);
    if (specifier === undefined) return undefined;
    const from = textOf(specifier.parent.parent.parent.moduleSpecifier);
    return { from, name: (specifier.propertyName ?? specifier.name).text };
  }

  /** What a name of this file is set to: `export const dev = …`. */
  valueOf(name: string): ts.Expression | undefined {
    return this.#variables().find((variable) => nameOf(variable) === name)?.initializer;
  }

  /** Whether a name means something in this file. */
  declares(name: string): boolean {
    if (this.#variables().some((variable) => nameOf(variable) === name)) return true;
    return this.tree.statements.some((statement) => {
      const { compiler } = this;
      if (compiler.isImportDeclaration(statement)) {
        const { importClause } = statement;
        const bindings = importClause?.namedBindings;
        if (importClause?.name?.text === name) return true;
        if (bindings === undefined) return false;
        return compiler.isNamespaceImport(bindings)
          ? bindings.name.text === name
          : bindings.elements.some((one) => one.name.text === name);
      }
      const isNamed =
        compiler.isFunctionDeclaration(statement) ||
        compiler.isClassDeclaration(statement) ||
        compiler.isEnumDeclaration(statement);
      return isNamed && statement.name?.text === name;
    });
  }

  /** Whether others may import a variable of this file. */
  exports(name: string): boolean {
    const { compiler } = this;
    return this.tree.statements.some(
      (statement) =>
        compiler.isVariableStatement(statement) &&
        statement.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword) === true &&
        statement.declarationList.declarations.some((variable) => nameOf(variable) === name),
    );
  }

  /** The names that are imported from a module, where values are. */
  namedImports(from: string): ts.NamedImports | undefined {
    return this.imports
      .filter(({ moduleSpecifier }) => textOf(moduleSpecifier) === from)
      .filter((line) => !/^import\s+type\b/.test(line.getText()))
      .map(({ importClause }) => importClause?.namedBindings)
      .find((bindings) => bindings !== undefined && this.compiler.isNamedImports(bindings));
  }

  /** The import declarations, from top to bottom. */
  get imports(): readonly ts.ImportDeclaration[] {
    return this.tree.statements.filter((statement) => this.compiler.isImportDeclaration(statement));
  }

  /** What imports a name, among the names in braces. */
  specifierOf(name: string): ts.ImportSpecifier | undefined {
    return this.imports
      .flatMap(({ importClause }) => {
        const bindings = importClause?.namedBindings;
        return bindings !== undefined && this.compiler.isNamedImports(bindings) ? [...bindings.elements] : [];
      })
      .find((one) => one.name.text === name);
  }

  #variables(): readonly ts.VariableDeclaration[] {
    return this.tree.statements.flatMap((statement) =>
      this.compiler.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
    );
  }
}

function nameOf({ name }: ts.VariableDeclaration): string {
  return name.getText();
}

/** The text of a literal, without its quotes. */
export function textOf(literal: ts.Node): string {
  return 'text' in literal && typeof literal.text === 'string' ? literal.text : literal.getText();
}

import type * as ts from 'typescript';
import type { Compiler } from './compiler';
import { WIDTH } from '../starting';
import { SourceNames, textOf } from './source-names';

/** A text that takes the place of what stands from `start` to `end`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A source in TypeScript, to which something is added: everything else in it stays as it is, comments and blank lines included. What is
 * added has the indentation, the quotes and the line breaks of the file.
 *
 * Each method returns the new source: nodes of the old one do not belong to it.
 */
export class SourceText {
  readonly tree: ts.SourceFile;
  /** What it imports, declares and exports. */
  readonly names: SourceNames;

  constructor(
    private readonly compiler: Compiler,
    readonly path: string,
    readonly text: string,
  ) {
    this.tree = compiler.createSourceFile(path, text, compiler.ScriptTarget.Latest, true);
    this.names = new SourceNames(compiler, this.tree);
  }

  /** One step of indentation. */
  get unit(): string {
    return /^(\t| +)\S/m.exec(this.text)?.[1] ?? '  ';
  }

  /** The source with one more item in a list, after the one given. @default after the last one */
  withItem(list: ts.ArrayLiteralExpression, item: string, after = list.elements.at(-1)): SourceText {
    return this.#inserted(list, list.elements, item, after, '');
  }

  /** The source with one more property in an object, after the one given. @default after the last one */
  withProperty(
    object: ts.ObjectLiteralExpression,
    property: string,
    after = object.properties.at(-1),
  ): SourceText {
    return this.#inserted(object, object.properties, property, after, ' ');
  }

  /** The source with other text in place of a node. */
  withInstead(node: ts.Node, text: string): SourceText {
    return this.#edited([{ start: node.getStart(), end: node.end, text: this.inItsStyle(text) }]);
  }

  /**
   * The source with these names imported, in the order of those that are there.
   * @returns undefined if one of the names is something else here
   */
  withImport(names: readonly string[], from: string): SourceText | undefined {
    const missing = names.filter((name) => this.names.importOf(name)?.from !== from);
    if (missing.some((name) => this.names.declares(name))) return undefined;
    if (missing.length === 0) return this;
    if (this.names.namedImports(from) !== undefined)
      return missing.reduce<SourceText>((source, name) => source.#withName(name, from), this);
    return this.#withImportLine(missing, from);
  }

  /** The source without the import of a name, if nothing else uses it. */
  withoutUnusedImport(name: string): SourceText {
    let uses = 0;
    const visit = (node: ts.Node): void => {
      if (this.compiler.isIdentifier(node) && node.text === name) uses++;
      node.forEachChild(visit);
    };
    this.tree.forEachChild(visit);
    const specifier = this.names.specifierOf(name);
    if (specifier === undefined || uses > 1) return this;
    const { elements } = specifier.parent;
    if (elements.length > 1) {
      const index = elements.indexOf(specifier);
      const next = elements[index + 1];
      const start = next === undefined ? (elements[index - 1]?.end ?? 0) : specifier.getStart();
      return this.#edited([{ start, end: next?.getStart() ?? specifier.end, text: '' }]);
    }
    const line = specifier.parent.parent.parent;
    const end = /^[^\n]*\n/.exec(this.text.slice(line.end))?.[0].length ?? 0;
    return this.#edited([{ start: line.getStart(), end: line.end + end, text: '' }]);
  }

  /** Text as `slipway init` writes it, with the indentation and the quotes of this file. */
  inItsStyle(text: string): string {
    const indented = text.replace(/^(?: {2})+/gm, (spaces) => this.unit.repeat(spaces.length / 2));
    const isDouble = /^import .*"/m.test(this.text);
    return isDouble ? indented.replace(/'([^'"\\\n]*)'/g, '"$1"') : indented;
  }

  #withName(name: string, from: string): SourceText {
    const bindings = this.names.namedImports(from);
    if (bindings === undefined) return this;
    const before = bindings.elements.filter((one) => inOrder(one.name.text, name)).at(-1);
    return this.#inserted(bindings, bindings.elements, name, before, ' ');
  }

  #withImportLine(names: readonly string[], from: string): SourceText {
    const imports = this.names.imports;
    const isOwn = (path: string) => path.startsWith('.');
    const before = imports.filter(({ moduleSpecifier }) => {
      const other = textOf(moduleSpecifier);
      return isOwn(other) === isOwn(from) ? other.localeCompare(from) <= 0 : !isOwn(other);
    });
    const end = this.text.includes(';') || imports.length === 0 ? ';' : '';
    const line = this.inItsStyle(`import { ${names.join(', ')} } from '${from}'`) + end;
    const after = before.at(-1);
    if (after === undefined) {
      const start = imports[0]?.getStart() ?? 0;
      return this.#edited([{ start, end: start, text: line + this.#break() }]);
    }
    const place = this.#endWithComment(after.end);
    return this.#edited([{ start: place, end: place, text: this.#break() + line }]);
  }

  #inserted(
    list: ts.Node,
    items: ts.NodeArray<ts.Node>,
    item: string,
    after: ts.Node | undefined,
    padding: string,
  ): SourceText {
    const [open, close] = [list.getStart(), list.end - 1];
    const outer = this.#indentAt(open);
    const isOnLines = this.text.slice(open, items[0]?.getStart() ?? close).includes('\n');
    if (items.length > 0 && isOnLines) return this.#onLineOfItsOwn(items, item, after);
    const added = this.inItsStyle(item);
    if (this.#hasCommentBetween(list, items)) return this.#onTheSameLine(list, items, added, after);
    const all = items.map((one) => one.getText());
    const place = after === undefined ? 0 : items.indexOf(after) + 1;
    const [opening, closing] = [this.text[open] ?? '', this.text[close] ?? ''];
    const line = `${opening}${padding}${all.toSpliced(place, 0, added).join(', ')}${padding}${closing}`;
    const before = open - this.text.lastIndexOf('\n', open) - 1;
    const rest = /^[^\n]*/.exec(this.text.slice(list.end))?.[0] ?? '';
    if (!line.includes('\n') && before + line.length + rest.length <= WIDTH)
      return this.#edited([{ start: open, end: list.end, text: line }]);
    const inner = `${outer}${this.unit}`;
    const lines = all.toSpliced(place, 0, added.replaceAll('\n', `\n${inner}`));
    const text = [opening, ...lines.map((one) => `${inner}${one},`), `${outer}${closing}`].join(
      this.#break(),
    );
    return this.#edited([{ start: open, end: list.end, text }]);
  }

  #onTheSameLine(
    list: ts.Node,
    items: ts.NodeArray<ts.Node>,
    item: string,
    after: ts.Node | undefined,
  ): SourceText {
    const place = after?.end ?? list.getStart() + 1;
    const text = after === undefined ? `${item}${items.length > 0 ? ', ' : ''}` : `, ${item}`;
    return this.#edited([{ start: place, end: place, text }]);
  }

  /** Comments between items would be lost if the whole list were written again. */
  #hasCommentBetween(list: ts.Node, items: ts.NodeArray<ts.Node>): boolean {
    const starts = [...items.map((one) => one.getStart()), list.end];
    const ends = [list.getStart(), ...items.map(({ end }) => end)];
    return ends.some((end, index) => /\/[/*]/.test(this.text.slice(end, starts[index])));
  }

  #onLineOfItsOwn(items: ts.NodeArray<ts.Node>, item: string, after: ts.Node | undefined): SourceText {
    const indent = this.#indentAt(items[0]?.getStart() ?? 0);
    const text = this.inItsStyle(item).replaceAll('\n', `\n${indent}`);
    if (after === undefined) {
      const start = items[0]?.getStart() ?? 0;
      return this.#edited([{ start, end: start, text: `${text},${this.#break()}${indent}` }]);
    }
    const isLast = after === items.at(-1);
    const hasComma = !isLast || items.hasTrailingComma;
    const comma = hasComma ? this.text.indexOf(',', after.end) + 1 : after.end;
    const place = this.#endWithComment(comma);
    const edits = [
      { start: place, end: place, text: `${this.#break()}${indent}${text}${hasComma ? ',' : ''}` },
    ];
    return this.#edited(hasComma ? edits : [{ start: after.end, end: after.end, text: ',' }, ...edits]);
  }

  /** The end of the comments that follow a position on its line: they belong to what is before them. */
  #endWithComment(position: number): number {
    return this.compiler.getTrailingCommentRanges(this.text, position)?.at(-1)?.end ?? position;
  }

  #edited(edits: readonly Edit[]): SourceText {
    let { text } = this;
    for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end))
      text = text.slice(0, edit.start) + edit.text.replace(/\r?\n/g, this.#break()) + text.slice(edit.end);
    return new SourceText(this.compiler, this.path, text);
  }

  #break(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  #indentAt(position: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.text.lastIndexOf('\n', position - 1) + 1))?.[0] ?? '';
  }
}

function inOrder(first: string, second: string): boolean {
  return first.localeCompare(second) <= 0;
}

import type * as ts from 'typescript';
import { render, type Source, WIDTH } from '../starting';
import { specifierFrom } from './project-places';
import type { SourceExpression, Sources } from './sources';

/**
 * Puts a variable of another file into a list, unless it is in it already.
 *
 * @param list undefined where none was found
 * @param file the file that exports the variable, absolute
 * @param after the item that it comes after. @default the last one
 * @returns whether it is there now
 */
export function listed(
  sources: Sources,
  list: SourceExpression<ts.ArrayLiteralExpression> | undefined,
  variable: string,
  file: string,
  after?: ts.Expression,
): boolean {
  if (list === undefined) return false;
  const { source, node } = list;
  const isThere = node.elements.some((element) => element.getText() === variable);
  const withItem = isThere ? source : source.withItem(node, variable, after);
  return sources.put(withItem.withImport([variable], specifierFrom(source.path, file)));
}

/** A property as it is written into an object: without its margin, and without a comma. */
export function propertyOf(name: string, value: Source): string {
  // As a property of an object, indented by one step.
  return render({ [name]: value }, 2, WIDTH)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n')
    .replace(/,$/, '');
}

import { Document, Scalar, visit } from 'yaml';
import type { CloudConfigValue } from './cloud-init';

/**
 * What the package `yaml` leaves unquoted although PyYAML takes it for syntax: `=`, `<<`, and tabs within a line; and blank lines
 * alone, whose spaces would be read as indentation.
 */
const SYNTAX = /^(=|<<|[^\t\n]*\t[^\n]*|[\t\n]* [ \t\n]*)$/;
/** The tag under which `<<` would be written as an instruction to merge. */
const MERGE = 'tag:yaml.org,2002:merge';

/**
 * YAML as cloud-init reads it: its parser, PyYAML, knows version 1.1, in which an unquoted `no` is false and `22:22` a
 * number. Keys are sorted, since their order means nothing.
 */
export function toYaml(value: CloudConfigValue): string {
  const document = new Document(value, {
    version: '1.1',
    merge: false,
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== MERGE),
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && SYNTAX.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

import { dirname, resolve } from 'node:path';
import type * as ts from 'typescript';
import { InvalidInput, problem } from '../../core/findings';
import { quoted, variableOf } from '../starting';
import type { EnvironmentFile } from './project';
import { type ProjectPlaces, specifierFrom } from './project-places';
import type { SourceExpression } from './sources';
import { SourceText } from './source-text';

/** The properties that are copied. Machines, state and rules of time belong to each environment. */
const COPIED = ['pullSecret', 'mirrors', 'secrets', 'services'];
const OWN = [...COPIED, 'name', 'after', 'cluster', 'protect'];

/** The file of an environment that is as another one, but for machines. */
interface EnvironmentCopy {
  readonly text: string;
  /** What the other one has and this one has not. */
  readonly left: readonly string[];
}

/** The environment that is to be written. */
interface Copied {
  readonly name: string;
  /** Its file, absolute. */
  readonly file: string;
  /** The context of its cluster in the kubeconfig; undefined for one beside the pipeline, in the cluster of the other one. */
  readonly context: string | undefined;
}

/**
 * An environment with the same secrets and services as another one. Where it comes after that one, its cluster is a context of the
 * kubeconfig of its own, and has what that of the other one has.
 *
 * @throws InvalidInput if the other one is not declared in a form that can be copied, or uses something under the name of the new one
 */
export function copyOf(places: ProjectPlaces, model: EnvironmentFile, copied: Copied): EnvironmentCopy {
  const { sources } = places;
  const { compiler } = sources;
  const found = places.environment(model.name);
  const entry = places.entryOf(model.name);
  const exported =
    entry === undefined ? undefined : places.environments?.source.names.importOf(entry.getText());
  const call = found?.node.parent;
  const isCall = call !== undefined && compiler.isCallExpression(call);
  const callee = isCall && compiler.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
  if (found === undefined || exported === undefined || callee === undefined)
    throw refused(
      model,
      'must be exported by a file of its own, as a call with an object: shop.environment({ … })',
      'Write it so, or copy its folder by hand.',
    );
  const provides = inCluster(found, 'provides', compiler);
  const isBeside = copied.context === undefined;
  const context = isBeside ? inCluster(found, 'context', compiler)?.getText() : undefined;
  const shared = isBeside ? sharedCluster(found, compiler) : undefined;
  const properties = found.node.properties.filter(({ name }) => COPIED.includes(name?.getText() ?? ''));
  const { source } = found;
  const inItsStyle = (text: string) => source.inItsStyle(text);
  const [one, two] = [source.unit, source.unit.repeat(2)];
  const body = [
    `export const ${variableOf(copied.name)} = ${callee.getText()}({`,
    `${one}name: ${inItsStyle(quoted(copied.name))},`,
    `${one}after: ${isBeside ? 'null' : exported.name},`,
    ...(shared === undefined
      ? [
          `${one}cluster: kubeconfig({`,
          `${two}context: ${context ?? inItsStyle(quoted(copied.context ?? copied.name))},`,
          `${two}provides: ${provides === undefined ? '{}' : shifted(provides, two)},`,
          `${one}}),`,
        ]
      : [`${one}${shifted(shared, one)},`]),
    ...properties.map((property) => {
      const domains = domainsIn(property, model.name, copied.name, compiler);
      return `${one}${shifted(property, one, domains)},`;
    }),
    '});',
    '',
  ];
  const cluster = shared ?? provides;
  const nodes = [callee.expression, ...properties, ...(cluster === undefined ? [] : [cluster])];
  const imports = [
    ...(shared === undefined ? [['kubeconfig', 'slipway'] as const] : []),
    ...nodes.flatMap((node) => importsOf(node, source, model, copied.file, compiler)),
    ...(isBeside ? [] : [[exported.name, specifierFrom(copied.file, source.path)] as const]),
  ];
  const taken = imports.find(([name]) => name.split(' as ').at(-1) === variableOf(copied.name));
  if (taken !== undefined)
    throw new InvalidInput(
      [
        problem({
          rule: 'add/environment',
          path: 'name',
          message: `must differ from what the file of ${model.name} uses under it`,
          value: `${copied.name}, and ${variableOf(copied.name)} comes from ${taken[1]}`,
          advice: 'Choose another name.',
        }),
      ],
      'nothing was written',
    );
  return {
    text: withImports(source, copied.file, body.join('\n'), imports, compiler),
    left: found.node.properties
      .map(({ name }) => name?.getText() ?? '')
      .filter((name) => !OWN.includes(name)),
  };
}

/** A property of the cluster of an environment, for any kind of cluster. */
function inCluster(
  found: SourceExpression<ts.ObjectLiteralExpression>,
  property: 'provides' | 'context' | 'nodePool',
  compiler: typeof ts,
): ts.Expression | undefined {
  let value: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (compiler.isPropertyAssignment(node) && node.name.getText() === property) value ??= node.initializer;
    else node.forEachChild(visit);
  };
  clusterOf(found)?.forEachChild(visit);
  return value;
}

/** The cluster of an environment as another one may have it too: without the machines that are its nodes. */
function sharedCluster(
  found: SourceExpression<ts.ObjectLiteralExpression>,
  compiler: typeof ts,
): ts.Node | undefined {
  const cluster = clusterOf(found);
  if (cluster === undefined || !compiler.isPropertyAssignment(cluster)) return undefined;
  const isJoined = /^joins\b/.test(cluster.initializer.getText());
  return isJoined || inCluster(found, 'nodePool', compiler) !== undefined ? undefined : cluster;
}

function clusterOf({
  node,
}: SourceExpression<ts.ObjectLiteralExpression>): ts.ObjectLiteralElementLike | undefined {
  return node.properties.find(({ name }) => name?.getText() === 'cluster');
}

/** What names of other files a piece of source uses, and from where the new file imports them. */
function importsOf(
  node: ts.Node,
  source: SourceText,
  model: EnvironmentFile,
  file: string,
  compiler: typeof ts,
): readonly (readonly [string, string])[] {
  const used = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (compiler.isIdentifier(inner) && !isKey(inner, compiler)) used.add(inner.text);
    inner.forEachChild(visit);
  };
  visit(node);
  return [...used].flatMap((name): readonly (readonly [string, string])[] => {
    const imported = source.names.importOf(name);
    if (imported !== undefined) {
      const from = imported.from.startsWith('.')
        ? specifierFrom(file, resolve(dirname(source.path), imported.from))
        : imported.from;
      return [[imported.name === name ? name : `${imported.name} as ${name}`, from]];
    }
    if (!source.names.declares(name)) return [];
    if (source.names.exports(name)) return [[name, specifierFrom(file, source.path)]];
    throw refused(
      model,
      'must use only what it imports or exports, so that another environment can have it too',
      `Export ${name}, or move it to a file that both import.`,
      name,
    );
  });
}

/** Whether an identifier is the name of a property, and not a value. */
function isKey(node: ts.Identifier, compiler: typeof ts): boolean {
  const { parent } = node;
  return (
    (compiler.isPropertyAssignment(parent) && parent.name === node) ||
    (compiler.isPropertyAccessExpression(parent) && parent.name === node)
  );
}

/** The domains of a piece of source under a name of this environment: two environments must not share one. */
function domainsIn(
  node: ts.Node,
  before: string,
  name: string,
  compiler: typeof ts,
): ReadonlyMap<ts.Node, string> {
  const found = new Map<ts.Node, string>();
  const visit = (inner: ts.Node, isDomain: boolean): void => {
    if (isDomain && compiler.isStringLiteral(inner) && /^(\*\.)?([\w-]+\.)+[\w-]+$/.test(inner.text)) {
      const labels = inner.text.split('.');
      const isNamed = labels.includes(before);
      const own = isNamed
        ? labels.map((label) => (label === before ? name : label)).join('.')
        : inner.text.replace(/^(\*\.)?/, `$1${name}.`);
      found.set(inner, quoted(own));
    }
    const isBelow =
      isDomain ||
      (compiler.isPropertyAssignment(inner) && /^(?:domains?|aliases)$/.test(inner.name.getText()));
    inner.forEachChild((child) => {
      visit(child, isBelow);
    });
  };
  visit(node, false);
  return found;
}

/** The source of a node, with what stands for nodes in it, indented as it will stand. */
function shifted(node: ts.Node, indent: string, instead: ReadonlyMap<ts.Node, string> = new Map()): string {
  const whole = node.getSourceFile().text;
  const start = node.getStart();
  let text = node.getText();
  for (const [inner, other] of [...instead].reverse())
    text = `${text.slice(0, inner.getStart() - start)}${other}${text.slice(inner.end - start)}`;
  const margin = /^[ \t]*/.exec(whole.slice(whole.lastIndexOf('\n', start) + 1))?.[0] ?? '';
  return text.replaceAll(`\n${margin}`, `\n${indent}`);
}

function withImports(
  like: SourceText,
  file: string,
  body: string,
  imports: readonly (readonly [string, string])[],
  compiler: typeof ts,
): string {
  const [[first, from] = ['kubeconfig', 'slipway'], ...others] = imports;
  const head = like.inItsStyle(`import { ${first} } from '${from}';`);
  let source = new SourceText(compiler, file, `${head}\n\n${body}`);
  for (const [name, path] of others) source = source.withImport([name], path) ?? source;
  return source.text;
}

function refused(
  { name, file }: EnvironmentFile,
  message: string,
  advice: string,
  value = file,
): InvalidInput {
  return new InvalidInput(
    [problem({ rule: 'add/environment', path: `environments.${name}`, message, value, advice })],
    'nothing was written',
  );
}

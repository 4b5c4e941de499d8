import { NAME_FORM } from '../../core/kubernetes';
import { Name } from './source';

/** A container whose variables are read. */
interface Container {
  /** Whether `$(NAME)` in its variables and its words stands for the value of another one. */
  readonly expands: boolean;
  readonly env: ReadonlyMap<string, unknown>;
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Its other options: a whole Secret or ConfigMap in `envFrom` may have any variable. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Another one whose variables it has as well. */
  readonly around?: Container | undefined;
}

/** A text in the source of a project: what a template literal holds, and what of `slipway` it needs. */
interface Template {
  readonly text: string;
  readonly imports: readonly string[];
}

/** `$(NAME)`, `$$` for a dollar sign, and what stands between. */
const PARTS = /\$\$|\$\(([^)]*)\)|[^$]+|\$/g;

/**
 * A text of a variable or of a command, as Kubernetes reads it in manifests: `$(NAME)` is the value of another variable of the container, where it has
 * one. Elsewhere it is text.
 */
export function templateOf(container: Container, text: string): Template {
  if (!container.expands) return { text: escaped(text), imports: [] };
  const imports = new Set<string>();
  const parts = [...text.matchAll(PARTS)].map(([part, name = '']) => {
    if (part === '$$') return '$';
    if (!isVariable(container, name)) return escaped(part);
    imports.add('variable');
    return `\${variable('${name}')}`;
  });
  return { text: parts.join(''), imports: [...imports] };
}

function isVariable({ env, secrets, props, around }: Container, name: string): boolean {
  return (
    env.has(name) ||
    Object.hasOwn(secrets, name) ||
    (props['envFrom'] !== undefined && NAME_FORM.envName.test(name)) ||
    (around !== undefined && isVariable(around, name))
  );
}

/** The value of a variable that holds no address, or a word of a command. */
export function valueOf(container: Container, text: string): Name | string {
  const template = templateOf(container, text);
  if (template.imports.length > 0)
    return new Name(`interpolate\`${template.text}\``, ['interpolate', ...template.imports]);
  return container.expands ? text.replaceAll('$$', '$') : text;
}

function escaped(text: string): string {
  return text.replace(/[\\`]|\$\{/g, '\\$&').replaceAll('\n', '\\n');
}

import { dirname, relative } from 'node:path';
import type * as ts from 'typescript';
import { textOf } from './source-names';
import type { SourceExpression, Sources } from './sources';

type ObjectPlace = SourceExpression<ts.ObjectLiteralExpression>;

/** Where a project says what it has. Each is looked up when it is asked for, since what is added moves what stands behind it. */
export class ProjectPlaces {
  constructor(
    readonly sources: Sources,
    /** The file that exports `composition`, absolute. */
    private readonly file: string,
  ) {}

  /** What `project()` is called with. */
  get project(): ObjectPlace | undefined {
    const place = this.#of(this.#composition, 'project');
    return place === undefined ? undefined : this.sources.argument(place, 'project');
  }

  /** The list of the services of the project. */
  get services(): SourceExpression<ts.ArrayLiteralExpression> | undefined {
    return this.sources.list(this.#of(this.project, 'services'));
  }

  /** The list of the environments that are composed. */
  get environments(): SourceExpression<ts.ArrayLiteralExpression> | undefined {
    return this.sources.list(this.#of(this.#composition, 'environments'));
  }

  /** The expression by which the list of environments names one of them. */
  entryOf(environment: string): ts.Expression | undefined {
    const list = this.environments;
    return list?.node.elements.find((element) => this.#nameOf(list, element) === environment);
  }

  /** What an environment is declared with. */
  environment(name: string): ObjectPlace | undefined {
    const list = this.environments;
    const entry = this.entryOf(name);
    return list === undefined || entry === undefined ? undefined : this.#declared(list, entry);
  }

  /** Where an environment says how its services run: its own object, or the one that it takes from elsewhere. */
  sizes(environment: string): ObjectPlace | undefined {
    const own = this.sources.object(this.#of(this.environment(environment), 'services'));
    if (own === undefined) return undefined;
    const spread = own.node.properties.find((property) => this.sources.compiler.isSpreadAssignment(property));
    if (spread === undefined) return own;
    return this.sources.object(this.sources.follow(own.source, spread.expression)) ?? own;
  }

  #nameOf(list: SourceExpression, element: ts.Expression): string | undefined {
    const declared = this.#declared(list, element);
    const name = this.#of(declared, 'name');
    return name === undefined ? undefined : textOf(name.node);
  }

  #declared({ source }: SourceExpression, element: ts.Expression): ObjectPlace | undefined {
    const place = this.sources.follow(source, element);
    return place === undefined ? undefined : this.sources.argument(place, 'environment');
  }

  get #composition(): SourceExpression | undefined {
    return this.sources.variable(this.file, 'composition');
  }

  #of(place: SourceExpression | undefined, key: string): SourceExpression | undefined {
    return place === undefined ? undefined : this.sources.property(place, key);
  }
}

/** How one file imports another one: `./services/api/service`. */
export function specifierFrom(file: string, target: string): string {
  const path = relative(dirname(file), target)
    .replaceAll('\\', '/')
    .replace(/(?:\/index)?\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

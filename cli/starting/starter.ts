import type { ImportableKind } from '../../model';
import type { Source } from './source';
import { VOCABULARY } from './vocabulary';

/** A project as `init` writes it. */
export interface Starter {
  /** The project's name: a DNS label, as in `project({ name })`. */
  readonly name: string;
  /** Where images are pushed. @default nothing is built */
  readonly registry?: string;
  readonly services: readonly StarterService[];
  /** In promotion order. */
  readonly environments: readonly string[];
  /** The environment in which it runs already, and what of it the first deploy takes over. @default it runs nowhere yet */
  readonly running?: { readonly environment: string; readonly imports: readonly string[] };
}

/** One service, job or schedule of the project. */
export interface StarterService {
  /** As in `service({ name })`: a DNS label, one of its own in the project. */
  readonly name: string;
  /** The function that declares it. @default 'service' */
  readonly kind?: 'service' | 'job' | 'cronJob';
  /** The options of that function but the name, in the order in which they are written. */
  readonly props: { readonly [option: string]: Source | undefined };
  /** The other services that its options name, as {@link variableOf} calls them. @default none */
  readonly uses?: readonly string[];
  /** What each environment says of it: replicas, sizes, domain, settings. */
  readonly sizes: { readonly [option: string]: Source | undefined };
  /** Kubernetes secrets that it reads, which each environment must declare. @default none */
  readonly secrets?: readonly string[];
  /** Those of them of which it reads every key and names none: `existingSecret()`, or `managedSecret({ keys })`. @default none */
  readonly wholeSecrets?: readonly string[];
  /** Files beside `service.ts`, by path: a Dockerfile, sources. @default none */
  readonly files?: Readonly<Record<string, string>>;
}

/** Something of an application that could not be carried over, and why. */
export interface NotCarriedOver {
  /** Where it stands: `services.web.privileged`, or `Deployment/web spec.template.spec.hostPID`. */
  readonly path: string;
  readonly reason: string;
}

/** An object that runs already, and whether the first deploy can take it over. */
export interface RunningObject {
  readonly kind: ImportableKind;
  readonly name: string;
  /** Where it runs. @default the namespace that `kubectl apply` was told */
  readonly namespace?: string;
  /** Why Slipway must recreate it. @default it is taken over */
  readonly recreateReason?: string;
}

/** What an existing application comes to. */
export interface CarriedOver {
  readonly services: readonly StarterService[];
  readonly notCarriedOver: readonly NotCarriedOver[];
  /** The objects of a cluster that it is already. @default not known */
  readonly running?: readonly RunningObject[];
}

/** The variable that a service is exported as: `sessionDb` for `session-db`. */
export function variableOf(service: string): string {
  const camel = service.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z]/i.test(camel) && !RESERVED.has(camel) && !Object.hasOwn(VOCABULARY, camel)
    ? camel
    : `${/^\d/.test(camel) ? 's' : ''}${camel}Service`;
}

/** The first of some other names that gives the same variable: `a-1` and `a1` do. */
export function sameVariable(name: string, names: readonly string[]): string | undefined {
  return names.find((other) => other !== name && variableOf(other) === variableOf(name));
}

/** Words that no variable may have, and what the files of a project import or declare under that name. */
const RESERVED = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof var void while with yield ' +
    'external join readReleases readPlacements sizes composition eval arguments'
  ).split(' '),
);

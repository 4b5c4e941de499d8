import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, ENVIRONMENTS_FOLDER } from '../../core/files';
import { type Finding, InvalidInput, problem, refuseIfAny } from '../../core/findings';
import {
  checkEnvironmentName,
  checkHosts,
  type Composition,
  type Hypervisor,
  namespaceOf,
} from '../../model';
import { checkNamespace } from '../../constructs/namespace';
import { Size } from '../../constructs/quantities';
import { findByName } from '../project';
import {
  checkStarter,
  evaluate,
  fromCompose,
  hello,
  render,
  type Starter,
  type StarterService,
  variableOf,
} from '../starting';
import { addEnvironment } from './add-environment';
import { addHost, hostOf, type HostProps } from './add-host';
import { addService } from './add-service';
import type { Addition } from './addition';
import { compilerOf } from './compiler';
import { environmentFiles } from './project';
import { ProjectPlaces } from './project-places';
import { Sources } from './sources';

/** What can be added. */
export type Kind = 'service' | 'environment' | 'host';

/** The options of `slipway add`. */
export interface AddOptions {
  readonly image?: string;
  readonly port?: number;
  readonly after?: string;
  readonly like?: string;
  readonly environment?: string;
  readonly cores?: number;
  readonly memory?: number;
  readonly uri?: string;
  readonly failureDomain?: string;
}

/** What is asked for. */
interface Request {
  readonly composition: Composition;
  /** The project's folder. */
  readonly folder: string;
  readonly name: string;
  readonly options: AddOptions;
}

/** What each kind may be told. */
const OPTIONS: Readonly<Record<Kind, readonly (keyof AddOptions)[]>> = {
  service: ['image', 'port'],
  environment: ['after', 'like'],
  host: ['environment', 'cores', 'memory', 'uri', 'failureDomain'],
};

/** Those that must be given. */
const REQUIRED: Readonly<Record<Kind, readonly (keyof AddOptions)[]>> = {
  service: [],
  environment: [],
  host: ['environment', 'cores', 'memory'],
};

/** Makes an addition of each kind, and refuses what cannot be one. */
export const ADDITIONS: Readonly<Record<Kind, (request: Request) => Addition>> = {
  service,
  environment,
  host,
};

/** A finding for each option that is not one of this kind, and for each that is missing. */
export function checkOptions(kind: Kind, options: AddOptions): readonly Finding[] {
  const given = Object.keys(options) as (keyof AddOptions)[];
  const missing = REQUIRED[kind].filter((option) => !given.includes(option));
  return [
    ...given
      .filter((option) => !OPTIONS[kind].includes(option))
      .map((option) =>
        refusal(
          flag(option),
          `must not be given for ${kind}`,
          `It takes ${OPTIONS[kind].map(flag).join(', ')}.`,
        ),
      ),
    ...missing.map((option) =>
      refusal(flag(option), `must be given for ${kind}`, `It takes ${OPTIONS[kind].map(flag).join(', ')}.`),
    ),
  ];
}

function service({ composition: { project, ...composition }, folder, name, options }: Request): Addition {
  const { services, jobs = [], registry } = project.props;
  const isBuilt = options.image === undefined;
  const isTaken =
    jobs.some((job) => job.name === name) ||
    (services.some((one) => one.name === name) && !existsSync(join(folder, 'services', name, 'service.ts')));
  refuse(
    isTaken && refusal(name, 'must not be the name of another service or job', 'Choose another one.'),
    isBuilt &&
      registry === undefined &&
      refusal(
        'project.registry',
        'must be set, since the image of the new service is built here',
        'Name the registry in project.ts, or give --image for an image that was built elsewhere.',
      ),
    isBuilt &&
      options.port !== undefined &&
      refusal(
        '--port',
        'must come with --image',
        'What is built here listens on port 8080: see its server.js.',
      ),
  );
  const added = isBuilt ? { ...hello, name } : prebuiltService(name, options);
  refuse(...checkAdded(added, project, composition.environments, folder));
  return addService(folder, added, environmentFiles({ project, ...composition }, folder), placesOf(folder));
}

/** What the synth would refuse of a service, in a project that has no other. */
function checkAdded(
  added: StarterService,
  { name, props: { registry, services } }: Composition['project'],
  environments: Composition['environments'],
  folder: string,
): readonly Finding[] {
  const twin = services.find(
    (one) => one.name !== added.name && variableOf(one.name) === variableOf(added.name),
  );
  if (twin !== undefined)
    return [
      refusal(
        'name',
        'must be one of which no other service is made the same variable',
        'Choose another name.',
        `${variableOf(added.name)}, which ${twin.name} is already`,
      ),
    ];
  const alone: Starter = {
    name,
    registry,
    environments: environments.map((one) => one.name),
    services: [added],
  };
  return checkStarter(alone, folder).filter(({ path }) => path.split(/[ .]/).includes(added.name));
}

/** A service of an image that was built elsewhere, as `init --from` makes it of a Compose file. */
function prebuiltService(name: string, { image = '', port }: AddOptions): StarterService {
  const described = { image, ...(port === undefined ? {} : { expose: [port] }) };
  const { services } = fromCompose(JSON.stringify({ services: { [name]: described } }), { file: '--image' });
  const [first] = services;
  if (first !== undefined) return first;
  throw new InvalidInput(
    [
      refusal(
        '--image',
        'must be the reference of an image',
        'Give it as docker.io/library/redis:7, or with its digest.',
        // What stands before an @ may be a password.
        image.includes('@') ? 'one with an @' : image,
      ),
    ],
    'nothing was written',
  );
}

function environment({ composition, folder, name, options }: Request): Addition {
  const { environments, project } = composition;
  const files = environmentFiles(composition, folder);
  const last = environments.filter((one) => one.name !== name).at(-1);
  const { after = last?.name ?? '', like } = options;
  const before = findByName('environment', environments, like ?? after);
  const places = placesOf(folder);
  refuse(
    ...checkEnvironmentName('name', name),
    ...checkNamespace({ name: namespaceOf(project.name, { name }) }, 'name (its namespace)'),
    existsSync(join(folder, ENVIRONMENTS_FOLDER, `${name}.ts`)) &&
      refusal(
        'name',
        'must not be that of a file beside it, which would be read in its place',
        'Choose another name.',
        `${ENVIRONMENTS_FOLDER}/${name}.ts`,
      ),
    before.name === name &&
      refusal(
        like === undefined ? '--after' : '--like',
        'must be another environment',
        'Choose another one.',
      ),
    options.after !== undefined &&
      like !== undefined &&
      refusal('--like', 'must come without --after', 'What is beside the pipeline comes after no other.'),
    places === undefined &&
      refusal(
        'typescript',
        'must be installed, since the new environment is copied from the one before it',
        'Run npm install --save-dev typescript@5.',
      ),
  );
  const model = findByName('environment', files, before.name);
  const isBeside = like !== undefined;
  const followers = environments
    .filter((other) => !isBeside && other.after === before && other.name !== name)
    .map(({ name: other }) => ({
      ...findByName('environment', files, other),
      selects: entriesOf(join(folder, ENVIRONMENTS_FOLDER, other, 'releases')).length > 0,
    }));
  return addEnvironment(folder, project.name, { name, model, isBeside, followers }, places as ProjectPlaces);
}

function host({ composition, folder, name, options }: Request): Addition {
  const target = findByName('environment', environmentFiles(composition, folder), options.environment ?? '');
  const { cores = 0, memory = 0, uri, failureDomain } = options;
  const props: HostProps = { cores, memoryGibibytes: memory, uri, failureDomain };
  const there = Object.hasOwn(target.hypervisors, name) ? target.hypervisors[name] : undefined;
  if (there !== undefined && isSame(there, props)) return { files: {}, changed: {}, byHand: [] };
  refuse(
    there !== undefined &&
      refusal(
        `environments.${target.name}.hypervisors.${name}`,
        'must not exist yet',
        `Change it in ${target.file}, or choose another name.`,
      ),
  );
  const declared = hostOf(target.hypervisors, name, props);
  const added = evaluate(`return ${render(declared)};`) as Hypervisor;
  const before = checkHosts(target).map(keyOf);
  refuse(
    ...checkHosts({ ...target, hypervisors: { ...target.hypervisors, [name]: added } }).filter(
      (finding) => finding.severity === 'error' && !before.includes(keyOf(finding)),
    ),
  );
  return addHost(target, name, declared, placesOf(folder));
}

function keyOf({ rule, path }: Finding): string {
  return `${rule} ${path}`;
}

function isSame(there: Hypervisor, { cores, memoryGibibytes, uri, failureDomain }: HostProps): boolean {
  return (
    there.cores === cores &&
    there.memory.toBytes() === Size.gibibytes(memoryGibibytes).toBytes() &&
    there.failureDomain === failureDomain &&
    (uri === undefined || there.uri === uri)
  );
}

/** Where the project says what it has. Undefined where no TypeScript compiler is installed that could read it. */
function placesOf(folder: string): ProjectPlaces | undefined {
  const file = join(folder, 'composition.ts');
  refuse(
    !existsSync(file) &&
      refusal(
        'composition.ts',
        'must be there, since what is added is written in TypeScript',
        'In a project in JavaScript, write it by hand.',
      ),
  );
  const compiler = compilerOf(folder);
  return compiler === undefined ? undefined : new ProjectPlaces(new Sources(compiler, folder), file);
}

function flag(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function refuse(...findings: readonly (Finding | false)[]): void {
  refuseIfAny(
    findings.filter((finding) => finding !== false),
    'nothing was written',
  );
}

function refusal(path: string, message: string, advice: string, value?: string): Finding {
  return problem({ rule: 'add/options', path, message, ...(value === undefined ? {} : { value }), advice });
}

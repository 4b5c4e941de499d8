import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, InvalidInput } from '../../core/findings';
import type { Composition } from '../../model';
import {
  checkStarter,
  fromCompose,
  hello,
  sameVariable,
  type Starter,
  type StarterService,
  variableOf,
} from '../starting';
import { addService } from './add-service';
import type { Addition } from './addition';
import type { AddOptions } from './options';
import { environmentFiles } from './project';
import { refusal, refuse } from './refusal';
import { placesOf, type Request } from './request';

/** Adds a service: one to be built, or of an image that was built elsewhere. */
export function serviceAddition({
  composition: { project, ...composition },
  folder,
  name,
  options,
}: Request): Addition {
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
  const duplicate = sameVariable(
    added.name,
    services.map((one) => one.name),
  );
  if (duplicate !== undefined)
    return [
      refusal(
        'name',
        'must not give the same variable as the name of another service',
        'Choose another name.',
        `${variableOf(added.name)}, which ${duplicate} is already`,
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

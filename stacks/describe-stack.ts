import { relative, resolve, sep } from 'node:path';
import { TerraformResource } from '../constructs/cdktf';
import { plainAddress } from '../constructs/terraform';
import { isInside } from '../core/files';
import type { ResourceRecord, StackRecord } from '../core/record';
import { notSecretsIn } from './check-secrets';
import { fileOf } from './defining-file';
import type { ProjectStack } from './project-stack';
import { by } from '../core/text';

/** What `slipway.json` says of a stack. @param root the project's folder, which files are named relative to */
export function stackRecord(stack: ProjectStack, root: string): StackRecord {
  const resources = stack.node
    .findAll()
    .filter((construct) => TerraformResource.isTerraformResource(construct));
  const notSecrets = notSecretsIn(stack);
  return {
    environment: stack.environment ?? null,
    state: stack.backend.key,
    dependsOn: stack.dependencies.map(({ node }) => node.id).sort(),
    resources: byKey(resources.map((resource) => [plainAddress(resource), resourceRecord(resource, root)])),
    ...(notSecrets.length === 0 ? {} : { notSecrets }),
  };
}

function resourceRecord(resource: TerraformResource, root: string): ResourceRecord {
  return {
    construct: resource.node.path,
    file: pathIn(root, fileOf(resource)),
    protected: resource.lifecycle?.preventDestroy === true,
  };
}

/** A file as the project names it; null where it is not the project's, since its path would differ between machines. */
function pathIn(root: string, file: string | undefined): string | null {
  if (file === undefined || !isInside(resolve(root), resolve(file))) return null;
  return relative(root, file).split(sep).join('/');
}

/** Entries as an object whose keys are sorted: what is described does not depend on the order in which it was made. */
export function byKey<V>(entries: readonly (readonly [string, V])[]): Readonly<Record<string, V>> {
  return Object.fromEntries([...entries].sort(by(([key]) => key)));
}

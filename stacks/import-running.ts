import { TerraformResource, type TerraformStack } from '../constructs/cdktf';
import { importObject, plainAddress } from '../constructs/terraform';
import { problem, refuseIfAny } from '../core/findings';
import { typeOfKind } from '../core/kubernetes';
import { type Environment, importedObject } from '../model';

/**
 * Lets the first deploy take over the objects that an environment names, of those that a stack makes.
 *
 * @param isLater whether an object of this name is made only once a release selects an image for it
 * @throws InvalidInput with every object that the stack does not make
 */
export function importRunning(
  stack: TerraformStack,
  { name: environment, imports = [] }: Environment,
  namespace: string,
  isLater: (name: string) => boolean,
): void {
  if (imports.length === 0) return;
  const made = new Map(
    stack.node
      .findAll()
      .filter((construct): construct is TerraformResource => TerraformResource.isTerraformResource(construct))
      .map((resource) => [plainAddress(resource), resource]),
  );
  const unknown: string[] = [];
  for (const text of imports) {
    const object = importedObject(text);
    const resource = object && made.get(`${typeOfKind(object.kind)}.${object.name}`);
    if (object && resource) importObject(resource, `${namespace}/${object.name}`);
    else if (object === undefined || !isLater(object.name)) unknown.push(text);
  }
  refuseIfAny(
    unknown.map((text) =>
      problem({
        rule: 'imports/unknown',
        path: `environments.${environment}.imports`,
        message: 'must name objects that this environment makes',
        value: text,
        advice:
          'Remove it from the list. An object that nothing declares can be deleted by hand after the deploy.',
      }),
    ),
    'nothing was written',
  );
}

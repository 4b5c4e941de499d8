import { RESOURCE_FIELDS, unitsOf } from '../../../constructs/workload';
import type { Draft } from '../draft';
import type { Input } from '../input';
import { Call, callWith, type Source } from '../source';
import { type ManifestContext, objectOf } from './context';
import { isDropped } from './metadata';

/** The variables of a container: its own count over those of whole secrets and config maps. */
export function readVariables(draft: Draft, container: Input, context: ManifestContext): void {
  const from: Source[] = [];
  const own = new Set(
    container
      .at('env')
      .items()
      .map((input) => input.at('name').value),
  );
  for (const input of container.at('envFrom').items()) {
    const prefix = input.at('prefix').text() ?? '';
    const [secret, config] = [input.at('secretRef'), input.at('configMapRef')];
    const reference = secret.isThere ? secret : config;
    const name = reference.at('name').text() ?? '';
    const optional = reference.at('optional').flag() || undefined;
    const object = objectOf(context, secret.isThere ? 'Secret' : 'ConfigMap', name);
    if (object !== undefined && secret.isThere)
      for (const key of keysOf(object).filter((one) => !own.has(`${prefix}${one}`)))
        draft.secretIs(`${prefix}${key}`, name, key);
    else if (object !== undefined)
      for (const [key, value] of object.at('data').entries())
        if (own.has(`${prefix}${key}`)) value.take();
        else draft.variableIs(`${prefix}${key}`, value.text() ?? '', value, sharedSecret(context, name, key));
    else {
      const options = { optional, prefix: prefix === '' ? undefined : prefix };
      from.push(callWith(secret.isThere ? 'wholeSecret' : 'existingConfigMap', [name], options));
      if (secret.isThere) wholly(draft, name);
    }
  }
  if (from.length > 0) draft.props['envFrom'] = from;
  for (const input of container.at('env').items()) readVariable(draft, input, context);
}

/** What several workloads read from a config map they read from one secret, of its name if no other has it. */
function sharedSecret(context: ManifestContext, name: string, key: string) {
  return objectOf(context, 'Secret', name) === undefined ? { secret: name, key } : undefined;
}

function wholly(draft: Draft, secret: string): void {
  draft.secretNames.add(secret);
  draft.wholeSecrets.add(secret);
}

export function keysOf(secret: Input): readonly string[] {
  return ['data', 'stringData'].flatMap((key) =>
    secret
      .at(key)
      .entries()
      .map(([name]) => name),
  );
}

function readVariable(draft: Draft, input: Input, context: ManifestContext): void {
  const name = input.at('name').text() ?? '';
  const from = input.at('valueFrom');
  if (!from.isThere) {
    draft.variableIs(name, input.at('value').text() ?? '', input.at('value'));
    return;
  }
  const secret = from.at('secretKeyRef');
  const config = from.at('configMapKeyRef');
  const reference = secret.isThere ? secret : config;
  const object = reference.at('name').text() ?? '';
  const key = reference.at('key').text() ?? '';
  const isOptional = reference.at('optional').flag() === true;
  if (secret.isThere) draft.secretIs(name, object, key, { optional: isOptional || undefined });
  else if (config.isThere) {
    const value = objectOf(context, 'ConfigMap', object)?.at('data', key);
    if (value?.isThere === true)
      draft.variableIs(name, value.text() ?? '', value, sharedSecret(context, object, key));
    else
      config.leave(
        `The config map is not among the manifests: read all of it with envFrom: [existingConfigMap('${object}')].`,
      );
  } else {
    const field = from.at('fieldRef', 'fieldPath').text();
    from.at('fieldRef', 'apiVersion').take();
    if (isDropped(field ?? ''))
      from.at('fieldRef').note('Pods do not have it here: those that tell workloads apart are Slipway’s.');
    const container = from.at('resourceFieldRef', 'containerName');
    if (container.value === draft.container) container.take();
    const named = from.at('resourceFieldRef', 'resource').text();
    const resource = RESOURCE_FIELDS.find((path) => path === named);
    // The API server writes 0 where nobody said one.
    const divisor = from.at('resourceFieldRef', 'divisor').text()?.replace(/^0$/, '') ?? '';
    if (field !== undefined) draft.env.set(name, { value: new Call('podField', field), input });
    else if (resource !== undefined && ['', ...unitsOf(resource)].includes(divisor)) {
      const options = { divisor: divisor || undefined };
      draft.env.set(name, { value: callWith('resourceField', [resource], options), input });
    } else from.leave('Slipway has no option for it.');
  }
}

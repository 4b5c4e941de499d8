import { join } from 'node:path';
import { columns } from '../../review';
import { type SourceLine, sourceLineText } from './declared-line';
import type { Explainer } from './explainer';
import { type Explanation, indented } from './explanation';
import { lineOriginText } from './origin';
import { nameOf, type ExplainTarget } from './explain-target';

/** The source that declares a resource of the last synth, and who wrote that. */
export async function explainResource(
  explainer: Explainer,
  target: ExplainTarget & { readonly kind: 'resource' },
): Promise<Explanation> {
  const { record, history } = explainer;
  const { stack, address } = target;
  const owner = record?.stacks[stack];
  const resource = owner?.resources[address];
  if (owner === undefined || resource === undefined)
    throw new Error(`${nameOf(target)} was found, but is not in the record.`);
  const { environment } = owner;
  const within = resource.construct.split('/').slice(1);
  const declared = declaredAt(explainer, environment, within, resource.file);
  const written = declared && (await history.ofLine(declared));
  const origin = written && lineOriginText(written);
  const settings =
    environment === null || resource.file?.startsWith('environments/') === true
      ? undefined
      : explainer.lines.settings(environment, within[0] ?? '');
  const about = relatedThing(explainer, environment, within);
  return {
    json: {
      ...{ stack, address, environment },
      construct: resource.construct,
      protected: resource.protected,
      declaredAt: declared === undefined ? null : sourceLineText(declared),
      written,
      settingsAt: settings === undefined ? null : sourceLineText(settings),
      partOf: about ?? null,
    },
    text: [
      `${address} in the stack ${stack}`,
      ...columns([
        [
          'declared',
          declared === undefined ? 'in a file that is not known' : sourceLineText(declared),
          origin ?? '',
        ],
        ...(settings === undefined ? [] : [['settings', sourceLineText(settings)]]),
        ['construct', resource.construct],
        ...(resource.protected ? [['protected', 'Terraform refuses to destroy it']] : []),
      ]).map(indented),
      ...(about === undefined ? [] : [`It belongs to ${about}: \`npx slipway why ${about}\`.`]),
    ].join('\n'),
  };
}

/** The keys under which an environment declares what belongs to a construct of one of its stacks, by the path in the stack. */
function keysOf(within: readonly string[], pools: ReadonlySet<string>): readonly string[] | undefined {
  const [first = '', second = ''] = within;
  if (first.startsWith(':')) return [first.slice(1), second];
  return pools.has(first) ? ['pools', first, 'slots', second] : undefined;
}

function declaredAt(
  { context, lines, root }: Explainer,
  environment: string | null,
  within: readonly string[],
  file: string | null,
): SourceLine | undefined {
  const declared = context.input.environments.find(({ name }) => name === environment);
  const isOfEnvironment = declared?.file !== undefined && file !== null && join(root, file) === declared.file;
  if (declared !== undefined && isOfEnvironment) {
    const keys = keysOf(within, new Set(Object.keys(declared.pools)));
    return lines.inEnvironment(declared.name, keys ?? []) ?? lines.named(declared.file, declared.name);
  }
  if (file === null) return undefined;
  return lines.named(join(root, file), within[0] ?? '');
}

/** The workload or the machine that a resource is part of, as it is typed. */
function relatedThing(
  { context }: Explainer,
  environment: string | null,
  [first = '', second = '']: readonly string[],
): string | undefined {
  const { project, environments } = context.input;
  const declared = environments.find(({ name }) => name === environment);
  if (declared === undefined) return undefined;
  const { services, jobs = [] } = project.props;
  if ([...services, ...jobs].some(({ name }) => name === first))
    return nameOf({ kind: 'workload', environment: declared.name, workload: first });
  const isSlot = declared.pools[first] !== undefined && !second.startsWith('base-');
  return isSlot
    ? nameOf({ kind: 'machine', environment: declared.name, pool: first, slot: second })
    : undefined;
}

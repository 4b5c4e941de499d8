import { isObject, items, type Json, textOf } from '../../../core/json';
import { type Difference, dotted } from '../../diff';
import type { Block } from '../../synth';
import { type Risk, type RiskRule, risksOf } from '../risk';

const risk = risksOf('privileges');

/** Whose code Terraform runs, with all the rights that it has itself: providers, modules, and commands. */
export const code: RiskRule = ({
  change: { block, before, after, withStack },
  leafDifferences,
  inProtected,
}) => [
  ...(block.address === 'terraform.required_providers' && !withStack
    ? leafDifferences.flatMap(ofProviders)
    : []),
  ...(block.kind === 'module' ? ofModule(before, after, inProtected) : []),
  ...(block.type === 'helm_release' ? ofChart(before, after, inProtected) : []),
  ...ofCommands(before, after),
];

/** Names of one provider: `aws`, `hashicorp/aws`, `registry.terraform.io/hashicorp/aws`. */
function sourceOf(value: Json | undefined): string {
  const name = textOf(value).replace(/^registry\.(terraform\.io|opentofu\.org)\//, '');
  return name === '' || name.includes('/') ? name : `hashicorp/${name}`;
}

function ofProviders({ path, before, after }: Difference): readonly Risk[] {
  const [name = '', argument] = dotted(path).split('.');
  const [old, head] = [sourceOf(before), sourceOf(after)];
  if (argument !== 'source' || old === '' || head === '' || old === head) return [];
  return [risk(`takes the provider ${name} from ${head} in place of ${old}`, true)];
}

/** The tag or commit of a source in git. */
const VERSION = /\?ref=[^&]*$/;

function ofModule(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
): readonly Risk[] {
  const [old, head] = [before, after].map((block) => textOf(block?.arguments['source']));
  if (old === undefined || head === undefined || old === '' || head === '') return [];
  // Another version from the same place is as with `version`.
  if (old.replace(VERSION, '') === head.replace(VERSION, '')) return [];
  return [risk(`takes the module from ${head} in place of ${old}`, inProtected)];
}

/** A chart is taken by its name from a repository, or by its address. */
function ofChart(before: Block | undefined, after: Block | undefined, inProtected: boolean): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const [old, head] = [before, after].map(({ arguments: args }) =>
    ['repository', 'chart']
      .map((name) => textOf(args[name]))
      .filter((text) => text !== '')
      .join(' '),
  );
  return old === head
    ? []
    : [risk(`takes the chart from ${String(head)} in place of ${String(old)}`, inProtected)];
}

/** What runs a command on the machine on which Terraform runs, or on one that it reaches. */
function ofCommands(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  const known = commandsOf(before);
  const fresh = [...commandsOf(after)].filter(([name, text]) => known.get(name) !== text);
  return fresh.map(([name]) =>
    risk(`runs ${known.has(name) ? 'another' : 'a'} command at apply (${name})`, true),
  );
}

/** Name of what runs it → all that it is told. */
function commandsOf(block: Block | undefined): ReadonlyMap<string, string> {
  if (block?.address.startsWith('data.external.') === true)
    return new Map([['data.external', JSON.stringify(block.arguments['program'])]]);
  if (block?.kind !== 'resource') return new Map();
  const runs = items(block.arguments['provisioner']).flatMap((each) =>
    isObject(each) ? Object.entries(each) : [],
  );
  const names = [...new Set(runs.map(([name]) => name))].filter((name) => name !== 'file');
  return new Map(
    names.map((name) => [
      name,
      JSON.stringify(runs.filter(([other]) => other === name).map(([, told]) => told)),
    ]),
  );
}

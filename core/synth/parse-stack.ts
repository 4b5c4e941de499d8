import { at, entryOf, isObject, items, type Json, type JsonObject, only, textOf } from '../json';
import type { StackRecord } from '../record';
import { labelled } from './block-form';
import type { Block, BlockKind, Move, Removal, Stack } from './synth';

/** Blocks with two labels, type and name. */
const TYPED = { resource: '', data: 'data.' } as const satisfies Partial<Record<BlockKind, string>>;
/** Blocks with one label. */
const NAMED: ReadonlySet<string> = new Set<BlockKind>(['provider', 'variable', 'output', 'terraform']);
/** Parts that are read separately, or are cdktf's own metadata. */
const APART: ReadonlySet<string> = new Set(['//', 'moved', 'removed']);

/** Parses a stack from its `cdk.tf.json`, in which nothing is among {@link wrongBlocks}, and its entry in the record. */
export function parseStack(name: string, json: JsonObject, record: StackRecord): Stack {
  const blocks = Object.entries(json)
    .filter(([kind]) => !APART.has(kind))
    .flatMap(([kind, body]) => blocksOf(kind, body, record));
  return {
    name,
    environment: record.environment,
    blocks: new Map(blocks.map((block) => [block.address, block])),
    moved: items(json['moved']).flatMap(moveOf),
    removed: items(json['removed']).flatMap(removalOf),
    imported: items(json['import']).map((block) => textOf(at(block, 'to'))),
    notSecrets: record.notSecrets ?? [],
  };
}

function blocksOf(kind: string, body: Json, record: StackRecord): readonly Block[] {
  if (kind === 'resource' || kind === 'data')
    return labelled(body).flatMap(([type, named]) =>
      labelled(named).flatMap(([name, blocks]) =>
        items(blocks).map((block) =>
          declared({ kind, type, name }, `${TYPED[kind]}${type}.${name}`, block, record),
        ),
      ),
    );
  if (kind === 'module')
    return labelled(body).flatMap(([name, blocks]) =>
      items(blocks).map((block) => declared({ kind, type: kind, name }, `module.${name}`, block, record)),
    );
  if (NAMED.has(kind))
    return labelled(body).flatMap(([name, block]) => settings(kind as BlockKind, name, block));
  return [setting('other', kind, '', body)];
}

/** A block that a construct declares. */
function declared(
  { kind, type, name }: Pick<Block, 'kind' | 'type' | 'name'>,
  address: string,
  body: Json,
  { resources }: StackRecord,
): Block {
  const { '//': note, ...args } = isObject(body) ? body : {};
  const known = entryOf(resources, address);
  const path = at(note, 'metadata', 'path');
  return {
    kind,
    address,
    type,
    name,
    arguments: args,
    construct: known?.construct ?? (typeof path === 'string' ? path : null),
    file: known?.file ?? null,
    protected: at(only(args['lifecycle']), 'prevent_destroy') === true,
  };
}

/** A provider is a list, with one item for each alias. */
function settings(kind: BlockKind, name: string, body: Json): readonly Block[] {
  return items(body).map((block) => {
    const alias = at(block, 'alias');
    return setting(kind, kind, typeof alias === 'string' ? `${name}.${alias}` : name, block);
  });
}

function setting(kind: BlockKind, type: string, name: string, body: Json): Block {
  const args = isObject(body) ? body : { value: body };
  const address = name === '' ? type : `${type}.${name}`;
  return { kind, address, type, name, arguments: args, construct: null, file: null, protected: false };
}

function moveOf(block: Json): readonly Move[] {
  const [from, to] = [at(block, 'from'), at(block, 'to')];
  return typeof from === 'string' && typeof to === 'string' ? [{ from, to }] : [];
}

function removalOf(block: Json): readonly Removal[] {
  const from = at(block, 'from');
  if (typeof from !== 'string') return [];
  return [{ from, destroy: at(only(at(block, 'lifecycle')), 'destroy') !== false }];
}

import { countOf, firstOf, shortHash } from '../../core/text';
import { groupBy } from '../group-by';
import type { MovedImage, Promotion, PromotionStep, Review, SourcePart } from '../view';

/** What ships of one thing, or of several alike. */
export interface Shipped {
  /** A service, several services, or a kind of image. */
  readonly subject: string;
  readonly lines: readonly ShippedLine[];
}

export interface ShippedLine {
  readonly text: string;
  /** What it brings, as `id subject`. */
  readonly commits: readonly string[];
}

/** Further services or parts are only counted. */
const MOST = 5;

/** What ships, each cause once: images that others are made from, then what services run, and the sources that changed. */
export function shippedIn({
  movedImages = [],
  promotions,
}: Pick<Review, 'movedImages' | 'promotions'>): readonly Shipped[] {
  const withSource = promotions.filter(({ source }) => source.length > 0);
  const alike = groupBy(withSource, ({ source }) => sourceLine(source));
  return [
    ...movedImages.map(movedLine),
    ...promotions.flatMap(({ service, steps, source }): readonly Shipped[] => {
      const text = sourceLine(source);
      const others = source.length === 0 ? [] : (alike.get(text) ?? []);
      const told = { text, commits: [] };
      const own = [...steps.map(stepOf), ...(others.length === 1 ? [told] : [])];
      // The first of the services whose sources changed alike tells it for all.
      const shared = others.length > 1 && others[0]?.service === service;
      return [
        ...(own.length === 0 ? [] : [{ subject: service, lines: own }]),
        ...(shared ? [{ subject: namesOf(others), lines: [told] }] : []),
      ];
    }),
  ];
}

function namesOf(promotions: readonly Promotion[]): string {
  return firstOf(
    promotions.map(({ service }) => service),
    MOST,
  );
}

function stepOf({ environments, before, after, from, commits = [] }: PromotionStep): ShippedLine {
  const source = from === null ? '' : ` (as ${from} ran it)`;
  return { text: `${environments.join(', ')}: ${digestOf(before)} → ${digestOf(after)}${source}`, commits };
}

function digestOf(digest: string | null): string {
  return digest === null ? 'nothing' : shortHash(digest);
}

function sourceLine(source: readonly SourcePart[]): string {
  const parts = source.map(({ change, part }) => `${change} ${part.replace(/^file /, '')}`);
  return `source: ${firstOf(parts, MOST)}`;
}

function movedLine({ kind, before, after, of }: MovedImage): Shipped {
  const [[oldName, old], [name, head]] = [partsOf(before), partsOf(after)];
  const images =
    oldName === name
      ? `${name === '' ? '' : `${name}: `}${shortened(old)} → ${shortened(head)}`
      : `${oldName}@${shortened(old)} → ${name}@${shortened(head)}`;
  return {
    subject: kind === 'base' ? 'base image' : 'machine image',
    lines: [{ text: `${images}, ${kind === 'base' ? buildsOf(of) : machinesOf(of)}`, commits: [] }],
  };
}

function buildsOf(of: MovedImage['of']): string {
  return `in ${firstOf(
    of.map(({ name }) => name),
    MOST,
  )}`;
}

function machinesOf(of: MovedImage['of']): string {
  const pools = of.map(
    ({ environment = '', name, machines = 0 }) =>
      `${countOf(machines, 'machine')} of ${name} in ${environment}`,
  );
  return `for ${firstOf(pools, MOST)}`;
}

/** `debian:12@sha256:…` → the name and the digest; the name of a digest alone is empty. */
function partsOf(reference: string): readonly [name: string, digest: string] {
  const at = reference.lastIndexOf('@');
  if (at >= 0) return [reference.slice(0, at), reference.slice(at + 1)];
  return /^sha\d+:[0-9a-f]+$/.test(reference) ? ['', reference] : [reference, ''];
}

function shortened(digest: string): string {
  return digest === '' ? 'no digest' : digest.replace(/^(sha\d+:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}

import type { Review } from '../view';

/** The comment's first, invisible line, by which the next run finds the comment for this project and these environments. */
export function commentMarker({ project, environments }: Pick<Review, 'project' | 'environments'>): string {
  const key = `${project} ${[...environments].sort().join(',')}`
    .replace(/[^\w ,.-]/g, '_')
    .replace(/--+/g, '-');
  return `<!-- slipway diff: ${key} -->`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Composition } from 'slipway';
import { composition as mastodon } from '../mastodon/composition';
import { composition as onlineBoutique } from '../online-boutique/composition';
import { composition as sockShop } from '../sock-shop/composition';
import type { Application } from './application';
import { parseFields } from './manifest';
import { manifestsOf } from './objects';
import { resourcesOf } from './synthesise';

/** The folders of the applications, and what they compose. */
export const APPLICATIONS = {
  'online-boutique': onlineBoutique,
  'sock-shop': sockShop,
  mastodon,
} as const satisfies Readonly<Record<string, Composition>>;

export type ApplicationName = keyof typeof APPLICATIONS;

/** The environment that is as the application's authors ship it. */
const MEASURED = 'dev';

/** Synthesises an application, beside its field list. */
export function applicationOf(name: ApplicationName): Application {
  const composition = APPLICATIONS[name];
  return {
    project: composition.project.name,
    environment: MEASURED,
    listed: parseFields(readFileSync(join(__dirname, '..', name, 'fields.tsv'), 'utf8')),
    made: manifestsOf(resourcesOf(composition, MEASURED)),
    finishing: (composition.project.props.jobs ?? []).flatMap((job) =>
      'after' in job.props ? [job.name] : [],
    ),
  };
}

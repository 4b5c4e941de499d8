import { normalize } from 'node:path/posix';
import { checkImageReference } from '../../../constructs/image-build';
import { mentionsSecret } from '../../../core/secrets';
import { canonical, isObject, type Json } from '../../../core/json';
import { uses } from '../connect';
import type { Draft } from '../draft';
import { isSecret } from '../held-secrets';
import { prebuiltSource, wholeReference } from '../images';
import type { Input } from '../input';
import { Call, Name, type Source } from '../source';
import { pairsIn } from './pairs';
import type { ComposeContext } from './context';

/** What two services have in common that run the same. */
export function imageKey(service: Json): string {
  if (!isObject(service)) return '';
  const { build = null, image = null } = service;
  return canonical(build === null ? ['image', image] : ['build', build]);
}

/**
 * What a service runs: what is built here, or an image of others. Services that build the same have one image.
 * @returns whether there is one
 */
export function readImage(draft: Draft, service: Input, context: ComposeContext): boolean {
  const build = service.at('build');
  const image = service.at('image');
  if (build.isThere) {
    // What is built is called after the project's registry and the service.
    image.take();
    const builder = context.builders.get(imageKey(service.value ?? null));
    if (builder !== undefined && uses(draft, builder)) {
      build.take();
      draft.props['image'] = new Name(`${builder.variable}.image`);
      return true;
    }
    const source = buildSource(build, context);
    if (source === undefined) return false;
    context.builders.set(imageKey(service.value ?? null), draft);
    draft.props['image'] = source;
    return true;
  }
  const written = image.text();
  const reference = written === undefined ? undefined : wholeReference(written);
  if (reference !== undefined) {
    draft.props['image'] = prebuiltSource(reference);
    return true;
  }
  service.take();
  const [fault] = written === undefined || written === '' ? [] : checkImageReference(written, '');
  service.leave(
    `It is left out: ${fault === undefined ? 'it has no image and no build' : 'its image is not an image reference'}.`,
  );
  return false;
}

function buildSource(build: Input, { folder }: ComposeContext): Call | undefined {
  const isShort = typeof build.value === 'string';
  const context = isShort ? build.text() : (build.at('context').text() ?? '.');
  if (
    context === undefined ||
    !/^\.{0,2}(\/|$)|^[\w.-]+(\/|$)/.test(context) ||
    /^(\/|[a-z+]+:|git@)/i.test(context)
  ) {
    build.leave(
      'It is left out: its context lies outside of the folder. Copy it here, or give the image that it builds.',
    );
    return undefined;
  }
  const path = [folder, context.replace(/^\.\/?/, context.startsWith('..') ? '$&' : '')]
    .filter((part) => part !== '')
    .join('/');
  // From `services/<name>`, the project is two folders up.
  if (normalize(path).startsWith('../../..'))
    build.note(
      'Its context lies outside of the project, from where no image is built: run init beside the Compose file, or move the source into the project.',
    );
  const options: { [option: string]: Source | undefined } = {
    context: new Name(`\`\${__dirname}/${path.replace(/\/+$/, '').replace(/[`\\]|\$\{/g, '\\$&')}\``),
  };
  if (!isShort) {
    options['dockerfile'] = build.at('dockerfile').text();
    options['target'] = build.at('target').text();
    const args = argumentsOf(build.at('args'));
    if (Object.keys(args).length > 0) options['arguments'] = args;
    build.at('dockerfile_inline').leave('Write it to a file: Dockerfile.');
    for (const key of [
      'cache_from',
      'cache_to',
      'no_cache',
      'pull',
      'tags',
      'platforms',
      'network',
      'shm_size',
      'labels',
    ])
      build
        .at(key)
        .leave('It changes how the image is built, not what comes out: BuildKit and the registry decide it.');
  }
  return new Call('image', options);
}

function argumentsOf(args: Input): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairsIn(args).flatMap(([name, value, input]) => {
      if (value !== undefined && !isSecret(name, value) && !mentionsSecret(name, value))
        return [[name, value] as const];
      input.leave(
        value === undefined
          ? 'It is taken from the machine that builds: give it in `arguments`.'
          : 'It looks like a secret, and what is an argument of a build stays in the image.',
      );
      return [];
    }),
  );
}

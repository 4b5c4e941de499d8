/** The parts of an image's name, as a person writes it: `repository[:tag][@digest]`. */
export interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Takes an image's name apart. Nothing is checked, nothing is added.
 *
 * @see https://github.com/distribution/reference
 * @example
 * parseImageReference('docker.io/library/redis:7.4'); // { repository: 'docker.io/library/redis', tag: '7.4' }
 */
export function parseImageReference(text: string): ImageReference {
  const [name = '', ...digest] = text.split('@');
  const colon = name.lastIndexOf(':');
  // A colon before the last slash begins the port of a registry.
  const tagged = colon > name.lastIndexOf('/');
  return {
    repository: tagged ? name.slice(0, colon) : name,
    ...(tagged ? { tag: name.slice(colon + 1) } : {}),
    ...(digest.length > 0 ? { digest: digest.join('@') } : {}),
  };
}

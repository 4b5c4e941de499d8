/** Manifests of one platform and of several, of OCI and of Docker: a registry may hide what one does not accept. */
export const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** What is read of a manifest. */
export interface Manifest {
  /** The images of an index. */
  readonly manifests?: readonly Named[];
  readonly config?: Named;
  readonly layers?: readonly Named[];
}

interface Named {
  readonly digest: string;
  readonly platform?: { readonly os?: string };
  /** Where it is to be had instead of in a registry. */
  readonly urls?: readonly string[];
}

export function isManifest(contentType: string | null, body: unknown): body is Manifest {
  const type = (contentType ?? '').split(';')[0] ?? '';
  return MANIFESTS.includes(type) && typeof body === 'object' && body !== null;
}

/** What a registry has to have beside a manifest, for a node to run it. */
export function namedBy({ manifests = [], config, layers = [] }: Manifest): {
  readonly images: readonly string[];
  readonly blobs: readonly string[];
} {
  const blobs = [...(config === undefined ? [] : [config]), ...layers];
  return {
    // What says how an image was built is in an index as an image for no platform: nobody runs it.
    images: manifests.flatMap(({ digest, platform }) => (platform?.os === 'unknown' ? [] : [digest])),
    blobs: blobs.flatMap(({ digest, urls = [] }) => (urls.length > 0 ? [] : [digest])),
  };
}

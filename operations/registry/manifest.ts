/**
 * The media types of manifests and indexes, of OCI and of Docker. A registry may hide types that the client does not accept.
 */
export const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** The parts of a manifest that we read. */
export interface Manifest {
  /** The images of an index. */
  readonly manifests?: readonly Named[];
  readonly config?: Named;
  readonly layers?: readonly Named[];
}

/** What a manifest or an index refers to. */
export interface Named {
  readonly digest: string;
  readonly platform?: { readonly os?: string };
  readonly annotations?: Readonly<Record<string, string>>;
  /** Where to download the blob, if it is not in the registry. */
  readonly urls?: readonly string[];
}

export function isManifest(type: string, body: unknown): body is Manifest {
  return MANIFESTS.includes(type) && typeof body === 'object' && body !== null;
}

/**
 * Whether what an index lists says how an image was built: it is listed as an image for an unknown platform, and nobody runs it.
 *
 * @see https://docs.docker.com/build/metadata/attestations/attestation-storage/
 */
export function isAttestation({ platform, annotations = {} }: Named): boolean {
  return platform?.os === 'unknown' || annotations['vnd.docker.reference.type'] === 'attestation-manifest';
}

/** What a registry must have besides the manifest, for a node to run the image. */
export function namedBy({ manifests = [], config, layers = [] }: Manifest): {
  readonly images: readonly string[];
  readonly blobs: readonly string[];
} {
  const blobs = [...(config === undefined ? [] : [config]), ...layers];
  return {
    images: manifests.flatMap((named) => (isAttestation(named) ? [] : [named.digest])),
    blobs: blobs.flatMap(({ digest, urls = [] }) => (urls.length > 0 ? [] : [digest])),
  };
}

import { z } from '../../core/zod';
import { publishedSchema } from '../../core/json-file';
import { NAME_FORM } from '../../core/kubernetes';
import { FORM } from '../../core/text';

const text = (title: string, description: string) => z.string().regex(/\S/).meta({ title, description });

const slot = z
  .string()
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?\/(0|[1-9][0-9]*|[a-z]([a-z0-9-]*[a-z0-9])?)$/)
  .meta({
    id: 'slot',
    title: "a slot: the pool's name, a slash, and an index or a name",
    description: 'Write it such as nodes/0 or nodes/db, in lower case.',
  });

const digest = z.string().regex(FORM.machineImageDigest).meta({
  id: 'digest',
  title: 'the digest of an image: sha256: and 64 hex digits, or sha512: and 128, in lower case',
  description: 'Copy it from the environment, or bring the line back from git.',
});

const host = text(
  'the name of a host',
  'Write the name that the environment gives the host in `hypervisors`, such as rack1-a.',
).meta({ id: 'host' });

const image = z
  .strictObject({
    name: text(
      'what people call the image, such as debian-12',
      'Write the name that the environment gives it.',
    ),
    source: z
      .string()
      .regex(/^(https?:\/\/[^\s/@]+\/|\/)\S+$/)
      .meta({
        title: 'an http or https URL, or an absolute path',
        description: 'Write where a host gets the image.',
      }),
    architecture: z.enum(['amd64', 'arm64']).meta({
      title: 'amd64 or arm64',
      description: 'Write the processors that the image runs on.',
    }),
  })
  .meta({
    id: 'image',
    title: 'an object: the name, the source and the architecture of an image',
    description: 'Write what `machineImage` in the environment takes beside the digest.',
  });

export const PLACEMENT = z
  .strictObject({
    /** Where an editor finds the schema. */
    $schema: text(
      'the path or the address of this schema',
      'It lets an editor check and complete the file: "../../schemas/placement.schema.json", or the same file below node_modules/slipway.',
    ).optional(),
    environment: z.string().regex(NAME_FORM.serviceName).meta({
      title:
        "the environment's name: lower-case letters, digits and hyphens, beginning with a letter, at most 63",
      description: 'Write the name of the folder that the file is in.',
    }),
    /** Digest → image: all that a pin names, since the environment itself knows only where its pools are to go. */
    images: z
      .record(digest, image)
      .meta({
        title: 'an object: an image for each digest',
        description:
          'Keep here what each image is that a slot runs. `npx slipway place` and `npx slipway roll` write it.',
      })
      .optional(),
    slots: z.record(slot, host).meta({
      title: 'an object: a host for each slot',
      description:
        'Say for each slot that the environment declares on which of its hosts it runs. `npx slipway place` writes it.',
    }),
    /**
     * What each slot runs, until a roll reaches it: the image of its pool in the environment is only the target.
     * @default every slot runs its pool's image, and changes with it
     */
    pins: z
      .record(slot, digest)
      .meta({
        title: 'an object: the digest of an image for each slot',
        description:
          "Say for each slot which image it runs. Without pins every slot runs its pool's image, and changes with it.",
      })
      .optional(),
    /**
     * Slots that are not declared any more, and the host that each was on. An index is never reused for another place:
     * declared again, the slot comes back to that host, where disks of its name may be kept, or not at all.
     */
    removed: z.record(slot, host).meta({
      title: 'an object: the former host of each slot that was removed',
      description:
        'Keep here the slots that are not declared any more, each with the host that it was on: declared again, a slot comes back to that place, where disks of its name may be kept. {} while none was removed.',
    }),
  })
  .meta({
    title: 'a placement file: an object',
    description:
      "Which slot of an environment's pools runs on which host, and from which image. Stored as environments/<environment>/placement.json, written by `npx slipway place <environment>` and `npx slipway roll <environment> <pool>`, only read by a synth.",
  });

/** The JSON Schema of placement files, as schemas/placement.schema.json publishes it. */
export function placementSchema(): object {
  return publishedSchema(PLACEMENT);
}

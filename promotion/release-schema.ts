import { z } from '../core/zod';
import type { Digest } from '../constructs/image-build';
import { publishedSchema, unique, withConditions } from '../core/json-file';
import { NAME_FORM } from '../core/kubernetes';
import { FORM } from '../core/text';

/** Text that people read on a terminal and in reports. */
const TEXT =
  // eslint-disable-next-line no-control-regex -- those are what is refused
  /^(?=[^]*\S)[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/;

const text = (title: string, description: string) =>
  z
    .string()
    .regex(TEXT)
    .meta({ title: `${title}, without control characters`, description });

const name = (whose: string, description: string) =>
  z
    .string()
    .regex(NAME_FORM.serviceName)
    .meta({
      title: `the ${whose}'s name: lower-case letters, digits and hyphens, beginning with a letter, at most 63`,
      description,
    });

const digest = typed<Digest>(
  z.string().regex(FORM.digest).meta({
    id: 'digest',
    title: 'an image digest: sha256: and 64 hexadecimal digits in lower case, not that of an empty file',
    description:
      'Copy the digest that the registry gave for the image. A tag or an image name is not a digest.',
  }),
);

const instant = z.iso.datetime({ precision: 0 }).meta({
  id: 'instant',
  title: 'an instant in UTC, to the second, such as 2026-11-24T08:00:00Z',
  description:
    'Write it as date -u +%Y-%m-%dT%H:%M:%SZ prints it. One form for all, so that times can be compared by eye and sorted as text.',
});

export const RECORD = z
  .strictObject({
    digest,
    /** The hash of everything that went into the build. */
    sourceHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({
        title: 'a source hash: 64 hexadecimal digits in lower case',
        description:
          'Copy the source hash of the build that made this digest. It covers everything that went into the image.',
      }),
    /** The whole id of the commit that the image was built from. */
    commit: z
      .string()
      .regex(/^(?!0+$)([0-9a-f]{40}|[0-9a-f]{64})$/)
      .meta({
        title:
          'a whole git commit id: 40 hexadecimal digits in lower case (64 in a SHA-256 repository), not all of them 0',
        description:
          'Write the commit that the image was built from, as git rev-parse prints it. A branch or a short id can come to mean another commit.',
      }),
    /** What the image runs on, e.g. `linux/amd64`. */
    platforms: unique(
      z
        .array(
          z.string().regex(FORM.platform).meta({
            title: 'a platform: system/architecture, or system/architecture/variant',
            description: 'Write it as the image index names it, such as linux/amd64 or linux/arm/v7.',
          }),
        )
        .min(1),
    ).meta({
      title: 'a list of at least one platform, each once',
      description: 'List what the image runs on, such as ["linux/amd64"].',
    }),
    /** When the record was written: UTC, to the second, e.g. `2026-11-24T08:00:00Z`. */
    recordedAt: instant,
    /** Set if no registry holds the digest: the image is still to be built. */
    sample: z
      .literal(true)
      .meta({
        title: 'true, or absent',
        description:
          'Write true if no registry holds this digest: the record only shows how a release looks, and the image is still to be built.',
      })
      .optional(),
    /** Why the same source was built again: this is another image of it than the one that was recorded first. */
    rebuild: text(
      'a text',
      'Say why the same source was built again, such as a patched base. Leave it out for the first image of a source.',
    ).optional(),
  })
  .meta({
    id: 'record',
    title: 'a record: an object',
    description: 'Describe one image: its digest, and what it was built from.',
  });

export const OVERRIDE = z.enum(['soak', 'freeze', 'hold', 'rolledBack', 'skip', 'group']).meta({
  title: 'one of soak, freeze, hold, rolledBack, skip, group',
  description:
    'No other rule can be overridden. With skip, an environment further back must have verified the digest.',
});

export const EVENT = withConditions(
  z.strictObject({
    /** UTC, to the second. */
    at: instant,
    event: z.enum(['selected', 'verified', 'restored', 'rejected']).meta({
      title: 'one of selected, verified, restored, rejected',
      description:
        'selected: from then on the environment was to run the digest. verified: it was seen to run here as it should. restored: a rollback selected it again. rejected: it may never be selected again.',
    }),
    digest,
    /** Who or what did it: a name, a note, the address of a run or of a pull request. */
    by: text(
      'a name, a note or an address',
      'Name who or what did it, so that a reader can follow it up: a person, or the address of a run or a pull request.',
    ),
    /** Required where the event is `restored` or `rejected`, and beside `overrides`. */
    reason: text('a text', 'Say why, for those who read the history later.').optional(),
    /** Only where the event is `selected` or `restored`. */
    overrides: unique(z.array(OVERRIDE).min(1))
      .meta({
        title: 'a list of at least one overridden rule, each once',
        description:
          'List the rules that a person overrode when the digest was selected: soak, freeze, hold (a rollback that was to stay), rolledBack (an environment left this digest by a rollback), skip (a hotfix did not wait for the environment before) or group (a service moved without the others of its group). Give the reason beside it.',
      })
      .optional(),
    /** What `ssh-keygen -Y sign` made of the event and its place, on one line. */
    signature: z
      .string()
      .regex(/^U1NIU0lH[A-Za-z0-9+/]{1,12000}={0,2}$/)
      .meta({
        title: 'an SSH signature on one line: base64, without the lines of BEGIN and END',
        description:
          'The commands write it where an environment asks for signed events, and `npx slipway sign` where a person vouches for what is there. Nobody can write it by hand.',
      })
      .optional(),
  }),
  [
    { where: { overrides: [] }, key: 'reason' },
    { where: { event: ['restored', 'rejected'] }, key: 'reason' },
    {
      where: { event: ['verified', 'rejected'] },
      key: 'overrides',
      refused: {
        title: 'absent where nothing is selected',
        description:
          'A rule is overridden by the event that selects a digest in spite of it. Move the overrides there.',
      },
    },
  ],
).meta({
  id: 'event',
  title: 'an event: an object',
  description: 'Say what happened to which digest, when, and by whom or what.',
});

export const RELEASE = z
  .strictObject({
    /** Where an editor finds the schema. */
    $schema: text(
      'the path or the address of this schema',
      'It lets an editor check and complete the file: "../../../schemas/release.schema.json", or the same file below node_modules/slipway.',
    ).optional(),
    /** A remark for people. */
    note: text('a text', 'A remark for people who open the file. Slipway does not read it.').optional(),
    environment: name('environment', "Write the name of the environment's folder, in which `releases` is."),
    service: name('service', 'Write the name of the file, without .json.'),
    /** What the environment runs: the digest of the last `selected` or `restored` event, null while there is none. */
    selected: typed<Digest>(z.string().regex(FORM.digest)).nullable().meta({
      title: 'null or an image digest: sha256: and 64 hexadecimal digits in lower case',
      description:
        'Write the digest of the record that this environment shall run, or null while nothing was ever selected. A tag or an image name is not a digest.',
    }),
    /** The images that arrived, the oldest first. */
    records: z.array(RECORD).meta({
      title: 'a list of records',
      description:
        'List the images that arrived in this environment, the oldest first. A record is never changed or removed.',
    }),
    /** What happened to them, the oldest first. */
    history: z.array(EVENT).meta({
      title: 'a list of events',
      description:
        'List what happened to the recorded digests here, the oldest first. An event is never changed or removed.',
    }),
  })
  .meta({
    title: 'a release file: an object',
    description:
      'One service in one environment: the image digests it may run, the one it runs, and what happened to them. Stored as environments/<environment>/releases/<service>.json. Records and history only ever grow at their end.',
  });

/**
 * The JSON Schema of release files, as schemas/release.schema.json publishes it.
 *
 * @example
 * JSON.stringify(releaseSchema(), undefined, 2);
 *
 * @see https://json-schema.org/
 */
export function releaseSchema(): object {
  return publishedSchema(RELEASE);
}

/** Text of which the pattern proves the type. */
function typed<T extends string>(schema: z.ZodString): z.ZodType<T> {
  return schema as unknown as z.ZodType<T>;
}

import { z } from '../zod';
import { publishedSchema } from '../json-file';
import { FORM } from '../text';
import type { SlipwayRecord } from './record';

/** More environments, one after the other, than anybody promotes through. */
const MOST_ENVIRONMENTS = 1_000;

const described = (description: string) => z.string().meta({ description });

/** What other programs get as one word, such as the address of a machine. A blank or a line break would be another word to them. */
const word = (description: string) =>
  z
    .string()
    .regex(/^[!-~]*$/)
    .meta({ title: 'printable ASCII without blanks', description });

/** It names a folder: it must not lead out of `stacks`. */
const stackName = z
  .string()
  .regex(/^(?!\.{1,2}$)[\w.-]+$/)
  .meta({
    title: 'the name of a folder',
    description: 'The name of a stack is that of its folder in `stacks`.',
  });

const digest = z.string().regex(FORM.digest).meta({
  id: 'digest',
  title: 'an image digest: sha256: and 64 hexadecimal digits in lower case',
});

const amount = z.number().int().min(0);

const resources = z
  .object({ cpu: z.number().min(0).meta({ description: 'Virtual CPUs.' }), memoryBytes: amount })
  .meta({ id: 'resources' });

const host = z
  .object({
    failureDomain: z.string().optional().meta({
      description: 'What fails together with it, such as its rack. Missing where it fails alone.',
    }),
    cores: amount,
    memoryBytes: amount,
    allocatable: resources,
    promised: resources,
  })
  .meta({ id: 'host' });

const sample = z.boolean().meta({ description: 'Whether no registry has the digest.' });

const service = z
  .object({
    digest: digest
      .nullable()
      .meta({ description: 'Null where the service was never released to this environment.' }),
    sample,
    replicas: z.union([
      amount,
      z.literal('every node').meta({ description: 'A daemon set.' }),
      z.object({ min: amount, max: amount }),
    ]),
    address: described('A public URL, or host and port inside the cluster.').nullable(),
  })
  .meta({ id: 'service' });

const ending = {
  of: described('The service whose image it runs.'),
  digest: digest.nullable().meta({ description: 'Null where no release selects an image.' }),
  sample,
};

const job = z
  .union([
    z
      .object({
        ...ending,
        before: z.array(z.string()).meta({ description: 'The services that are rolled out after it.' }),
      })
      .meta({ id: 'preparingJob', description: 'What a deploy runs once for each image, before services.' }),
    z
      .object({
        ...ending,
        after: z.array(z.string()).meta({ description: 'The services that it waits for.' }),
      })
      .meta({ id: 'finishingJob', description: 'What a deploy runs once for each image, at its end.' }),
    z
      .object({
        ...ending,
        schedule: described('Five fields of cron, or a word such as @daily.'),
        timeZone: z.string(),
      })
      .meta({ id: 'scheduledJob', description: 'What runs on a schedule.' }),
  ])
  .meta({ id: 'job' });

const slot = z
  .object({
    slot: word('Its key in the pool.'),
    host: word('The hypervisor that runs it.'),
    name: word("The machine's name."),
    mac: z
      .string()
      .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)
      .meta({ title: 'a MAC address in lower case' }),
    address: word('Its IPv4 address.'),
    address6: word('Its IPv6 address.').nullable(),
    fqdn: word('Its whole name, where its network has a domain.').nullable(),
    image: described('The digest of the image that it is to run.'),
    instanceId: described(
      'What cloud-init calls it: another one after every replacement on a fresh root disk.',
    ),
    terraformAddress: described('Its Terraform address, in the stack of its host.'),
    users: z.array(word('A name.')).meta({ description: 'Who may log in.' }),
    jump: word('Where to log in first, as ssh -J takes it.').nullable(),
  })
  .meta({ id: 'slot' });

const rules = z
  .object({
    soakSeconds: amount.meta({
      description: 'For how long the environment before must have selected and verified an image.',
    }),
    freezes: z
      .array(z.object({ when: z.string(), reason: z.string() }).meta({ id: 'freeze' }))
      .meta({ description: 'When nothing new is selected.' }),
    checks: z
      .array(z.object({ asks: z.string(), expects: z.string() }).meta({ id: 'check' }))
      .meta({ description: 'What must hold before an image counts as verified.' }),
    signedEvents: z.boolean().meta({
      description: 'Whether what release files say happened must be signed.',
    }),
    survivedHosts: amount.meta({
      description: 'How many hosts may be lost at once, so that all machines fit on the rest.',
    }),
    overcommit: z
      .object({ cpu: z.number().min(0), memory: z.number().min(0) })
      .meta({ description: 'By which factor a host may promise more than it has.' }),
    pools: z.record(
      z.string(),
      z
        .object({
          spread: z
            .enum(['preferred', 'required'])
            .meta({ description: 'Whether two of its machines never share a host.' }),
          maxUnavailable: amount.meta({ description: 'How many of its machines may be down at once.' }),
          quorum: z.boolean().meta({ description: 'Whether a majority of them stays up in any case.' }),
        })
        .meta({ id: 'poolRules' }),
    ),
  })
  .meta({ id: 'rules', description: 'What must hold before images and machines change.' });

const environment = z
  .object({
    name: z.string(),
    after: z
      .union([
        z.string(),
        z.strictObject({ all: z.array(z.string()).min(2) }),
        z.strictObject({ any: z.array(z.string()).min(2) }),
      ])
      .meta({
        title: 'the name of an environment, or { all: […] } or { any: […] } of at least two',
        description:
          'The environment before it in the promotion order; or several, of which all or any must have verified an image.',
      })
      .nullable(),
    protected: z.boolean(),
    rules: rules.optional().meta({ description: 'Missing in what an older Slipway wrote.' }),
    namespace: z.string(),
    services: z.record(z.string(), service),
    jobs: z.record(z.string(), job).optional().meta({
      description: 'What runs once for each image, or on a schedule. Missing where the project has no jobs.',
    }),
    hosts: z.record(z.string(), host),
    nodePool: z.string().optional().meta({
      description:
        'The pool whose machines are the nodes of its cluster. Missing where the cluster has nodes of its own.',
    }),
    pools: z.record(z.string(), z.array(slot)),
  })
  .meta({ id: 'environment' });

const image = z
  .object({
    repository: z.string(),
    sourceHash: z.string(),
    recorded: digest.nullable().meta({
      description: 'The digest that a release holds for this source; null where it is to be built.',
    }),
    manifest: z
      .record(z.string(), z.string())
      .meta({ description: 'What went into the source hash, each with its own.' }),
    takes: z
      .array(z.string())
      .meta({
        description:
          'The images that its Dockerfile takes, such as its base. Missing where it is in another language than that of Docker.',
      })
      .optional(),
  })
  .meta({ id: 'image' });

const resource = z
  .object({
    construct: described('The path of its construct.'),
    file: described('The file that asks for it, relative to the project.').nullable(),
    protected: z.boolean().meta({ description: 'Whether Terraform refuses to destroy it.' }),
  })
  .meta({ id: 'resource' });

const stack = z
  .object({
    environment: z.string().nullable(),
    state: described('What identifies its state; no two stacks have the same.'),
    dependsOn: z.array(z.string()),
    resources: z
      .record(z.string(), resource)
      .meta({ description: 'Terraform address → where it comes from.' }),
    notSecrets: z
      .array(z.object({ construct: z.string(), value: z.string(), reason: z.string() }))
      .optional()
      .meta({
        description: 'What is declared not to be a secret, although it looks like one, by which construct.',
      }),
  })
  .meta({ id: 'stack' });

const finding = z
  .object({
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    path: z.string(),
    message: z.string(),
    value: z.string().optional(),
    advice: z.string(),
  })
  .meta({ id: 'finding' });

/** What a record must hold. It may hold more: a later Slipway's does. */
export const RECORD = z
  .object({
    version: z.literal(1),
    project: z.string(),
    environments: z
      .array(environment)
      .max(MOST_ENVIRONMENTS)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length)
      .meta({
        title: `a list of at most ${MOST_ENVIRONMENTS} environments, each name once`,
        description: 'In promotion order.',
      }),
    images: z.record(z.string(), image).meta({ description: 'Service → its image.' }),
    stacks: z.record(stackName, stack).meta({ description: 'Name → stack.' }),
    findings: z.array(finding),
  })
  .meta({
    title: "Slipway's record of a synth",
    description:
      'cdktf.out/slipway.json: what the synthesised Terraform cannot say of itself. A version gains fields and never loses any: a reader passes over what it does not know.',
  }) satisfies z.ZodType<SlipwayRecord>;

/** The JSON Schema of the record, as schemas/slipway.schema.json publishes it. */
export function recordSchema(): object {
  return publishedSchema(RECORD);
}

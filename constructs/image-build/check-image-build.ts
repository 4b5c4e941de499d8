import { z } from '../../core/zod';
import { type Finding, problem } from '../../core/findings';
import { entry, FORM } from '../../core/text';
import { mentionsSecret, type NotSecret } from '../../core/secrets';
import { NAME_FORM } from '../../core/kubernetes';
import { findingsOf, refuseSecrets, type SecretRefusal, texts } from '../shape';
import { knownTexts } from '../not-secret';
import { checkDigest } from './digest';
import { GIVE_OTHERWISE } from './dockerfile';
import type { ImageBuildProps } from './image-build-props';
import { checkRepository } from './repository';

const LABEL_NAME = /^[A-Za-z0-9][\w./-]*$/;
const SECRET_ID = /^[A-Za-z0-9][\w.-]*$/;
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;
const STAGE = /^[A-Za-z0-9][\w.-]*$/;
/** The names that the OCI image specification reserves for what differs in every commit or build. */
const PER_COMMIT: ReadonlySet<string> = new Set([
  'org.opencontainers.image.created',
  'org.opencontainers.image.revision',
]);

/** For callers without types. */
const IMAGE_BUILD = z.looseObject({
  repository: z.string(),
  root: z.string().optional(),
  context: z.string().optional(),
  dockerfile: z.string().optional(),
  definition: z.string().optional(),
  target: z.string().optional(),
  platform: z.string().optional(),
  builder: z.enum(['classic', 'buildkit']).optional(),
  recorded: z.string().optional(),
  arguments: texts.optional(),
  sharedArguments: texts.optional(),
  labels: texts.optional(),
  secrets: texts.optional(),
});

/** What is wrong with an image build, apart from its source. Callable before any construct exists. */
export function checkImageBuild(props: ImageBuildProps, path: string): readonly Finding[] {
  const wrong = findingsOf(IMAGE_BUILD, props, path);
  // What has the wrong type cannot be judged.
  if (wrong.length > 0) return wrong;
  const { target, platform, recorded } = props;
  const { value: known, notSecrets } = knownTexts({
    arguments: { ...props.sharedArguments, ...props.arguments },
    labels: props.labels ?? {},
  });
  return [
    checkRepository(props.repository, `${path}.repository`),
    Object.entries(known.arguments).flatMap(([name, value]) =>
      checkArgument(name, value, `${path}.arguments.${name}`, notSecrets),
    ),
    refuseSecrets(known.labels, `${path}.labels`, SECRET_LABEL, notSecrets),
    Object.entries(known.labels).flatMap(([name, value]) =>
      checkLabel(name, value, `${path}.labels.${name}`),
    ),
    target === undefined ? [] : checkTarget(target, `${path}.target`),
    platform === undefined ? [] : checkPlatform(platform, `${path}.platform`),
    Object.entries(props.secrets ?? {}).flatMap(([id, variable]) =>
      checkSecret(id, variable, entry(`${path}.secrets`, id)),
    ),
    recorded === undefined ? [] : checkDigest(recorded, `${path}.recorded`),
  ].flat();
}

const SECRET_ARGUMENT: SecretRefusal = {
  rule: 'image/secret-argument',
  message:
    "must not be a secret: an argument stays readable in the image's history, in the synthesised file and in the state",
  advice: GIVE_OTHERWISE,
};

const SECRET_LABEL: SecretRefusal = {
  rule: 'image/secret-label',
  message: 'must not hold a secret: everyone who may pull the image reads its labels',
  advice: 'Give the secret to the container when it runs.',
};

function checkArgument(
  name: string,
  value: string,
  path: string,
  notSecrets: readonly NotSecret[],
): readonly Finding[] {
  if (!NAME_FORM.variable.test(name)) {
    return [
      problem({
        rule: 'image/argument',
        path,
        message: 'must have a name of letters, digits and _, not beginning with a digit',
        value: JSON.stringify(name),
        advice: 'Name it as the ARG line of the Dockerfile does.',
      }),
    ];
  }
  const said = notSecrets.some((each) => each.value === value);
  // Even what is said of a secret counts here: an argument that is empty today is the place for it.
  if (mentionsSecret(name, value) && !said) {
    const { advice, ...refusal } = SECRET_ARGUMENT;
    return [
      problem({
        ...refusal,
        path,
        advice: `${advice} If it is not a secret, give the argument another name, or write notSecret('…', 'reason').`,
      }),
    ];
  }
  const secrets = refuseSecrets(value, path, SECRET_ARGUMENT, notSecrets);
  if (secrets.length > 0) return secrets;
  return checkKnown(value, path);
}

function checkLabel(name: string, value: string, path: string): readonly Finding[] {
  if (!LABEL_NAME.test(name)) {
    return [
      problem({
        rule: 'image/label',
        path,
        message: 'must have a name of letters, digits, ., -, _ and /',
        value: JSON.stringify(name),
        advice: 'Name it like com.example.team.',
      }),
    ];
  }
  if (PER_COMMIT.has(name)) {
    return [
      problem({
        rule: 'image/label-per-commit',
        path,
        message: 'must not be a label: it differs in every commit, and each commit would rebuild every image',
        advice: 'Leave it out: the release records the commit beside the digest.',
      }),
    ];
  }
  return checkKnown(value, path);
}

/** A reference is a token, which is written with `${` too. */
function checkKnown(value: string, path: string): readonly Finding[] {
  if (!value.includes('${')) return [];
  return [
    problem({
      rule: 'image/value-known',
      path,
      message: 'must be known at synth, without ${: the source hash covers the value itself',
      value: JSON.stringify(value),
      advice:
        'Write the value. What differs between environments belongs to the container that runs, not to its image.',
    }),
  ];
}

/** Names alone: a secret itself would be in the synthesised file. */
function checkSecret(id: string, variable: string, path: string): readonly Finding[] {
  const about = { rule: 'image/secret', path };
  if (!SECRET_ID.test(id))
    return [
      problem({
        ...about,
        message: 'must have a name of letters, digits, ., _ and -',
        value: JSON.stringify(id),
        advice: 'Name it as the Dockerfile does: RUN --mount=type=secret,id=npm.',
      }),
    ];
  if (VARIABLE.test(variable)) return [];
  return [
    problem({
      ...about,
      message: 'must be the name of an environment variable, not the secret itself',
      // It may be the secret.
      value: 'not a name in upper-case letters, digits and _',
      advice: 'Write the name of the variable that holds it where the image is built: NPM_TOKEN.',
    }),
  ];
}

function checkTarget(target: string, path: string): readonly Finding[] {
  if (STAGE.test(target)) return [];
  return [
    problem({
      rule: 'image/target',
      path,
      message: 'must be the name of a build stage: letters, digits, _, . and -',
      value: JSON.stringify(target),
      advice: 'Name a stage of the Dockerfile, or leave target out for the last one.',
    }),
  ];
}

/**
 * What is wrong with the name of one platform.
 *
 * @example
 * checkPlatform('linux/amd64', 'image.platform'); // []
 */
export function checkPlatform(platform: string, path: string): readonly Finding[] {
  if (FORM.platform.test(platform)) return [];
  return [
    problem({
      rule: 'image/platform',
      path,
      message: 'must be one platform: system/architecture, in lower case',
      value: JSON.stringify(platform),
      advice: 'Write it like linux/amd64, linux/arm64 or linux/arm/v7.',
    }),
  ];
}

import { namesSecret } from './names';

/** Words that say how a secret is used, in place of one. */
const WORDS =
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|required|optional|enabled?|disabled?|default|auto|random|generated?|string|unknown|empty|prohibit-password|without-password|\d{1,3}|[*!x]+)$/i;

/** What a person is to replace. */
const PLACEHOLDER =
  /^(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this)|to[-_ ]?do|tbd|fixme|placeholder|redacted|dummy|your[-_ ][\w -]*|[\w-]+[-_]here|(?:insert|enter)[-_ ][\w -]*)$/i;

/** The name of a header, which tells where a token is sent. */
const HEADER = /^x(?:-[a-z]+)+$/i;

/** What stands for a value that somebody else puts in: Terraform, a shell, a template. */
const REFERENCE =
  /^(?:\$?\$\{[^}]*\}|\${1,2}\([^)]*\)|\{\{[^}]*\}\}|«secret [\d?]+»|<[\w -]+>|\((?:(?:another )?sensitive value|known after apply)\)|\s)+$/;
/** The beginning of one, or one with the rest of an address behind it: `…?key=${API_KEY}&page=1`. */
const REFERENCE_IN_ADDRESS = /^\${1,2}\{\w+(?:\}&[\w.-]+=.*)?$/;
/** One of Apache's, in the brackets of a rule's flags or with the letter of its kind: `[E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]`. */
const REFERENCE_OF_APACHE = /^%{1,2}\{[^}]*\}[\]es]*$/;
const VARIABLE = /^\$\$?([A-Za-z_]\w*|\d)$/;
const EXPRESSION =
  /^(?:process\.env|os\.environ|os\.[Gg]etenv|System\.getenv|getenv|lookup|file|var|local|module)[.([]/;

/** Where a secret lies. */
const PLACE =
  /^@?(?:file:\/*|~|\.{1,2})?(?:(?:\/[a-z][a-z0-9._-]{0,40}){2,}|\/(?:run|var|etc|tmp|mnt|opt|home|root|usr|dev|proc|srv|app|config|data|workspace|secrets?|vault|keys|certs|ssl|tls)(?:\/[\w.-]+)*)\/?$/;

/** Where a store of secrets has it, or the environment of the process, or what it reads. */
const STORED =
  /^(?:env:(?:\/\/)?[A-Za-z_]\w*$|fd:\d+$|-$|op:\/\/|vault:|ref\+\w+:\/\/|arn:[\w-]+:[\w-]+:|projects\/[\w-]+\/secrets\/)/;

const HIDING_NOTHING = [
  PLACEHOLDER,
  HEADER,
  EXPRESSION,
  PLACE,
  STORED,
  REFERENCE_IN_ADDRESS,
  REFERENCE_OF_APACHE,
];

/** Whether a value only refers to one that something else puts in. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** Whether a value is what many are, secret or not: then it is one only where it stands. */
export function isCommon(value: string): boolean {
  return WORDS.test(value) || PLACE.test(value);
}

/** Whether a value hides nothing, although a secret could stand in its place. */
export function isNoSecret(value: string): boolean {
  if (value === '' || WORDS.test(value) || REFERENCE.test(value)) return true;
  const [, variable] = VARIABLE.exec(value) ?? [];
  if (variable !== undefined) return variable === variable.toUpperCase() || namesSecret(variable);
  return HIDING_NOTHING.some((pattern) => pattern.test(value));
}

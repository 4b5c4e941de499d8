import { OPTION_WORD, PASS, PUBLIC, SECRET_WORD, SECRET_WORDS, WHICH_ONE } from './names';

/** What ends like a secret's name as a part of something else: of the address of one, of a public variable. */
const NOT_NAMED = String.raw`(?<!\barn:[\w:/-]{0,200}|\b${PUBLIC}\w{0,80})`;

/** The end of a name inside a text, where any word may stand before it. */
const NAME = String.raw`(?:${SECRET_WORD}|${SECRET_WORDS}(?!\W{0,9}\d{1,9}(?:[^\w.,-]|$))|[-_.](?:${PASS}|pwd?|_?auth))${WHICH_ONE}${NOT_NAMED}`;

/** What is masked already, and references: blanks in them end no value. */
const WHOLE = String.raw`«secret [\d?]+»|(?:\$?\$|%)\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)|\{\{(?:(?!\}\})[^\n]){0,200}\}\}`;

/** A piece of a text that ends at these characters. What is whole is read as that alone: two ways to read a text are tried again for each piece. */
const piece = (end: string): string => String.raw`(?:${WHOLE}|(?!${WHOLE})[^${end}])`;

/** A value: in quotes of a text in a text in a text, in plain quotes, or `bare`, up to the next blank or quote. */
const VALUE = [
  String.raw`"{3}([^"]{1,5000})"{3}`,
  String.raw`\\{3}"((?:(?!\\{3}").)*)\\{3}"`,
  String.raw`\\"((?:\\{3}"|(?!\\").)*)\\"`,
  String.raw`"((?:\\.|[^"\\\n])*)"`,
  String.raw`'((?:''|'\\''|[^'\n])*)'`,
  String.raw`(?<bare>(?:\\(?![nrt"'])|${piece(String.raw`\s"'\\`)})+)`,
].join('|');

/** A value that a shell hands to a program. */
const WORD = String.raw`(?:"((?:\\.|[^"\\\n])*)"|'((?:'\\''|[^'\n])*)'|(${piece(String.raw`\s"'|;`)}+))`;

/** What tells that a password is handed to a program. */
export const HANDED = 'it hands a password to a program';

/** Secrets by what stands around them, and by what they look like: what tells it, and what a text has that holds one. */
type Shapes = readonly [why: string, trace: RegExp, shapes: readonly RegExp[]];

/** What a text has that gives a secret's name a value: the name, and not the beginning of a longer one. */
export const NAMED = new RegExp(String.raw`${NAME}(?=[\\"'\]\s:=,])|</`, 'i');

/** The programs that take a secret by an option of their own: what stands between, and what introduces it. */
const PROGRAMS: Readonly<Record<string, string>> = {
  curl: String.raw`(?:-u|-U|--user|--proxy-user)[ =]*["']?[^\s:"']{0,200}:`,
  '(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)': '-p',
  '(?:sshpass|usermod|useradd|login|mongo|mongosh|mongodump|mongorestore|7z)':
    // Not a published port.
    String.raw`-[pP][ =]?(?![\d.]+:\d)`,
  '(?:un)?zip': '-P[ =]?',
  'redis-cli': '-a ',
  'ldap(?:search|add|modify|delete|passwd|whoami)': '-w ?',
  '(?:smbclient|mount)': String.raw`(?:-U ?|-o ?)["']?[^\s%]{1,200}%`,
  openssl: '-pass(?:in|out)? ?pass:',
  kubectl: String.raw`--from-literal[ =]["']?[\w.-]+=`,
};

const program = ([name, option]: readonly [string, string]): Shapes => [
  HANDED,
  new RegExp(String.raw`\b${name}\b`),
  [new RegExp(String.raw`\b${name}\b(?:[^\n|;&]|&(?!&)){0,400}?[ "']${option}${WORD}`, 'g')],
];

/** How a header says that it carries a secret. */
const SCHEME = '(?:basic|bearer|token|digest|apikey)';

/** The password in a URL. */
const URL_PASSWORD =
  /:\/\/[^\s/:@"']{0,200}:(?!\d{1,5}[/,;?#])((?:\$\{[^}]{0,200}\}|'(?![,\]}])|(?!\$\{[^}]{0,200}\})[^\s?#"']){1,500})@/g;

/** What tells that a name in a text says so. */
export const SAYS = 'a name in its text says so';

/** Values of a secret's name, in a text that is {@link NAMED}: the trace of each, and its shape. */
export const NAMED_SHAPES: readonly (readonly [trace: RegExp, shape: RegExp])[] = [
  // `API_TOKEN=…`, `"apiToken": "…"`, `--api-token …`, in whatever language.
  [/[:=]/, new RegExp(String.raw`${NAME}[\\"'\]]*[ \t]*(?:=>|:=|[:=])(?!=)[ \t]*(?:${VALUE})`, 'gi')],
  // What begins with a hyphen is the next option: this one asks for the secret.
  [/(?<![\w-])-/, new RegExp(String.raw`(?<![\w-])--?[\w.-]{0,60}?${NAME}[ \t]+(?!-)(?:${VALUE})`, 'gi')],
  [
    /\b(?:set|env|arg)[ \t]/i,
    new RegExp(String.raw`\b(?:set|ENV|ARG)[ \t]+\S{0,80}?${NAME}[ \t]+(?:${VALUE})`, 'gi'),
  ],
  [/["'][\w.-]*=/, new RegExp(String.raw`["'][\w.-]{0,60}${NAME}=([^"'\n]{1,500})["']`, 'gi')],
  // What a chart or a pod says of a variable, where no parser reads it.
  [
    /value[\\"']*[:=]/i,
    new RegExp(
      String.raw`(?:name|key)[\\"']*[:=][ \t]*[\\"']*[\w.-]{0,60}${NAME}[\\"']*[,\s]+[\\"']*value[\\"']*[:=][ \t]*(?:${VALUE})`,
      'gi',
    ),
  ],
  [/<\//, new RegExp(String.raw`<[\w:.-]{0,60}${NAME}[^<>]*>([^<]+)</`, 'gi')],
];

/** Every other shape. The first group that met anything is the secret. A quick look for its trace saves most of the time. */
export const SHAPES: readonly Shapes[] = [
  [
    SAYS,
    /--[\w-]{0,20}(?:user|auth|creds|credentials)|authorization|auth[\\"']|:5432:|:\*:|login|identified by|requirepass|masterauth|password/i,
    [
      new RegExp(
        String.raw`--(?:[\w-]{0,20}-)?(?:user|auth|creds|credentials)[= ]["']?(?!\d+:\d+\b)[^\s:"']{1,100}:${WORD}`,
        'g',
      ),
      // `Authorization: …`, `proxy_set_header Authorization "Basic …"`
      new RegExp(
        String.raw`authorization[\\"']*(?:[ \t]*[:=][ \t]*[\\"']*(?:${SCHEME}[ \t]+)?|[ \t]+[\\"']*${SCHEME}[ \t]+)(${piece(String.raw`\s"',;\\{[`)}+)`,
        'gi',
      ),
      // Logins as Docker writes them.
      /auth[\\"']+\s*:\s*[\\"']+([A-Za-z0-9+/]{8,}={0,2})[\\"']/g,
      // .pgpass, .netrc, SQL, the configuration of Redis and HAProxy.
      /^[ \t]*[^\s:]+:(?:5432|\*):[^\s:]+:[^\s:]+:(\S+)/gm,
      /\blogin\s+\S+\s+password\s+(\S+)/gi,
      /\b(?:password|identified by)\s+(?:encrypted\s+)?'((?:''|[^'\n])+)'/gi,
      /^[ \t]*(?:requirepass|masterauth|(?:user[ \t]+\S+[ \t]+)?(?:insecure-)?password)[ \t]+(\S+)[ \t]*$/gim,
    ],
  ],
  [
    'it holds a URL or a connection string with a password',
    /@|[?&][sx]|(?:pw|pwd|pass|password)\s*=/i,
    [
      // Credentials in URLs and connection strings.
      URL_PASSWORD,
      // A login before a host, where no scheme is written. An image has a digest there, and an address of a mail no digit.
      /(?<![\w/@.:-])[\w.-]{1,64}:((?=[^\s:@"'/]*\d)(?=[^\s:@"'/]*[a-z])[^\s:@"'/]{6,200})@(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,}\b/gi,
      /:([^\s:@"']{1,500})@(?:tcp|unix)?\(/g,
      /[;"'\s](?:pwd|password)\s*=\s*([^;"'\n]{1,500});/gi,
      // Short names of a password, where no word stands before them. What a script calls so is often a count, a switch or a folder.
      /(?<![^\s;&?,"'])(?:pwd?|pass)=((?!\/)[^\s;&,"'`$()<>{}«]{8,200})/gi,
      // Not the key by which a browser reports errors: it is public.
      /:\/\/([0-9a-f]{32})@(?!o\d+\.ingest\.)/g,
      /[?&](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature)=([^&\s"']+)/gi,
    ],
  ],
  [
    'it holds a private key',
    /PRIVATE KEY/,
    [
      // PEM, OpenSSH, PGP and SSH2. One that was cut off is the beginning of one; it ends before the next one begins.
      /(-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}(?:(?:(?!-{4} ?BEGIN)[\s\S]){0,20000}?-{4,5} ?END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}|(?:\s|\\n)+\S[^\n]*|\s*$))/g,
    ],
  ],
  [
    'it holds the hash of a password',
    /\$[\dagy]|\{SHA\}/,
    [
      /(\$(?:2[abxy]|y|gy)\$[^\s:"'\\,]{8,})/g,
      /(\$\$?(?:1|apr1|5|6)\$\$?(?:rounds=\d{1,9}\$\$?)?[./\w]{1,16}\$\$?[./\w]{20,})/g,
      /(\$7\$[./\w]{11}[^\s:"'\\,]*)/g,
      /^[\w.@-]{1,60}:(\{SHA\}\S+)/gm,
    ],
  ],
  [
    'it holds a token',
    /bearer|basic|token|AKIA|ASIA|gh[oprsu]_|github_pat_|gl(?:pat|dt)-|dckr_|hvs\.|dop_v1_|xox|sk-|[sr]k_live_|AIza|pypi-|AGE-SECRET|eyJ/i,
    [
      // A scheme of HTTP with its credentials, which are no word.
      /^(?:bearer|basic|token)[ ]+([\w.~+/-]{12,}={0,2})$/gim,
      /\b(?:Bearer|Basic)[ ]+((?=[^\s"']*\d)[\w.~+/-]{16,}={0,2})/g,
      /\b((?:AKIA|ASIA)[A-Z0-9]{16})\b/g,
      /\b((?:gh[oprsu]_|github_pat_|glpat-|gldt-|dckr_pat_|hvs\.|dop_v1_|xox[abeprs]-|sk-|sk_live_|rk_live_|AIza)[\w-]{16,})/g,
      /\b(pypi-AgE[\w-]{16,})/g,
      /\b(AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
      /(?<![\w-])(eyJ[\w-]{8,4000}\.[\w-]{4,4000}\.[\w-]*)/g,
    ],
  ],
  [
    SAYS,
    /(?:pass|masterauth)["']?[ \t=]/i,
    [
      new RegExp(
        String.raw`(?<![\w-])--?[\w.-]{0,60}?${OPTION_WORD}["']?(?:=|[ \t]+)(?!-)(?:${VALUE})`,
        'gi',
      ),
    ],
  ],
  ...Object.entries(PROGRAMS).map(program),
  [
    HANDED,
    /\bhtpasswd\b/,
    [new RegExp(String.raw`\bhtpasswd\s+(?:-\w+\s+){1,4}(?:[^\s-]\S*\s+){1,2}${WORD}`, 'g')],
  ],
];

/** A line that gives a secret's name a value, in its second group. Values in quotes are no matter of it. */
export const LINE = new RegExp(
  String.raw`^[ \t]*(?:(?:export|set|ENV|-)[ \t]+)?[\w.$/:-]{0,80}${NAME}([ \t]*(?::=|[:=])[ \t]*)(?![\\"'\[{|>&])(.+)$`,
  'gim',
);

/** Where what chpasswd reads stands in a text: a here-document, and what is below its key in cloud-init. */
export const LOGIN_BLOCKS: readonly RegExp[] = [
  /^(?=[^\n]{0,400}chpasswd)[^\n]{0,400}<<-?[ \t]*["']?(?<end>\w{1,60})\b[^\n]{0,400}\n(?<block>[\s\S]{0,5000}?)\n[ \t]*\k<end>\b/gm,
  /chpasswd["']?:[^\n]{0,400}\n(?<block>(?:[ \t][^\n]*(?:\n|$)){1,200})/g,
];

/** What chpasswd reads: a line is `name:password`. */
export const LOGIN_LINE = /^[ \t]*(?:-[ \t]+)?["']?[\w.-]+:(?!\/\/)(\S.*)$/gm;

/** What a shell passes on: `echo 'name:password' | chpasswd`, `echo token | docker login --password-stdin`. */
export const HANDED_ON: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:echo|printf)\s+(?:-\w+\s+)*${WORD}\s*\|[^\n]{0,200}?(?:passwd|--password-stdin|--stdin|sudo\s+-S|cryptsetup|kinit)`,
    'g',
  ),
  new RegExp(String.raw`(?:passwd|--password-stdin|sudo\s+-S|cryptsetup)[^\n|]{0,100}<<<\s*${WORD}`, 'g'),
];

/** Words and signs of which a text has one if it holds a secret of any shape. */
const TRACES = [
  'pass|pw|secret|token|psk|key|credential|creds|auth|identified',
  'curl|user(?:add|mod)|login|mysql|maria|mongo|redis|ldap|smb|zip|7z|mount|cryptsetup|kinit|sudo',
  String.raw`:\/\/\S{0,500}@|:5432:|:\*:|@(?:tcp|unix)?\(|:\S{6,200}@|[?&](?:sig|x-)|bearer|basic|private`,
  String.raw`\$[\dagy]\w{0,3}\$|AKIA|ASIA|gh[oprsu]_|glpat-|gldt-|npm_|_pat_|pypi-|hvs\.|dop_v1|xox[abeprs]-|[sr]k[-_]|AIza|eyJ|\{SHA\}`,
];

/** Whether a text may hold a secret of any shape: a quick look. */
export const MAY_HOLD_SECRETS = new RegExp(TRACES.join('|'), 'i');

import { ENVIRONMENTS_FOLDER as FOLDER } from '../core/files';

/** The value of an option or an argument. */
interface CompletedValue {
  /** The word in its brackets. `environment` and `service` are completed from the folder of environments. */
  readonly kind: string | undefined;
  readonly values: readonly string[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly (CompletedValue & { readonly flag: string; readonly description: string })[];
  readonly arguments: readonly CompletedValue[];
}

type Script = (commands: readonly CompletedCommand[]) => string;

/**
 * How each shell lists names from the folder of environments. No library: those that complete dynamic names start this program
 * for every TAB, which has to load and run the project; these scripts list a folder.
 */
const NAMES = {
  bash: {
    environment: `$(for d in ${FOLDER}/*/; do d=\${d%/}; printf '%s\\n' "\${d##*/}"; done)`,
    service: `$(for f in ${FOLDER}/*/releases/*.json; do f=\${f##*/}; printf '%s\\n' "\${f%.json}"; done | sort -u)`,
  },
  zsh: { environment: '$environments', service: '$services' },
  fish: { environment: '(__slipway_environments)', service: '(__slipway_services)' },
} as const;

type Shell = keyof typeof NAMES;

/** What a value may be, as the shell writes a list; empty if that is not known. */
function wordsOf(shell: Shell, { kind, values }: CompletedValue): string {
  if (values.length > 0) return values.join(' ');
  return kind === 'environment' || kind === 'service' ? NAMES[shell][kind] : '';
}

/** What may come after the name of a command. */
function wordsAfter(shell: Shell, { options, arguments: values }: CompletedCommand): string {
  return [...options.map(({ flag }) => flag), ...values.map((value) => wordsOf(shell, value))]
    .filter((word) => word !== '')
    .join(' ');
}

/** A case for each option whose values are known. */
function optionCases(
  shell: Shell,
  { name, options }: CompletedCommand,
  complete: (words: string) => string,
): readonly string[] {
  return options.flatMap((option) => {
    const words = wordsOf(shell, option);
    return words === '' ? [] : [`    '${name} ${option.flag}') ${complete(words)} ;;`];
  });
}

const bash: Script = (commands) => `# bash completion of slipway: eval "$(npx slipway completion bash)"
_slipway() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap((command) => optionCases('bash', command, (words) => `words="${words}"`)).join('\n')}
    *)
      case "\${COMP_WORDS[1]}" in
${commands.map((command) => `        ${command.name}) words="${wordsAfter('bash', command)}" ;;`).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _slipway slipway
`;

const zsh: Script = (commands) => `#compdef slipway
# zsh completion of slipway: source <(npx slipway completion zsh)
_slipway() {
  setopt localoptions nullglob
  local -a commands environments services
  environments=(${FOLDER}/*(/:t))
  services=(${FOLDER}/*/releases/*.json(:t:r))
  services=(\${(u)services})
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${commands.flatMap((command) => optionCases('zsh', command, (words) => `compadd -- ${words}; return`)).join('\n')}
  esac
  case $words[2] in
${commands.map((command) => `    ${command.name}) compadd -- ${wordsAfter('zsh', command)} ;;`).join('\n')}
  esac
}
compdef _slipway slipway
`;

const fish: Script = (commands) => `# fish completion of slipway: npx slipway completion fish | source
function __slipway_environments
  for d in ${FOLDER}/*/
    basename $d
  end
end
function __slipway_services
  for f in ${FOLDER}/*/releases/*.json
    basename $f .json
  end | sort -u
end
complete -c slipway -f
${commands.flatMap(fishLines).join('\n')}
`;

function fishLines({ name, description, options, arguments: values }: CompletedCommand): readonly string[] {
  const here = `complete -c slipway -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c slipway -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...options.map((option) => {
      const list = wordsOf('fish', option);
      const takesOne = option.kind === undefined ? '' : ' -r';
      return `${here} -l ${option.flag.slice(2)}${takesOne}${list === '' ? '' : ` -a '${list}'`} -d ${quoted(option.description)}`;
    }),
    ...values
      .map((value) => wordsOf('fish', value))
      .filter((words) => words !== '')
      .map((words) => `${here} -a '${words}'`),
  ];
}

/** In single quotes, which all three shells understand. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}

/** Shell → its completion script. */
export const COMPLETION_SCRIPTS = { bash, zsh, fish } as const satisfies Record<Shell, Script>;

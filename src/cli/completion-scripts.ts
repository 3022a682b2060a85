import type { Lang } from "../core/diagnostic.ts";
import type { CommandTable, TableCommand, TableOption } from "./command-table.ts";

export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** What a shell has to load to complete commands, options and the values that can be listed. */
export function completionScript(shell: Shell, table: CommandTable, lang: Lang): string {
  return { bash, zsh, fish, powershell }[shell](table, lang);
}

/** `--out` and `-o`. */
function namesOf({ long, short }: Pick<TableOption, "long" | "short">): readonly string[] {
  return short === undefined ? [long] : [long, short];
}

function allNames(options: readonly TableOption[]): string {
  return options.flatMap(namesOf).join(" ");
}

function takesValue({ value, optional }: TableOption): boolean {
  return value !== "" && !optional;
}

/** The command's own options and those of every command. */
function optionsOf(command: TableCommand, { options }: CommandTable): readonly TableOption[] {
  return [...command.options, ...options];
}

function argumentValues({ arguments: args }: TableCommand): readonly string[] {
  return args.flatMap(({ values }) => values);
}

function bash(table: CommandTable): string {
  const { commands, options, own } = table;
  const valued = options.filter(takesValue).flatMap(namesOf).join("|");
  const after = (command: string, all: readonly TableOption[]): readonly string[] =>
    all.filter(takesValue).map(({ values, paths, ...option }) => {
      const words = values.length > 0 ? `-W "${values.join(" ")}"` : paths === "folders" ? "-d" : paths ? "-f" : "";
      const reply = words === "" ? "" : `_gov_report_reply < <(compgen ${words} -- "$cur"); `;
      return `    ${namesOf(option)
        .map((name) => `"${command} ${name}"`)
        .join("|")}) ${reply}return ;;`;
    });
  return `# bash completion of gov-report: source <(gov-report completion bash)
_gov_report_reply() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done
}
_gov_report() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" command="" options="" words="" i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${valued}) ((i++)) ;;
      -*) ;;
      *) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$command $prev" in
${[...after("", options), ...commands.flatMap((command) => after(command.name, optionsOf(command, table)))].join("\n")}
  esac
  case "$command" in
    "") options="${allNames([...own, ...options])}"; words="${commands.map(({ name }) => name).join(" ")}" ;;
${commands
  .map((command) => {
    const words = argumentValues(command).join(" ");
    return `    ${command.name}) options="${allNames(optionsOf(command, table))}"; words="${words}" ;;`;
  })
  .join("\n")}
  esac
  if [[ $cur == -* ]]; then
    _gov_report_reply < <(compgen -W "$options" -- "$cur")
  elif [[ -n $words ]]; then
    _gov_report_reply < <(compgen -W "$words" -- "$cur")
  elif [[ -n $command ]]; then
    _gov_report_reply < <(compgen -f -- "$cur")
  fi
}
complete -o filenames -F _gov_report gov-report
`;
}

function zsh(table: CommandTable, lang: Lang): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, (char) => `\\${char}`);
  const taking = (value: string, values: readonly string[], paths: "files" | "folders" | undefined): string => {
    const action =
      values.length > 0 ? `(${values.join(" ")})` : paths === "folders" ? "_files -/" : paths ? "_files" : "";
    return `:${plain(value)}:${action}`;
  };
  const optionSpecs = (options: readonly TableOption[]): readonly string[] =>
    options.flatMap((option) => {
      const { about, value, values, paths, optional } = option;
      const takes = value === "" ? "" : `${optional ? ":" : ""}${taking(value, values, paths)}`;
      return namesOf(option).map((name) => quoted(`*${name}[${plain(about[lang])}]${takes}`));
    });
  const argumentSpecs = ({ arguments: args }: TableCommand): readonly string[] =>
    args.map(({ value, values, paths }) =>
      quoted(`${value.endsWith("...") ? "*" : ""}${taking(value.replace("...", ""), values, paths)}`),
    );
  const commands = table.commands.map(({ name, about }) => quoted(`${name}:${plain(about[lang])}`));
  return `#compdef gov-report
# zsh completion of gov-report: source <(gov-report completion zsh)
_gov-report() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C ${[...optionSpecs([...table.own, ...table.options]), "'1:command:->command'", "'*::argument:->argument'"].join(" \\\n    ")}
  case $state in
    command)
      local -a commands=(${commands.join("\n        ")})
      _describe -t commands command commands ;;
    argument)
      case $line[1] in
${table.commands
  .map((command) => {
    const specs = [...optionSpecs(optionsOf(command, table)), ...argumentSpecs(command)];
    return `        ${command.name}) _arguments ${specs.join(" \\\n          ")} ;;`;
  })
  .join("\n")}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_gov-report" ]; then
  _gov-report "$@"
else
  compdef _gov-report gov-report
fi
`;
}

function fish(table: CommandTable, lang: Lang): string {
  const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const line = (condition: string, rest: string): string => `complete -c gov-report -n ${quoted(condition)} ${rest}`;
  const optionLine = (condition: string, option: TableOption): string => {
    const { long, short, about, values, paths } = option;
    const takes = !takesValue(option)
      ? ""
      : values.length > 0
        ? ` -x -a ${quoted(values.join(" "))}`
        : paths === "folders"
          ? " -x -a '(__fish_complete_directories)'"
          : paths
            ? " -r -F"
            : " -x";
    const letter = short === undefined ? "" : ` -s ${short.slice(1)}`;
    return line(condition, `-l ${long.slice(2)}${letter}${takes} -d ${quoted(about[lang])}`);
  };
  const none = "__fish_use_subcommand";
  return `${[
    "# fish completion of gov-report: gov-report completion fish | source",
    "complete -c gov-report -f",
    ...table.options.map((option) => optionLine("true", option)),
    ...table.own.map((option) => optionLine(none, option)),
    ...table.commands.map(({ name, about }) => line(none, `-a ${name} -d ${quoted(about[lang])}`)),
    ...table.commands.flatMap((command) => {
      const seen = `__fish_seen_subcommand_from ${command.name}`;
      const values = argumentValues(command);
      return [
        ...command.options.map((option) => optionLine(seen, option)),
        ...(values.length > 0 ? [line(seen, `-a ${quoted(values.join(" "))}`)] : []),
        ...(command.arguments.some(({ paths }) => paths) ? [line(seen, "-F")] : []),
      ];
    }),
  ].join("\n")}\n`;
}

function powershell(table: CommandTable, lang: Lang): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const hash = (entries: readonly (readonly [string, string])[]): string =>
    `@{${entries.map(([key, text]) => `${quoted(key)}=${quoted(text)}`).join("; ")}}`;
  const named = (options: readonly TableOption[]) =>
    options.flatMap((option) => namesOf(option).map((name) => [name, option.about[lang]] as const));
  const valued = (options: readonly TableOption[]) =>
    options
      .filter(takesValue)
      .flatMap((option) => namesOf(option).map((name) => [name, option.values.join(" ")] as const));
  const { commands, options, own } = table;
  return `# PowerShell completion of gov-report: gov-report completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName gov-report -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = ${hash(commands.map(({ name, about }) => [name, about[lang]]))}
  $options = @{
    '' = ${hash(named([...own, ...options]))}
${commands.map((one) => `    ${quoted(one.name)} = ${hash(named(optionsOf(one, table)))}`).join("\n")}
  }
  $values = @{
    '' = ${hash(valued(options))}
${commands.map((one) => `    ${quoted(one.name)} = ${hash(valued(optionsOf(one, table)))}`).join("\n")}
  }
  $words = ${hash(commands.map((one) => [one.name, argumentValues(one).join(" ")]))}
  $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $command = ''
  for ($i = 0; $i -lt $typed.Count; $i++) {
    if ($values[''].ContainsKey($typed[$i])) { $i++ }
    elseif (-not $typed[$i].StartsWith('-')) { if ($commands.ContainsKey($typed[$i])) { $command = $typed[$i] }; break }
  }
  $previous = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
  $found = if ($values[$command].ContainsKey($previous)) {
    $values[$command][$previous] -split ' ' | ForEach-Object { @($_, $_) -join [char]9 }
  } elseif ($wordToComplete.StartsWith('-')) {
    $options[$command].GetEnumerator() | ForEach-Object { @($_.Key, $_.Value) -join [char]9 }
  } elseif ($command -eq '') {
    $commands.GetEnumerator() | ForEach-Object { @($_.Key, $_.Value) -join [char]9 }
  } else {
    $words[$command] -split ' ' | ForEach-Object { @($_, $_) -join [char]9 }
  }
  $found | Where-Object { $_ -and $_.StartsWith($wordToComplete) -and $_.Split([char]9)[0] } | Sort-Object | ForEach-Object {
    $name, $about = $_.Split([char]9)
    [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $about)
  }
}
`;
}

import type { Command } from 'commander';

/* Commander speaks English; these are its sentences in Italian. */

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argomenti:',
  'Options:': 'Opzioni:',
  'Global Options:': 'Opzioni comuni:',
  'Commands:': 'Comandi:',
};

const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.+)'/, 'L’opzione «$1» non esiste.'],
  [/^error: unknown command '(.+)'/, 'Il comando «$1» non esiste.'],
  [/^error: required option '(.+)' not specified/, 'Manca l’opzione obbligatoria «$1».'],
  [/^error: missing required argument '(.+)'/, 'Manca l’argomento «$1».'],
  [/^error: too many arguments.*$/m, 'Ci sono troppi argomenti.'],
  [/^error: option '(.+)' argument missing/, 'All’opzione «$1» manca il valore.'],
  [
    /^error: option '(.+)' argument '(.+)' is invalid\. Allowed choices are (.+)\./,
    'L’opzione «$1» non ammette «$2»; i valori ammessi sono: $3.',
  ],
  [
    /^error: command-argument value '(.+)' is invalid for argument '(.+)'\. Allowed choices are (.+)\./,
    'L’argomento «$2» non ammette «$1»; i valori ammessi sono: $3.',
  ],
  [/\(Did you mean (?:one of )?(.+)\?\)/, '(Forse: $1?)'],
];

/** Puts help and errors of a command, and of those under it, in Italian; errors do not end the process but are thrown. */
export function inItalian(command: Command): Command {
  command
    .helpOption('-h, --help', 'mostra questo aiuto')
    .configureHelp({
      // Without commander's own «[options]».
      subcommandTerm: (child) =>
        [child.name(), ...child.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' '),
      styleTitle: (title) => TITLES[title] ?? title,
      optionDescription: ({ description, argChoices, mandatory, defaultValue }) =>
        [
          description,
          argChoices && !description.includes(argChoices[0]!) ? `fra ${argChoices.join(', ')}` : null,
          mandatory ? 'obbligatoria' : null,
          typeof defaultValue === 'string' ? `se manca: ${defaultValue}` : null,
        ]
          .filter(Boolean)
          .join('; '),
      argumentDescription: ({ description }) => description,
    })
    .configureOutput({
      outputError: (text, write) => write(translated(text)),
    })
    .usage(command.usage().replace('[options]', '[opzioni]').replace('[command]', '[comando]'))
    .exitOverride();
  if (command.commands.length > 0) command.helpCommand('help [comando]', 'mostra l’aiuto di un comando');
  for (const child of command.commands) inItalian(child);
  return command;
}

const translated = (text: string): string =>
  ERRORS.reduce((said, [english, italian]) => said.replace(english, italian), text);

import { Argument, Command, Option } from 'commander';

/* The commands and their options. What does the work is loaded when its command is given, so that help is immediate. */

const KINDS = {
  'ipa-bodies': 'enti di IndicePA',
  'istat-comuni': 'elenco dei comuni ISTAT',
  population: 'popolazione',
  enterprises: 'imprese attive',
  quantities: 'altri dati numerici (postazioni, superficie…)',
  associations: 'Unioni, Comunità montane e altre forme associative',
  'association-members': 'comuni delle forme associative',
  'municipality-changes': 'variazioni dei comuni (fusioni, cambi di nome)',
  boundaries: 'confini, in TopoJSON',
  auto: 'riconosciuto dalle intestazioni',
};
const MODELS = [
  'PUBLIC_PROVINCE',
  'IN_HOUSE',
  'PPP',
  'FEDERATIVE',
  'LEAD_BODY',
  'REGIONAL_POLE',
  'UNION_BOARD',
];
const CENTRE = ['--centre <sigla>', 'centro, quando ce n’è più di uno'] as const;

/** The whole program. */
export function commands(): Command {
  const program = new Command('broletto')
    .description(
      'Broletto dal terminale: importazioni, simulazioni, accertamenti, esportazioni, copie di sicurezza',
    )
    .addHelpText(
      'after',
      `
La base dati è quella di DATABASE_URL, oppure quella incorporata in DATA_DIR.
Esito: 0 fatto, 1 rifiutato da una regola, 2 comando scritto male, 70 errore imprevisto,
75 base dati non raggiungibile, 78 configurazione non valida.`,
    );
  for (const add of [addImport, addSimulate, addAssess, addExport, addAdministration, addBackup])
    add(program);
  return program;
}

function addImport(program: Command): void {
  const kinds = Object.entries(KINDS).map(([kind, label]) => `  ${kind}: ${label}`);
  program
    .command('import')
    .description('Importa un registro (enti, popolazione, imprese, forme associative, confini)')
    .addArgument(new Argument('<kind>', `tipo di registro:\n${kinds.join('\n')}`).choices(Object.keys(KINDS)))
    .argument('<file>', 'file CSV, TSV, XLSX, JSON o TopoJSON')
    .option('--apply', 'applica l’importazione; senza, è soltanto una prova e nulla cambia')
    .option(...CENTRE)
    .option(
      '--territory <ambito>',
      'all, known (solo enti già conosciuti), region:<nome>, province:<sigla,sigla>',
      'all',
    )
    .option('--date <AAAA-MM-GG>', 'giorno delle cifre che non lo portano')
    .option('--effective <AAAA-MM-GG>', 'giorno dal quale valgono nomi e codici cambiati')
    .option('--source <testo>', 'fonte da scrivere accanto a ciascun dato')
    .action(async (kind, file, options) => (await import('./import-register.ts')).run(kind, file, options));
}

function addSimulate(program: Command): void {
  program
    .command('tariffs')
    .description('Tariffe')
    .command('simulate')
    .description('Calcola la quota di ciascun ente di un file con una tariffa in JSON, senza base dati')
    .requiredOption('--tariff <T.json>', 'tariffa, secondo lo schema urn:broletto:tariff:1')
    .requiredOption(
      '--bodies <B.csv>',
      'enti: ipa_code, name, category, region, inhabitants, enterprises, associated_in; facoltative: member, class, reference_fee_AAAA e i dati della tariffa',
    )
    .option(
      '--date <AAAA-MM-GG>',
      'il suo anno è quello delle quote, e dice a quale giorno i dati devono riferirsi; se manca, oggi',
    )
    .option(
      '--against <T2.json>',
      'seconda tariffa, a confronto: nel risultato anche amount_against e difference',
    )
    .requiredOption('--out <R.csv>', 'risultato: ipa_code, amount, trace')
    .action(async (options) => (await import('./simulate.ts')).run(options));
}

function addAssess(program: Command): void {
  program
    .command('assess')
    .description('Accerta le quote di un anno: avvia il lavoro e lo segue fino alla fine')
    .requiredOption('--year <anno>', 'anno delle quote')
    .option(...CENTRE)
    .option('--convention <id>', 'convenzione, quando nell’anno ne vale più di una')
    .option('--no-follow', 'avvia soltanto: il lavoro sarà svolto da un processo in esercizio')
    .action(async (options) => (await import('./assess.ts')).run(options));
}

function addExport(program: Command): void {
  program
    .command('export')
    .description('Scrive in un file gli enti aderenti, gli accertamenti o gli avvisi')
    .addArgument(
      new Argument('<what>', 'che cosa: members, assessments, notices').choices([
        'members',
        'assessments',
        'notices',
      ]),
    )
    .requiredOption('--out <file>', 'file da scrivere; la sua estensione dice il formato')
    .addOption(new Option('--format <formato>', 'csv, xlsx o json').choices(['csv', 'xlsx', 'json']))
    .option(...CENTRE)
    .option('--year <anno>', 'soltanto le quote di un anno')
    .action(async (what, options) => (await import('./export.ts')).run(what, options));
}

function addAdministration(program: Command): void {
  program
    .command('centre')
    .description('Centri dell’installazione')
    .command('create')
    .description('Crea un centro')
    .requiredOption('--slug <sigla>', 'sigla nell’indirizzo: lettere minuscole, cifre, trattini')
    .requiredOption('--name <nome>', 'nome del centro')
    .option('--short-name <nome>', 'nome breve')
    .addOption(new Option('--kind <tipo>', 'CST o CIT').choices(['CST', 'CIT']).default('CST'))
    .addOption(new Option('--model <modello>', 'modello organizzativo').choices(MODELS).makeOptionMandatory())
    .requiredOption('--managing-body <ente>', 'ente gestore')
    .option('--email <indirizzo>', 'posta elettronica')
    .option('--pec <indirizzo>', 'posta elettronica certificata')
    .action(async (options) => (await import('./administration.ts')).createCentre(options));
  program
    .command('administrator')
    .description('Amministratori dell’installazione')
    .command('create')
    .description(
      'Crea un amministratore. La password è chiesta sul terminale, oppure letta da BROLETTO_PASSWORD o dall’ingresso standard',
    )
    .requiredOption('--email <indirizzo>', 'posta elettronica, con la quale accede')
    .requiredOption('--name <nome>', 'nome e cognome')
    .option('--centre <sigla>', 'assegna anche il profilo di responsabile di un centro')
    .action(async (options) => (await import('./administration.ts')).createAdministrator(options));
  program
    .command('check-audit')
    .description('Ricalcola la catena del registro degli eventi e dice se qualcosa è stato alterato')
    .option('--centre <sigla>', 'soltanto un centro')
    .action(async (options) => (await import('./administration.ts')).checkAudit(options));
}

function addBackup(program: Command): void {
  program
    .command('backup')
    .description(
      'Scrive in un archivio tutta la base dati e i documenti, come sono in un istante; il servizio resta attivo',
    )
    .argument('<file>', 'archivio da scrivere, .tar.gz')
    .action(async (file) => (await import('./backup.ts')).run(file, 'backup'));
  program
    .command('restore')
    .description('Riporta una copia in una base dati vuota: tutto o niente, con verifica di ogni tabella')
    .argument('<file>', 'archivio scritto da «broletto backup»')
    .action(async (file) => (await import('./backup.ts')).run(file, 'restore'));
}

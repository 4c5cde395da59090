/** Why a whole file cannot be read; `facts` are put in the sentence shown to the person. */
export interface FileRefusal {
  refused: FileRefusalCode;
  facts: Readonly<Record<string, string | number>>;
}

export type FileRefusalCode =
  | 'empty'
  | 'too-large'
  | 'not-text'
  | 'not-a-table'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'not-a-workbook'
  | 'workbook-too-large'
  | 'workbook-without-sheet';

/** Makes a refusal of a file. */
export function refuseFile(refused: FileRefusalCode, facts: FileRefusal['facts'] = {}): FileRefusal {
  return { refused, facts };
}

/** Whether a reading ended in a refusal of the whole file. */
export function isFileRefusal(reading: object): reading is FileRefusal {
  return 'refused' in reading && 'facts' in reading;
}

const SENTENCES: Record<FileRefusalCode, string> = {
  empty: 'Il file è vuoto. Controllare di aver scelto il file giusto e che lo scaricamento sia terminato.',
  'too-large':
    'Il file è di {size} MB e supera il limite di {limit} MB. Dividerlo in più file e caricarli uno alla volta.',
  'not-text':
    'Il file non è un testo con colonne ma {found}. Aprirlo con il programma adatto e salvarlo come CSV (UTF-8).',
  'not-a-table':
    'Il file è {found} e non una tabella. Scaricare o salvare di nuovo i dati in formato CSV e ricaricare quel file.',
  'too-many-rows': 'Il file ha più di {limit} righe. Dividerlo in più file e caricarli uno alla volta.',
  'too-many-columns':
    'Il file ha più di {limit} colonne. Controllare il separatore e togliere le colonne che non servono.',
  'not-a-workbook':
    'Il foglio di calcolo è danneggiato o protetto da password ({found}). Aprirlo, salvarlo di nuovo come .xlsx o come CSV e ricaricarlo.',
  'workbook-too-large':
    'Il foglio di calcolo, una volta aperto, occupa più di {limit} MB. Salvare come CSV il solo foglio che serve.',
  'workbook-without-sheet':
    'Il foglio di calcolo non contiene fogli leggibili. Salvare come CSV il foglio che serve e ricaricarlo.',
};

/** The Italian sentence that says why the file is refused and how to mend it. */
export function explainFileRefusal({ refused, facts }: FileRefusal): string {
  return SENTENCES[refused].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
}

/** Every Italian sentence of the reading of registers: what is wrong, and how to mend it. */
const NUMBER = new Intl.NumberFormat('it-IT');
const list = (names: readonly string[]): string => names.map((name) => `«${name}»`).join(', ');

const someOf = (lines: readonly number[]): string =>
  lines.length > 10 ? `${lines.slice(0, 10).join(', ')} e altre ${lines.length - 10}` : lines.join(', ');

export const say = {
  leftEmpty: (reason: string) => `${reason} Per ora il dato resta vuoto.`,
  missing: (label: string) =>
    `Manca ${label}, che è obbligatorio: compilare la cella oppure togliere la riga.`,
  missingOneOf: (labels: readonly string[]) =>
    `Serve almeno un dato fra ${list(labels)}: compilare una delle celle oppure togliere la riga.`,
  ipaCode:
    'Il codice IPA può avere solo lettere, cifre, trattino basso, trattino e punto, senza spazi: copiarlo da IndicePA.',
  istatCode:
    'Il codice ISTAT del comune ha 6 cifre (per esempio 015146): correggerlo e tenere la colonna in formato testo.',
  istatZerosRestored: (code: string) =>
    `Il codice aveva perso gli zeri iniziali: è stato letto come ${code}. Tenere la colonna in formato testo.`,
  cadastralCode: 'Il codice catastale ha una lettera e tre cifre (per esempio F205): controllarlo.',
  taxCodeForm: 'Il codice fiscale di un ente ha 11 cifre: controllarlo (forse mancano gli zeri iniziali).',
  taxCodeCheck:
    "L'ultima cifra del codice fiscale non corrisponde alle altre: controllare che sia copiato bene.",
  postalCode: 'Il CAP ha 5 cifre: correggerlo e tenere la colonna in formato testo.',
  province: 'La sigla della provincia ha due lettere (per esempio BS): correggerla.',
  email: "L'indirizzo di posta non è scritto bene (nome@dominio): correggerlo alla fonte.",
  website: "L'indirizzo del sito non è scritto bene (www.esempio.it): correggerlo alla fonte.",
  notDate: 'La data non esiste o non è leggibile: scriverla come 31/12/2026 oppure 2026-12-31.',
  partialDate: 'La data non è leggibile: scriverla come 2026, 2026-12 oppure 2026-12-31.',
  year: 'L’anno deve avere quattro cifre, fra 1861 e 2100.',
  notNumber: 'Non è un numero intero leggibile: scriverlo con le sole cifre, per esempio 1234 oppure 1.234.',
  notDecimal: 'Non è un numero leggibile: scriverlo per esempio 13,29.',
  item: 'La voce non è utilizzabile: cominciare con una lettera e non superare 40 caratteri; popolazione e imprese hanno il loro registro.',
  notQuantity:
    'Non è un numero leggibile, con al massimo dodici cifre intere e sei decimali: scriverlo per esempio 42 oppure 13,29.',
  ambiguousQuantity: (thousands: string, decimal: string) =>
    `Il punto può separare le migliaia o i decimali: scrivere ${thousands} oppure ${decimal}.`,
  negative: 'Il numero non può essere negativo: correggerlo.',
  tooBig: (most: number) => `Il numero supera ${NUMBER.format(most)}, il massimo plausibile: controllarlo.`,
  zeroInhabitants: 'La popolazione è 0: controllare che non significhi «dato non disponibile».',
  mountain: 'Il valore deve essere T (totalmente montano), P (parzialmente) oppure N.',
  notFlag: 'Il valore deve essere S oppure N.',
  noReferenceDate:
    'Il file non dice a quale data si riferiscono i dati: indicare la data di riferimento oppure aggiungere la colonna «anno» o «data».',
  noFigure:
    'La riga non ha alcun valore da registrare: compilare almeno una colonna oppure togliere la riga.',
  endBeforeStart: (start: string) =>
    `La data di fine viene prima della data di inizio (${start}): correggerle.`,
  associationId:
    "L'identificativo dell'associazione può avere solo lettere, cifre, trattino basso, trattino e punto.",
  associationType: (known: readonly string[]) =>
    `Il tipo non è fra quelli previsti (${known.join(', ')}): correggerlo.`,
  associationState: (known: readonly string[]) => `Lo stato non è fra quelli previsti (${known.join(', ')}).`,
  changeMethod: (known: readonly string[]) => `Il metodo non è fra quelli previsti (${known.join(', ')}).`,
  changeWithoutDate: 'Manca la data di cessazione: la variazione resta senza data finché non viene indicata.',
  changeWithoutSuccessor:
    'La variazione è data per certa ma non dice quale comune è subentrato: indicare il codice ISTAT attuale.',
  unreadable:
    'Il testo contiene caratteri illeggibili: il file è danneggiato in questo punto. Riscrivere la cella.',

  shortRow: (has: number, wants: number, lost: string) =>
    `La riga ha ${has} celle invece di ${wants} e manca «${lost}»: forse il file è interrotto o c'è un ritorno a capo fuori posto.`,
  longRow: (has: number, wants: number) =>
    `La riga ha ${has} celle invece di ${wants}: forse un testo contiene il separatore e va messo fra virgolette.`,
  differentDuplicate: (label: string, lines: readonly number[]) =>
    `${label} compare più volte con dati diversi (righe ${someOf(lines)}): tenere la sola riga giusta.`,
  sameDuplicate: (label: string, line: number) =>
    `${label} ripete tale e quale la riga ${line}: è stata tenuta la prima, questa si può togliere.`,
  sharedIstatCode: (code: string, line: number) =>
    `Il codice ISTAT ${code} è già del comune alla riga ${line}: uno dei due è rimasto al codice di un altro comune.`,

  unknownKind:
    'Le colonne del file non corrispondono a nessun registro conosciuto: scegliere il registro e abbinare le colonne a mano.',
  missingColumns: (labels: readonly string[]) =>
    `Mancano le colonne ${list(labels)}: abbinarle a mano oppure aggiungerle al file.`,
  missingOneOfColumns: (labels: readonly string[]) =>
    `Manca una colonna fra ${list(labels)}: abbinarla a mano oppure aggiungerla al file.`,
  ambiguousColumn: (label: string, headers: readonly string[]) =>
    `Più colonne possono essere «${label}» (${headers.join(', ')}): scegliere quale abbinare.`,
  wrongMapping: (what: string) => `L'abbinamento indicato non è valido: ${what}.`,
  unknownField: (field: string) => `il campo «${field}» non esiste in questo registro`,
  unknownColumn: (column: string | number) => `la colonna «${column}» non c'è nel file`,
  twiceMapped: (column: string) => `la colonna «${column}» è abbinata a due campi`,
  noRows: 'Il file ha le intestazioni ma nessuna riga di dati.',
  skippedLines: (line: number) =>
    `Le intestazioni sono alla riga ${line}: le righe precedenti non sono state lette.`,
  strayQuote:
    'La riga ha virgolette aperte e mai chiuse: sono state lette come un carattere qualsiasi. Controllarla.',
  damagedText: (count: number) =>
    `Il file contiene ${count} caratteri illeggibili: scaricarlo di nuovo, se possibile.`,
  mojibake:
    'Il testo sembra salvato con una codifica sbagliata (per esempio «Ã¨» al posto di «è»): controllare gli accenti alla fonte.',

  notJson: 'Il file dei confini non è un JSON valido: scaricarlo di nuovo.',
  notTopology:
    'Il file dei confini non è un TopoJSON: serve un documento con type «Topology» (non GeoJSON né shapefile).',
  noObjects:
    'Il TopoJSON non contiene raccolte di confini: serve almeno un oggetto di tipo GeometryCollection.',
  chooseObject: (names: readonly string[]) =>
    `Il TopoJSON ha più raccolte (${names.join(', ')}): scegliere quale leggere.`,
  noArcs: 'Il TopoJSON non contiene archi: senza linee non si può disegnare la mappa.',
  boundaryId:
    'Il confine non ha un identificativo valido: serve il codice ISTAT (6 cifre) o il codice della provincia (3 cifre).',
  boundaryType: 'Il confine non è un poligono: sono ammessi Polygon e MultiPolygon.',
  boundaryArc: 'Il confine usa linee che non sono nel file: scaricarlo di nuovo.',
} as const;

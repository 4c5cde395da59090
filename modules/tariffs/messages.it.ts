import { formatItalianDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';
import { formatInteger } from '#platform/money';

export const STATE_LABELS: Readonly<Record<string, string>> = {
  DRAFT: 'Proposta',
  APPROVED: 'Approvata',
  WITHDRAWN: 'Ritirata',
};

/** VAT treatment of what is asked by a tariff. [domain D17] */
export const VAT_LABELS: Readonly<Record<string, string>> = {
  OUT_OF_SCOPE: 'Fuori campo IVA (trasferimento fra enti)',
  EXEMPT: 'Esente da IVA',
  STANDARD_SPLIT_PAYMENT: 'Imponibile, con scissione dei pagamenti',
};

/** The kinds of rule, as the editor names them. */
export const KIND_LABELS: Readonly<Record<string, string>> = {
  FLAT: 'Importo fisso o esenzione',
  RATE: 'Tanto per ogni abitante, impresa o altro',
  SLABS: 'Scaglioni',
  BANDS: 'Fasce',
  SUM: 'Somma di voci',
  WITHIN: 'Minimo e massimo',
  DISCOUNT: 'Riduzione percentuale',
  DISCOUNT_BY_BAND: 'Sconto per fascia',
  SAFEGUARD: 'Salvaguardia rispetto a un anno',
  AS_CATEGORY: 'Parte di quanto pagherebbe un altro tipo di ente',
  CHOICE: 'Scelta per tipo di ente',
};

/** What each kind does, for who has to choose. */
export const KIND_HINTS: Readonly<Record<string, string>> = {
  FLAT: 'Un importo uguale per tutti; 0,00 è l’esenzione.',
  RATE: 'Un importo moltiplicato per il numero di abitanti, imprese o altre unità.',
  SLABS: 'Ogni unità paga la tariffa dello scaglione in cui cade: chi è più grande non paga mai di meno.',
  BANDS: 'Vale per intero una sola fascia, quella in cui cade l’ente: ogni fascia ha la sua regola.',
  SUM: 'Il totale di più voci, ognuna con la sua regola.',
  WITHIN: 'La quota calcolata, ma non meno del minimo e non più del massimo.',
  DISCOUNT: 'Una percentuale in meno su tutto l’importo.',
  DISCOUNT_BY_BAND: 'Una percentuale in meno su tutto l’importo, diversa per ogni fascia.',
  SAFEGUARD: 'La quota non si allontana troppo da quella dovuta in un anno di riferimento.',
  AS_CATEGORY: 'Una parte di quanto pagherebbe, con gli stessi dati, un ente di un’altra categoria.',
  CHOICE: 'Regole in ordine: vale la prima che si applica all’ente.',
};

/** The inputs of a fee, as a sentence names the one that is missing. */
export const INPUT_LABELS: Readonly<Record<string, string>> = {
  inhabitants: 'gli abitanti',
  enterprises: 'le imprese attive',
  region: 'la regione',
  bodyClass: 'la classe assegnata dalla convenzione',
  wholeAssociation: 'se aderiscono tutti i comuni dell’associazione',
  smallerAmount: 'un importo entro i limiti del calcolo',
  fewerSteps: 'una regola più semplice: il calcolo richiede troppi passaggi',
  uncovered: 'una regola della tariffa che riguardi l’ente',
};

export const inputLabel = (name: string): string =>
  name.startsWith('referenceFees.') ? `la quota del ${name.slice(14)}` : (INPUT_LABELS[name] ?? `«${name}»`);

/** The same, with the other quantities by the name that the tariffs give them: «Postazioni». */
export const inputLabelIn =
  (...tariffs: readonly { variables: readonly { name: string; label: string }[] }[]) =>
  (name: string): string => {
    const variable = tariffs.flatMap(({ variables }) => variables).find((one) => one.name === name);
    return variable ? `«${variable.label}»` : inputLabel(name);
  };

/** What a fee could not be computed without, a quantity that the tariff declares by its own name; none: no rule. */
export const missingText = (
  names: readonly string[],
  tariff: { variables: readonly { name: string; label: string }[] },
): string => (names.length > 0 ? names : ['uncovered']).map(inputLabelIn(tariff)).join(', ');

type Facts = Readonly<Record<string, unknown>>;
const number = (value: unknown): string => formatInteger(Number(value));
const upTo = (value: unknown): string => (value === null ? 'in poi' : `a ${number(value)}`);

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.tariffs.tariff-approved': 'Tariffa approvata',
  'audit.tariffs.tariff-closed': 'Tariffa chiusa',
  'audit.tariffs.tariff-copied': 'Tariffa copiata',
  'audit.tariffs.tariff-drafted': 'Tariffa predisposta',
  'audit.tariffs.rule-edited': 'Regola di una tariffa modificata',
  'audit.tariffs.tariff-edited': 'Tariffa modificata',
  'audit.tariffs.tariff-withdrawn': 'Tariffa ritirata',
  'audit.tariffs.vat-confirmed': 'Trattamento IVA confermato',
};

/** Why a step in the editor of the rules is refused. */
const EDITING: Messages = {
  'tariffs.changed-meanwhile':
    'Un’altra persona ha modificato la proposta dopo l’apertura di questa pagina, e nulla è stato salvato. Confrontare quanto scritto con le regole di adesso e salvare di nuovo.',
  'tariffs.rule-changed-meanwhile':
    'Un’altra persona ha modificato proprio questa regola dopo l’apertura di questa pagina, e nulla è stato salvato. Quanto scritto resta qui sotto per essere copiato: tornare alle regole della tariffa e aprirla di nuovo.',
  'tariffs.rule-not-there':
    'La regola non c’è più: un’altra persona l’ha spostata o eliminata. Tornare alle regole della tariffa e sceglierla di nuovo.',
  'tariffs.too-many-rows':
    'L’elenco ha già 60 righe, il massimo: racchiudere alcune voci in una regola di livello inferiore.',
  'tariffs.too-many-rules': 'La tariffa ha troppe regole: semplificarla prima di aggiungerne altre.',
  'tariffs.rules-too-deep':
    'Le regole sono racchiuse l’una nell’altra troppe volte: togliere qualche involucro prima di aggiungerne altri.',
  'tariffs.only-row-left':
    'È l’unica voce dell’elenco e non si può eliminare da sola: eliminare la regola che la contiene, oppure modificarla.',
  'tariffs.inner-rule-needed':
    'La regola che la contiene non può restare vuota: eliminare quella, oppure togliere l’involucro.',
  'tariffs.nothing-inside': 'La regola non ne contiene altre: non c’è un involucro da togliere.',
  'tariffs.several-inside':
    'La regola ne contiene più d’una: eliminare le altre prima di togliere l’involucro.',
  'tariffs.nothing-to-add':
    'A questa regola non si aggiungono voci: racchiuderla in una somma o in una scelta.',
  'tariffs.cannot-move': 'La voce è già in cima o in fondo, oppure il suo posto dipende dai limiti scritti.',
  'tariffs.quantity-in-use': (f: Facts) =>
    `Il dato «${f.label}» non si può togliere, perché è usato qui: ${(f.rules as string[]).join('; ')}. Modificare prima quelle regole.`,
};

export const messages: Messages = {
  ...AUDIT,
  ...EDITING,
  'tariffs.rows-do-not-start-at-zero': (f: Facts) =>
    `Gli scaglioni devono cominciare da 0: il primo comincia da ${number(f.from)}.`,
  'tariffs.rows-leave-a-gap': (f: Facts) =>
    `Fra due scaglioni resta scoperto l’intervallo da ${number(f.from)} a ${number(f.upTo)}.`,
  'tariffs.rows-overlap': (f: Facts) =>
    `Due scaglioni si sovrappongono: uno arriva a ${number(f.upTo)}, il successivo comincia da ${number(f.from)}.`,
  'tariffs.row-upside-down': (f: Facts) =>
    `Uno scaglione comincia da ${number(f.from)} e finisce a ${number(f.upTo)}: la fine precede l’inizio.`,
  'tariffs.last-row-has-an-end': (f: Facts) =>
    `L’ultimo scaglione finisce a ${number(f.upTo)}: deve essere senza limite, altrimenti chi lo supera non ha una quota.`,
  'tariffs.boundary-undefined': (f: Facts) =>
    `Lo scaglione che precede quello da ${number(f.from)} non ha una fine.`,
  'tariffs.no-rule-for-the-others':
    'Manca una regola finale senza condizioni: alcuni enti resterebbero senza quota.',
  'tariffs.rule-never-reached': (f: Facts) =>
    `La regola «${f.rule}» non si applicherebbe mai: la precede «${f.before}», che vale per gli stessi enti. Spostarla più in alto oppure eliminarla.`,
  'tariffs.condition-never-true':
    'Due intervalli dello stesso dato si escludono: la condizione non sarebbe mai vera.',
  'tariffs.unknown-region': (f: Facts) => `«${f.region}» non è il codice Istat di una regione, da 01 a 20.`,
  'tariffs.limits-crossed': 'L’importo minimo supera il massimo: correggere uno dei due.',
  'tariffs.amount-too-large':
    'Per almeno un ente l’importo supera quanto si può calcolare: controllare gli importi e le soglie.',
  'tariffs.too-many-steps':
    'Per almeno un ente il calcolo richiede troppi passaggi: ridurre i rimandi da una categoria all’altra.',
  'tariffs.unknown-variable': (f: Facts) =>
    `Il dato «${f.variable}» non è fra quelli dichiarati dalla tariffa.`,
  'tariffs.variable-declared-twice': (f: Facts) => `Il dato «${f.name}» è dichiarato due volte.`,
  'tariffs.range-upside-down': (f: Facts) =>
    `Una condizione va da ${number(f.from)} ${upTo(f.upTo)}: la fine precede l’inizio.`,
  'tariffs.limit-missing': 'Un limite non indica né il minimo né il massimo.',
  'tariffs.refers-to-itself': 'La tariffa rimanda a sé stessa senza mai arrivare a un importo.',
  'tariffs.body-without-amount': 'Almeno un tipo di ente resterebbe senza quota.',
  'tariffs.not-whole': (f: Facts) =>
    `La tariffa non può essere approvata: ${(f.problems as string[]).join(' ')}`,
  'tariffs.not-a-draft': 'La tariffa non è più una proposta: le versioni approvate non si modificano.',
  'tariffs.approver-has-drafted':
    'Chi ha preparato o modificato la proposta non può approvarla: occorre un’altra persona.',
  'tariffs.overlaps-another': (f: Facts) =>
    `Nello stesso periodo è già approvata la tariffa «${f.title}», versione ${f.version}, dal ${formatItalianDate(String(f.from))}${
      f.to ? ` al ${formatItalianDate(String(f.to))}` : ''
    }.`,
  'tariffs.outside-the-convention': (f: Facts) =>
    `La validità deve stare entro la durata della convenzione, dal ${formatItalianDate(String(f.from))} al ${formatItalianDate(String(f.to))}.`,
  'tariffs.vat-not-confirmed':
    'Il trattamento IVA non è stato confermato dal referente amministrativo-contabile.',
  'tariffs.warnings-not-accepted':
    'La tariffa ha segnalazioni: spuntare la dichiarazione di averle esaminate.',
  'tariffs.version-taken':
    'Un’altra proposta con lo stesso codice è stata appena creata: inviare di nuovo il modulo.',
};

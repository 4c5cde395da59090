import type { RequiredField } from './required-fields.ts';
import type { TemplateName } from './template-data.ts';

/** A template: its file, its version (a new one for each change that a reader would notice), what it cannot do without. */
export interface Template {
  file: string;
  version: string;
  required: readonly RequiredField[];
}

const field = (path: string, label: string): RequiredField => ({ path, label });

const resolution = [
  field('body.name', 'l’ente che delibera'),
  field('body.organ', 'l’organo che delibera'),
  field('convention.title', 'la convenzione'),
  field('convention.version', 'la versione dello schema di convenzione'),
  field('references[]', 'i riferimenti normativi'),
  field('signatory', 'chi firma la convenzione'),
  field('boardRepresentative', 'chi rappresenta l’ente negli organi'),
  field('spending.year', 'l’anno della prima spesa'),
];

/** The templates of the building, with the mandatory contents of domain F. */
export const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  'payment-notice': {
    file: 'payment-notice.typ',
    version: '1',
    required: [
      field('number', 'il numero dell’avviso'),
      field('year', 'l’anno'),
      field('issuedOn', 'la data di emissione'),
      field('dueOn', 'la scadenza'),
      field('payer.name', 'la denominazione del pagatore'),
      field('payer.taxCode', 'il codice fiscale del pagatore'),
      field('payer.certifiedEmail', 'il domicilio digitale del pagatore'),
      field('convention.title', 'la convenzione'),
      field('tariff.title', 'la tariffa applicata'),
      field('tariff.decision', 'la decisione che ha approvato la tariffa'),
      field('lines[].debtor', 'il debitore di ogni riga'),
      field('lines[].description', 'la descrizione di ogni riga'),
      field('lines[].vatTreatment', 'il trattamento IVA di ogni riga'),
      field('totalCents', 'il totale'),
      field('howToPay[]', 'le modalità di versamento'),
      field('paymentReason', 'la causale del versamento'),
    ],
  },
  'fee-schedule': {
    file: 'fee-schedule.typ',
    version: '1',
    required: [
      field('year', 'l’anno'),
      field('convention.title', 'la convenzione'),
      field('tariff.title', 'la tariffa applicata'),
      field('tariff.decision', 'la decisione che ha approvato la tariffa'),
      field('figuresOn', 'la data dei dati di base'),
      field('rows[].body', 'l’ente di ogni riga'),
      field('totalCents', 'il totale'),
    ],
  },
  'fee-closing': {
    file: 'fee-closing.typ',
    version: '1',
    required: [
      field('year', 'l’anno'),
      field('closedOn', 'la data della chiusura'),
      field('preparedBy', 'chi ha predisposto la chiusura'),
      field('digest', 'l’impronta degli importi'),
      field('payers[].body', 'l’ente di ogni riga'),
    ],
  },
  'cost-allocation': {
    file: 'cost-allocation.typ',
    version: '1',
    required: [
      field('title', 'di quale costo si tratta'),
      field('number', 'il numero del riparto'),
      field('weights', 'i pesi'),
      field('draftedBy', 'chi ha proposto il riparto'),
      field('digest', 'l’impronta del riparto'),
      field('shares[].body', 'l’ente di ogni riga'),
    ],
  },
  convention: {
    file: 'convention.typ',
    version: '1',
    required: [
      field('title', 'il titolo'),
      field('version', 'la versione dello schema'),
      field('parties.managing.name', 'l’ente gestore'),
      field('parties.managing.representative', 'chi rappresenta l’ente gestore'),
      field('premises[]', 'le premesse'),
      field('articles[].heading', 'il titolo di ogni articolo'),
      field('articles[].text', 'il testo di ogni articolo'),
    ],
  },
  'resolution-municipality': { file: 'resolution.typ', version: '1', required: resolution },
  'resolution-association': {
    file: 'resolution.typ',
    version: '1',
    required: [
      ...resolution,
      field('municipalities[].name', 'i comuni per i quali si delibera'),
      field('municipalities[].sharePercent', 'la parte della quota a carico dell’ente per ogni comune'),
      field('municipalities[].sourceAct', 'l’atto che attribuisce la quota per ogni comune'),
    ],
  },
  'membership-application': {
    file: 'membership-application.typ',
    version: '1',
    required: [
      field('number', 'il numero della domanda'),
      field('submittedOn', 'la data di presentazione'),
      field('body.name', 'l’ente che chiede di aderire'),
      field('body.taxCode', 'il codice fiscale dell’ente'),
      field('body.certifiedEmail', 'il domicilio digitale dell’ente'),
      field('convention.title', 'la convenzione'),
      field('legalRepresentative', 'il legale rappresentante'),
      field('operatingContact', 'il referente operativo'),
      field('resolution', 'la delibera, o la seduta in cui sarà adottata'),
    ],
  },
};

import { formatItalianDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { decimal, formatDecimalText, formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { errorSummary } from '#ui/error-summary';
import {
  checkbox,
  dateField,
  fieldset,
  fileField,
  numberField,
  radios,
  select,
  textArea,
  textField,
} from '#ui/field';
import { form } from '#ui/form';
import { tariffLinks } from '../../links.ts';
import { VAT_LABELS } from '../../messages.it.ts';
import type { ConventionTerm } from '../../queries/find-convention.ts';
import type { StandardTariffParameters } from '../../rules/standard-tariff.ts';
import type { PopulationReference } from '../../rules/tariff.ts';
import { STEPS } from './draft-tariff.input.ts';

export type DraftForm = 'formula' | 'json';

export interface ShownDraft {
  action: string;
  cancel: string;
  /** The choice of the convention; null when the draft has its own. */
  conventions: readonly ConventionTerm[] | null;
  /** The draft that is changed; null for a new one. */
  tariffId: string | null;
  hiddenFields: Html;
  problems: Problems;
}

/** The values that the formula's form starts from. */
export function formulaValues(
  p: StandardTariffParameters,
  reference: PopulationReference,
): Record<string, string> {
  return {
    reference: reference.kind,
    referenceDate: reference.kind === 'FIXED_FOR_TERM' ? formatItalianDate(reference.date) : '',
    flat: formatDecimalText(p.flat),
    threshold: formatInteger(p.threshold),
    perInhabitant: formatDecimalText(p.perInhabitant),
    perEnterprise: formatDecimalText(p.perEnterprise),
    method: p.method,
    capped: p.capped ? 'true' : '',
    ...Object.fromEntries(
      p.discounts.flatMap((band, index) => [
        [`upTo${index + 1}`, band.upTo === null ? '' : formatInteger(band.upTo)],
        [`discount${index + 1}`, formatDecimalText(decimal(band.discount).times(100).toFixed())],
      ]),
    ),
  };
}

export function draftFormulaView(shown: ShownDraft): Html {
  const { problems } = shown;
  const { values, errors } = problems;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return html`${summary(problems)}${
    shown.tariffId === null
      ? html`<p>Si parte dalla formula standard. Per regole diverse si può <a href="${tariffLinks.newFromRules()}">partire da un esempio o da una regola vuota</a>, copiare una versione esistente dalla sua pagina oppure <a href="${tariffLinks.newFromJson()}">scrivere o caricare la tariffa in JSON</a>.</p>`
      : html`<p>Per regole diverse dalla formula standard si possono <a href="${tariffLinks.rules(shown.tariffId)}">modificare le regole una per una</a> oppure <a href="${tariffLinks.editJson(shown.tariffId)}">la tariffa in JSON</a>.</p>`
  }${form({
    action: shown.action,
    hiddenFields: shown.hiddenFields,
    fields: [
      headerFields(shown),
      fieldset({
        legend: 'Dati di base',
        content: [referenceFields(problems)],
      }),
      fieldset({
        legend: 'Importi',
        content: [
          numberField({
            ...field('perInhabitant'),
            label: 'Per abitante',
            suffix: '€',
            inputmode: 'decimal',
            required: true,
          }),
          numberField({
            ...field('perEnterprise'),
            label: 'Per impresa attiva',
            suffix: '€',
            inputmode: 'decimal',
            required: true,
          }),
          numberField({
            ...field('flat'),
            label: 'Quota fissa degli altri enti',
            hint: 'Unioni, comunità montane, altri enti, e comuni oltre la soglia',
            suffix: '€',
            inputmode: 'decimal',
            required: true,
          }),
          numberField({
            ...field('threshold'),
            label: 'Soglia: comuni fino a quanti abitanti pagano con la formula',
            hint: 'Il comune con esattamente questo numero paga ancora con la formula',
            required: true,
          }),
        ],
      }),
      fieldset({
        legend: 'Sconti per numero di abitanti',
        hint: 'Ogni scaglione comincia dove finisce il precedente. L’ultimo non ha limite.',
        content: [
          radios({
            ...field('method'),
            label: 'Lo sconto si applica',
            required: true,
            choices: [
              {
                value: 'SLAB',
                label: 'per scaglioni',
                hint: 'Ogni abitante ha lo sconto del suo scaglione; le imprese nessuno. Un comune più grande non paga mai di meno.',
              },
              {
                value: 'BAND',
                label: 'per fasce',
                hint: 'Un solo sconto su tutto l’importo: a ogni cambio di fascia la quota scende.',
              },
            ],
          }),
          html`<div class="step-rows">${STEPS.map(
            (n) =>
              html`<div class="row"><div class="col-6 col-md-4">${numberField({ ...field(`upTo${n}`), label: `Scaglione ${n}: fino a abitanti`, width: 'full' })}</div><div class="col-6 col-md-3">${numberField({ ...field(`discount${n}`), label: `Sconto ${n}`, suffix: '%', inputmode: 'decimal', width: 'full' })}</div></div>`,
          )}</div>`,
          checkbox({
            name: 'capped',
            label: 'Mai più dell’importo senza sconti',
            hint: 'Tetto: abitanti e imprese a prezzo pieno',
            checked: values.capped === 'true',
          }),
        ],
      }),
    ],
    submitLabel: 'Salva la proposta',
    cancelHref: shown.cancel,
  })}`;
}

export function draftJsonView(shown: ShownDraft): Html {
  const { values, errors } = shown.problems;
  return html`${summary(shown.problems)}${alert({
    kind: 'info',
    text: html`La forma dei dati è descritta dallo <a href="${tariffLinks.jsonSchema()}">schema JSON pubblicato</a>. Gli importi e le percentuali sono testi con il punto: "0.15", "0.05" per il 5%.`,
  })}${form({
    action: shown.action,
    multipart: true,
    hiddenFields: shown.hiddenFields,
    fields: [
      headerFields(shown),
      fileField({
        name: 'file',
        label: 'File JSON',
        accept: '.json,application/json',
        hint: 'Se si sceglie un file, il testo qui sotto non è considerato',
      }),
      textArea({
        name: 'definition',
        label: 'Tariffa in JSON',
        rows: 24,
        value: values.definition,
        error: errors.definition,
      }),
    ],
    submitLabel: 'Salva la proposta',
    cancelHref: shown.cancel,
  })}`;
}

/** Convention and code of a new proposal; title, validity and VAT of any. */
export function headerFields({
  conventions,
  problems: { values, errors },
}: Pick<ShownDraft, 'conventions' | 'problems'>): Html {
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return html`${
    conventions
      ? html`${select({
          ...field('conventionId'),
          label: 'Convenzione',
          required: true,
          choices: conventions.map((c) => ({
            value: c.id,
            label: `${c.title} (${formatItalianDate(c.from)}–${formatItalianDate(c.to)})`,
          })),
        })}${textField({
          ...field('code'),
          label: 'Codice',
          hint: 'Resta uguale da una versione all’altra, ad esempio quota-adesione',
          required: true,
          width: 'medium',
        })}`
      : ''
  }${textField({ ...field('title'), label: 'Titolo', required: true, width: 'long' })}${dateField({
    ...field('validFrom'),
    label: 'Vale dal',
    required: true,
  })}${dateField({
    ...field('validTo'),
    label: 'Vale fino al',
    hint: 'Facoltativo: senza data vale fino alla versione successiva o alla fine della convenzione',
  })}${select({
    ...field('vatTreatment'),
    label: 'Trattamento IVA',
    required: true,
    hint: 'Un legame diretto fra quota e servizio specifico rende l’importo imponibile',
    choices: Object.entries(VAT_LABELS).map(([value, label]) => ({ value, label })),
  })}`;
}

/** At which date population and enterprises are read. */
export const referenceFields = ({ values, errors }: Problems): Html =>
  html`${radios({
    name: 'reference',
    value: values.reference,
    error: errors.reference,
    label: 'Abitanti e imprese si leggono',
    required: true,
    choices: [
      { value: 'PENULTIMATE_YEAR_END', label: 'al 31 dicembre del penultimo anno precedente' },
      { value: 'PREVIOUS_YEAR_END', label: 'al 31 dicembre dell’anno precedente' },
      { value: 'FIXED_FOR_TERM', label: 'a un giorno fisso, per tutta la convenzione' },
    ],
  })}${dateField({
    name: 'referenceDate',
    value: values.referenceDate,
    error: errors.referenceDate,
    label: 'Giorno fisso dei dati',
  })}`;

const summary = ({ errors }: Problems) =>
  errorSummary(Object.entries(errors).map(([field, message]) => ({ ...(field ? { field } : {}), message })));

import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import { VAT_LABELS } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import {
  explainTariff,
  referenceText,
  type Sentence,
  type StepTable,
  stepTables,
} from '../../rules/explain-tariff.ts';
import type { Period } from '../../rules/term-coverage.ts';
import type { TariffValidation } from '../../rules/validate-tariff.ts';
import { findingsView } from './findings.view.ts';
import { examplesTable } from './worked-examples.ts';

export interface ShownTariff {
  tariff: TariffDetails;
  findings: TariffValidation;
  gaps: readonly Period[];
  may: { edit: boolean; copy: boolean; approve: boolean; confirmVat: boolean; simulate: boolean };
  hiddenFields: () => Html;
}

export function showTariffView(shown: ShownTariff): Html {
  const { tariff, findings, gaps } = shown;
  const steps = stepTables(tariff.tariff);
  return html`${actions(shown)}${section({ title: 'Dati', content: data(tariff) })}${section({
    title: 'Regole in parole',
    content: html`<ul class="sentences">${sentenceItem(explainTariff(tariff.tariff))}</ul>`,
  })}${steps.map((table, index) => section({ title: table.title, content: stepsTable(table, index) }))}${section(
    {
      title: 'Controlli',
      id: 'controlli',
      content: findingsView(findings, gaps, tariff.tariff),
    },
  )}${
    findings.problems.length === 0
      ? section({
          title: 'Esempi di calcolo',
          action: html`<a href="${tariffLinks.compute(tariff.id)}">Calcola per un altro ente</a>`,
          content: examplesTable(tariff),
        })
      : ''
  }`;
}

function actions({ tariff, may, hiddenFields }: ShownTariff): Html {
  return buttonGroup([
    may.approve ? buttonLink({ label: 'Approva', href: tariffLinks.approve(tariff.id) }) : '',
    may.edit
      ? buttonLink({ label: 'Modifica le regole', kind: 'secondary', href: tariffLinks.rules(tariff.id) })
      : '',
    may.edit && tariff.parameters
      ? buttonLink({
          label: 'Modifica con la formula standard',
          kind: 'secondary',
          href: tariffLinks.edit(tariff.id),
        })
      : '',
    buttonLink({ label: 'Quanto paga un ente?', kind: 'secondary', href: tariffLinks.compute(tariff.id) }),
    may.simulate
      ? buttonLink({ label: 'Simula', kind: 'secondary', href: tariffLinks.simulation({ dopo: tariff.id }) })
      : '',
    may.confirmVat
      ? postButton({
          label: 'Conferma il trattamento IVA',
          kind: 'secondary',
          action: tariffLinks.confirmVat(tariff.id),
          hiddenFields: hiddenFields(),
        })
      : '',
    may.copy
      ? postButton({
          label: 'Copia in una nuova proposta',
          kind: 'secondary',
          action: tariffLinks.copy(tariff.id),
          hiddenFields: hiddenFields(),
        })
      : '',
    may.edit
      ? postButton({
          label: 'Ritira la proposta',
          kind: 'plain',
          action: tariffLinks.withdraw(tariff.id),
          hiddenFields: hiddenFields(),
        })
      : '',
    buttonLink({
      label: 'Scarica in JSON',
      kind: 'plain',
      icon: 'download',
      href: tariffLinks.definition(tariff.id),
    }),
  ]);
}

function data(t: TariffDetails): Html {
  return descriptionList([
    {
      term: 'Validità',
      value: `dal ${formatItalianDate(t.validFrom)} ${t.validTo ? `al ${formatItalianDate(t.validTo)}` : 'fino alla versione successiva o alla fine della convenzione'}`,
    },
    { term: 'Abitanti e imprese', value: referenceText(t.tariff.populationReference) },
    { term: 'Fonte', value: t.tariff.source },
    {
      term: 'Trattamento IVA',
      value: html`${VAT_LABELS[t.vatTreatment]}${
        t.vatConfirmedBy
          ? html`<br><span class="text-secondary">confermato da ${t.vatConfirmedBy} il ${formatInstant(t.vatConfirmedAt!)}</span>`
          : t.state === 'DRAFT'
            ? html`<br><span class="text-secondary">da confermare da parte del referente amministrativo-contabile</span>`
            : ''
      }`,
    },
    { term: 'Proposta', value: `di ${t.draftedBy}, ${formatInstant(t.draftedAt)}` },
    t.state === 'APPROVED'
      ? {
          term: 'Approvazione',
          value: `${t.decision} del ${formatItalianDate(t.decidedOn!)}, registrata da ${t.approvedBy} il ${formatInstant(t.approvedAt!)}`,
        }
      : null,
  ]);
}

const sentenceItem = (sentence: Sentence): Html =>
  html`<li>${sentence.text}${sentence.parts.length > 0 ? html`<ul>${sentence.parts.map(sentenceItem)}</ul>` : ''}</li>`;

function stepsTable(table: StepTable, index: number): Html {
  const priced = table.rows.some((row) => row.price !== '');
  const discounted = table.rows.some((row) => row.discount !== '');
  return dataTable<StepTable['rows'][number]>({
    id: `gradini-${index + 1}`,
    caption: table.title,
    captionHidden: true,
    rows: table.rows,
    columns: [
      { header: 'Intervallo', rowHeader: true, cell: (row) => row.stretch },
      ...(priced
        ? [{ header: 'Prezzo pieno', numeric: true, cell: (row: { price: string }) => row.price }]
        : []),
      ...(discounted
        ? [{ header: 'Sconto', numeric: true, cell: (row: { discount: string }) => row.discount }]
        : []),
      ...(discounted
        ? [{ header: 'Da pagare', numeric: true, cell: (row: { net: string }) => row.net }]
        : []),
    ],
  });
}

/** Shown where a proposal cannot yet be approved. */
export const notWhole = (): Html =>
  alert({ kind: 'danger', text: 'La tariffa ha problemi da correggere: non può essere approvata.' });

import { formatInstant, formatItalianDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { checkbox, dateField, fieldset, hidden, moneyField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { timeline } from '#ui/timeline';
import { ORGAN_LABELS, WITHDRAWAL_EVENT_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayHandleWithdrawals } from '../../permissions.ts';
import type { WithdrawalSheet } from '../../queries/withdrawals.ts';
import { actFields } from '../application-steps/resolution.page.ts';
import { CHARGE_LINES } from './withdrawal.page.ts';

const day = (value: string | null): string | null => (value ? formatItalianDate(value) : null);

export function withdrawalView(visit: Visit, sheet: WithdrawalSheet, problems: Problems): Html {
  const errors = Object.entries(problems.errors).map(([field, message]) => ({
    field: field || undefined,
    message,
  }));
  return html`${errorSummary(errors)}<div class="row"><div class="col-lg-8">${alert({ kind: 'info', text: waitsFor(sheet, visit.today) })}${
    may(visit.actor, mayHandleWithdrawals) ? nextForm(visit, sheet, problems) : ''
  }${section({ title: 'Il recesso', content: facts(sheet) })}${
    sheet.exitStatement ? section({ title: 'Prospetto di uscita', content: statement(sheet) }) : ''
  }</div><div class="col-lg-4">${section({ title: 'Cronologia', content: timeline(sheet.events.map(historyLine)) })}</div></div>`;
}

function waitsFor(sheet: WithdrawalSheet, today: string): string {
  const from = sheet.resolution?.executiveFrom;
  switch (sheet.state) {
    case 'ANNOUNCED':
      if (!from) return 'Si attende la delibera con cui l’ente decide il recesso.';
      return from > today
        ? `La delibera di recesso diventa esecutiva il ${formatItalianDate(from)}: la notifica vale solo da quel giorno.`
        : `La delibera è esecutiva: si attende la notifica via PEC. Se notificato entro il 30 settembre, e con almeno ${sheet.withdrawalNoticeDays} giorni di preavviso, il recesso ha effetto dal 1º gennaio successivo; altrimenti un anno dopo.`;
    case 'NOTIFIED':
      return `Il recesso è notificato e ha effetto dal ${day(sheet.effectiveOn)}. Resta da compilare il prospetto di uscita.`;
    case 'IN_NOTICE':
      return `Il preavviso è in corso: l’ente resta aderente fino al ${day(sheet.validTo)}. La quota dell’anno in corso è dovuta per intero.`;
    case 'CLOSED':
      return `Il recesso ha avuto effetto dal ${day(sheet.effectiveOn)}.`;
  }
}

function nextForm(visit: Visit, sheet: WithdrawalSheet, problems: Problems): Html | '' {
  const hiddenFields = html`${visit.hiddenFields()}${hidden('versione', sheet.version)}`;
  if (sheet.state === 'ANNOUNCED' && !sheet.resolution)
    return section({
      title: 'Registra la delibera di recesso',
      content: form({
        action: membershipLinks.withdrawalStep(sheet.id, 'delibera'),
        hiddenFields,
        fields: actFields(withOrgan(problems, sheet), 'Lo stesso organo che approva le convenzioni.'),
        submitLabel: 'Registra la delibera',
      }),
    });
  if (sheet.state === 'ANNOUNCED')
    return section({
      title: 'Registra la notifica via PEC',
      content: form({
        action: membershipLinks.withdrawalStep(sheet.id, 'notifica'),
        hiddenFields,
        fields: [
          dateField({
            name: 'notificato',
            label: 'Data di consegna della PEC',
            required: true,
            value: problems.values.notificato,
            error: problems.errors.notificato,
          }),
          textField({
            name: 'pec',
            label: 'Indirizzo PEC del mittente',
            required: true,
            value: problems.values.pec,
            error: problems.errors.pec,
            width: 'long',
          }),
        ],
        submitLabel: 'Registra la notifica',
      }),
    });
  if (sheet.state === 'NOTIFIED')
    return section({
      title: 'Compila il prospetto di uscita',
      content: form({
        action: membershipLinks.withdrawalStep(sheet.id, 'prospetto'),
        hiddenFields,
        fields: exitFields(problems),
        submitLabel: 'Registra il prospetto e avvia il preavviso',
      }),
    });
  return '';
}

const withOrgan = (problems: Problems, sheet: WithdrawalSheet): Problems => ({
  ...problems,
  values: {
    organo: sheet.category === 'COMUNE' ? 'CONSIGLIO' : (sheet.statutoryOrgan ?? ''),
    ...problems.values,
  },
});

function exitFields(problems: Problems): Html[] {
  const [descriptions, amounts] = [problems.valuesAll('voce'), problems.valuesAll('importo')];
  return [
    fieldset({
      legend: 'Impegni pluriennali che restano a carico dell’ente',
      hint: 'Canoni, migrazioni, lotti di gare associate: una riga per impegno. Le righe vuote non contano.',
      content: Array.from(
        { length: CHARGE_LINES },
        (_, index) =>
          html`<div class="row"><div class="col-md-8">${textField({
            name: 'voce',
            id: `campo-voce-${index}`,
            label: `Impegno ${index + 1}`,
            value: descriptions[index],
            error: problems.errors[`voce-${index}`],
          })}</div><div class="col-md-4">${moneyField({
            name: 'importo',
            id: `campo-importo-${index}`,
            label: `Importo ${index + 1}`,
            hint: undefined,
            width: 'full',
            value: amounts[index],
            error: problems.errors[`importo-${index}`],
          })}</div></div>`,
      ),
    }),
    checkbox({
      name: 'nessuno',
      label: 'Non vi sono impegni pluriennali',
      value: '1',
      checked: problems.values.nessuno === '1',
      error: problems.errors.nessuno,
    }),
    checkbox({
      name: 'accettato',
      label: 'L’ente ha accettato il prospetto',
      value: '1',
      checked: problems.values.accettato === '1',
    }),
  ];
}

const facts = (sheet: WithdrawalSheet): Html =>
  descriptionList([
    {
      term: 'Ente',
      value: html`<a href="${membershipLinks.member(sheet.membershipId)}">${sheet.name}</a>`,
    },
    { term: 'Motivo', value: sheet.reason },
    { term: 'Comunicato il', value: day(sheet.announcedOn) },
    {
      term: 'Delibera',
      value: sheet.resolution
        ? `${ORGAN_LABELS[sheet.resolution.organ]}, n. ${sheet.resolution.number} del ${day(sheet.resolution.resolvedOn)}, esecutiva dal ${day(sheet.resolution.executiveFrom)}`
        : 'Non ancora registrata',
    },
    {
      term: 'Notificato via PEC il',
      value: sheet.notifiedOn ? `${day(sheet.notifiedOn)}, da ${sheet.notifiedByPec ?? ''}` : 'Non ancora',
    },
    { term: 'Effetto dal', value: day(sheet.effectiveOn) ?? 'Si conosce con la notifica' },
  ]);

function statement(sheet: WithdrawalSheet): Html {
  const made = sheet.exitStatement!;
  const total = made.charges.reduce((sum, c) => sum + c.amountCents, 0);
  return html`${
    made.charges.length > 0
      ? dataTable({
          caption: 'Oneri di uscita',
          rows: made.charges,
          totalLabel: 'Totale',
          columns: [
            { header: 'Impegno', rowHeader: true, cell: (c) => c.description },
            {
              header: 'Importo',
              numeric: true,
              nowrap: true,
              cell: (c) => formatEuro(c.amountCents),
              total: formatEuro(total),
            },
          ],
        })
      : html`<p>Non vi sono impegni pluriennali.</p>`
  }${descriptionList([
    { term: 'Quota dell’anno in corso', value: 'Dovuta per intero, senza rimborso' },
    { term: 'Restituzione dei dati entro il', value: day(made.dataReturnBy) },
    {
      term: 'Accettato dall’ente',
      value: sheet.exitAcceptedAt ? formatInstant(new Date(sheet.exitAcceptedAt)) : 'Non ancora',
    },
    { term: 'Compilato da', value: made.preparedBy },
  ])}`;
}

const historyLine = (e: WithdrawalSheet['events'][number]) => ({
  title: WITHDRAWAL_EVENT_LABELS[e.event] ?? e.event,
  when: formatInstant(new Date(e.at)),
  datetime: new Date(e.at).toISOString(),
  actor: [e.actor, e.onBehalfOfName ? `per ${e.onBehalfOfName}` : null].filter(Boolean).join(', '),
  detail: e.reason ? html`<p class="mb-0">${e.reason}</p>` : undefined,
});

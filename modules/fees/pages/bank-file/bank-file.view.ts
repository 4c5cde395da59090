import { formatInstant, formatItalianDate } from '#platform/calendar';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { postButton } from '#ui/button';
import { details } from '#ui/details';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { checkbox, hidden, select } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { BANK_OUTCOMES, CHANNEL_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayRecordPayments } from '../../permissions.ts';
import type { BankFile, BankLineRow } from '../../queries/list-payments.ts';
import type { BankMapping } from '../../rules/bank-lines.ts';
import { errorsOf } from '../fees-page.ts';

interface Parts {
  visit: Visit;
  file: BankFile;
  header: readonly string[];
  list: ListQuery;
  lines: Listed<BankLineRow> & { outcomes: readonly { outcome: string; count: number; cents: number }[] };
  problems: Problems;
}

export function bankFileView(parts: Parts): Html {
  const { visit, file, problems } = parts;
  const open = file.state === 'PLANNED' && may(visit.actor, mayRecordPayments);
  return html`${errorSummary(errorsOf(problems, ['canale', 'eccedenze', ...COLUMNS.map(([name]) => name)]))}${summary(parts)}${
    open ? html`${confirmPart(parts)}${mappingPart(parts)}` : ''
  }${linesPart(parts)}`;
}

function summary({ file, lines }: Parts): Html {
  const rows = Object.keys(BANK_OUTCOMES).flatMap((outcome) =>
    lines.outcomes.filter((o) => o.outcome === outcome),
  );
  const said =
    file.state === 'APPLIED'
      ? alert({
          kind: 'success',
          text: `${formatInteger(file.applied)} versamenti registrati da ${file.appliedBy} il ${formatInstant(file.appliedAt!)}.`,
        })
      : '';
  return html`${said}${dataTable({
    caption: 'Esito dell’abbinamento',
    rows,
    columns: [
      {
        header: 'Esito',
        rowHeader: true,
        cell: (o) =>
          html`<a href="${feesLinks.bankFile(file.id)}?esito=${o.outcome}">${BANK_OUTCOMES[o.outcome]!.label}</a>`,
      },
      { header: 'Righe', numeric: true, cell: (o) => formatInteger(o.count) },
      { header: 'Importo', numeric: true, nowrap: true, cell: (o) => formatEuro(o.cents) },
    ],
  })}`;
}

function confirmPart({ visit, file, lines, problems }: Parts): Html {
  const of = (outcome: string) => lines.outcomes.find((o) => o.outcome === outcome) ?? { count: 0, cents: 0 };
  const [matched, excess] = [of('MATCHED'), of('EXCESS')];
  const discard = html`<div class="button-row">${postButton({ label: 'Accantona il file', action: feesLinks.bankFileAction(file.id, 'eliminazione'), hiddenFields: visit.hiddenFields(), kind: 'secondary' })}</div>`;
  if (matched.count + excess.count === 0)
    return html`${alert({ kind: 'warning', text: 'Nessuna riga è abbinata a un avviso: controllare le colonne, oppure registrare i versamenti a mano.' })}${discard}`;
  return section({
    title: 'Conferma',
    content: html`<p>Con la conferma sono registrati tutti i versamenti abbinati: ${formatInteger(matched.count)} per ${formatEuro(matched.cents)}. Le altre righe non sono registrate.</p>${form(
      {
        action: feesLinks.bankFileAction(file.id, 'conferma'),
        hiddenFields: html`${visit.hiddenFields()}${hidden('prova', file.planDigest)}`,
        fields: [
          select({
            name: 'canale',
            label: 'Canale',
            required: true,
            value: problems.values.canale ?? 'BANK_TRANSFER',
            error: problems.errors.canale,
            choices: Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label })),
          }),
          excess.count > 0
            ? checkbox({
                name: 'eccedenze',
                label: `Registra anche le ${formatInteger(excess.count)} righe che eccedono il dovuto: la differenza resta come credito`,
                value: '1',
                checked: problems.values.eccedenze === '1',
                error: problems.errors.eccedenze,
              })
            : '',
        ],
        submitLabel: 'Registra i versamenti',
      },
    )}${discard}`,
  });
}

const COLUMNS: readonly (readonly [keyof BankMapping, string])[] = [
  ['date', 'Data'],
  ['amount', 'Importo'],
  ['description', 'Causale'],
  ['reference', 'Riferimento (TRN)'],
];

function mappingPart({ visit, file, header, problems }: Parts): Html {
  const choices = header.map((name, index) => ({
    value: String(index),
    label: name.trim() || `Colonna ${index + 1}`,
  }));
  const sure =
    file.mapping.date !== null && file.mapping.amount !== null && file.mapping.description !== null;
  return details({
    summary: 'Colonne del file',
    open: !sure,
    content: form({
      action: feesLinks.bankFileAction(file.id, 'colonne'),
      label: 'Colonne del file',
      hiddenFields: visit.hiddenFields(),
      fields: COLUMNS.map(([name, label]) =>
        select({
          name,
          label,
          value: file.mapping[name] === null ? '' : String(file.mapping[name]),
          emptyLabel: 'Nessuna',
          choices,
          error: problems.errors[name],
        }),
      ),
      submitLabel: 'Prova di nuovo',
    }),
  });
}

function linesPart({ file, list, lines }: Parts): Html {
  const { esito } = list.filters;
  return section({
    title: 'Righe del file',
    content: html`${listToolbar({
      action: feesLinks.bankFile(file.id),
      filters: select({
        name: 'esito',
        label: 'Esito',
        value: esito,
        emptyLabel: 'Tutti',
        choices: Object.entries(BANK_OUTCOMES).map(([value, { label }]) => ({ value, label })),
      }),
      activeFilters: esito
        ? [{ label: BANK_OUTCOMES[esito]?.label ?? esito, removeHref: list.href({ esito: null }) }]
        : [],
      results: resultsOf(list, lines, ['riga', 'righe']),
      exports: exportLinks(list),
    })}${dataTable<BankLineRow>({
      caption: 'Righe del file',
      captionHidden: true,
      rows: lines.rows,
      small: 'stack',
      columns: [
        { header: 'Riga', numeric: true, rowHeader: true, cell: (l) => l.line },
        { header: 'Data', nowrap: true, cell: (l) => (l.paidOn ? formatItalianDate(l.paidOn) : null) },
        {
          header: 'Causale',
          cell: (l) => (l.column ? html`${l.column}: «${l.description}»` : l.description),
        },
        {
          header: 'Importo',
          numeric: true,
          nowrap: true,
          cell: (l) => (l.amountCents === null ? null : formatEuro(l.amountCents)),
        },
        {
          header: 'Esito',
          cell: (l) => statusTag(BANK_OUTCOMES[l.outcome]!.kind, BANK_OUTCOMES[l.outcome]!.label),
        },
        {
          header: 'Avviso o motivo',
          cell: (l) =>
            html`${l.noticeId ? html`<a href="${feesLinks.notice(l.noticeId)}">n. ${l.number}/${l.year}</a>, ${l.payerName}` : ''}${l.noticeId && l.reason ? '. ' : ''}${l.reason}`,
        },
      ],
      empty: emptyState({ title: 'Nessuna riga', text: 'Nessuna riga del file ha questo esito.' }),
    })}${pagesOf(list, lines, 'righe')}`,
  });
}

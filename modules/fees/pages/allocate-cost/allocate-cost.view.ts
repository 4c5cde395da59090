import { CATEGORY_LABELS } from '#directory';
import { formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportLinks } from '#platform/forms/list-export';
import type { ListQuery } from '#platform/forms/list-query';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { type Cents, formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { submitButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { checkbox, dateField, fieldset, hidden, numberField, select, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { listToolbar } from '#ui/list-toolbar';
import { pagination } from '#ui/pagination';
import { type Column, dataTable } from '#ui/table';

import { feesLinks } from '../../links.ts';
import { mayDraftAllocations } from '../../permissions.ts';
import type { BodyToAllocate } from '../../queries/bodies-to-allocate.ts';
import { allocateCostInput } from './allocate-cost.input.ts';

export interface AllocatedRow extends BodyToAllocate {
  amount: Cents;
  /** On the final account, and what is left to pay or to have back; only when the final cost is given. */
  final?: Cents;
  balance?: Cents;
}

export interface ShownAllocation {
  rows: readonly AllocatedRow[];
  net: Cents;
  netFinal: Cents | null;
  warnings: readonly string[];
  figuresOn: string;
}

export const EXPORT_COLUMNS: readonly ExportColumn<AllocatedRow>[] = [
  { header: 'Ente', kind: 'text', value: (r) => r.name },
  { header: 'Categoria', kind: 'text', value: (r) => CATEGORY_LABELS[r.category] },
  { header: 'Abitanti', kind: 'integer', value: (r) => r.population },
  { header: 'Superficie (km²)', kind: 'decimal', value: (r) => r.area },
  { header: 'Uso', kind: 'decimal', value: (r) => r.usage },
  { header: 'Quota', kind: 'euro', value: (r) => r.amount },
  { header: 'Quota a consuntivo', kind: 'euro', value: (r) => r.final },
  { header: 'Conguaglio', kind: 'euro', value: (r) => r.balance },
];

interface Shown {
  list: ListQuery;
  problems: Problems;
  conventions: readonly { value: string; label: string }[];
  quantities: readonly { value: string; label: string }[];
  result: ShownAllocation | null;
}

export function allocateCostView(visit: Visit, shown: Shown): Html {
  const { errors } = shown.problems;
  return html`<p>Un costo comune, al netto dei contributi, si ripartisce fra gli enti aderenti secondo i pesi indicati. Le quote sono al centesimo e la loro somma è sempre l’importo ripartito. Il calcolo non registra nulla finché non lo si salva come proposta di riparto.</p>${errorSummary(
    Object.entries(errors).map(([field, message]) => ({ field, message })),
  )}<form method="get" action="${feesLinks.allocation()}" novalidate class="form-block">${fields(shown)}<div class="button-row">${submitButton({ label: 'Ripartisci' })}</div></form>${
    shown.result ? html`${resultView(shown.list, shown.result)}${saveView(visit, shown)}` : ''
  }`;
}

/** What is sent to keep the allocation are its terms: members, figures and shares are computed again. */
function saveView(visit: Visit, { problems: { values, errors } }: Shown): Html | '' {
  if (!may(visit.actor, mayDraftAllocations)) return '';
  const terms = Object.keys(allocateCostInput.shape).filter((name) => name !== 'consuntivo');
  return section({
    title: 'Salvare il riparto',
    content: form({
      action: feesLinks.allocations(),
      hiddenFields: html`${visit.hiddenFields()}${terms.map((name) => hidden(name, values[name] ?? ''))}`,
      intro:
        'La proposta fissa i dati degli enti e le quote come sono ora; la approva il responsabile del centro. Il conguaglio si predispone poi dal riparto approvato.',
      fields: [
        textField({
          name: 'titolo',
          label: 'Di quale costo si tratta',
          hint: 'Come lo leggeranno gli enti, per esempio: Servizio di assistenza 2026',
          required: true,
          maxlength: 200,
          value: values.titolo,
          error: errors.titolo,
        }),
        numberField({
          name: 'anno',
          label: 'Anno del costo',
          required: true,
          value: values.anno,
          error: errors.anno,
        }),
      ],
      submitLabel: 'Salva come proposta di riparto',
    }),
  });
}

function fields({ problems, conventions, quantities }: Shown): Html {
  const { values, errors } = problems;
  const field = (name: string, label: string, hint?: string) => ({
    name,
    label,
    value: values[name],
    error: errors[name],
    ...(hint ? { hint } : {}),
  });
  const euro = (name: string, label: string, hint?: string) =>
    numberField({ ...field(name, label, hint), suffix: '€', inputmode: 'decimal' });
  const percent = (name: string, label: string, hint?: string) =>
    numberField({ ...field(name, label, hint), suffix: '%', inputmode: 'decimal' });
  return html`${fieldset({
    legend: 'Fra chi',
    content: [
      select({ ...field('convenzione', 'Convenzione'), choices: conventions }),
      dateField({ ...field('al', 'Enti aderenti al') }),
      checkbox({
        name: 'soloComuni',
        label: 'Soltanto i comuni',
        hint: 'Unioni e comunità montane aderiscono con i loro comuni: contarle due volte ne raddoppierebbe il peso',
        value: '1',
        checked: values.soloComuni !== '',
      }),
    ],
  })}${fieldset({
    legend: 'Quanto',
    content: [
      euro('costo', 'Costo da ripartire'),
      euro('contributi', 'Contributi da togliere', 'Facoltativo'),
      euro('consuntivo', 'Costo a consuntivo', 'Facoltativo: con esso si calcola il conguaglio di ogni ente'),
    ],
  })}${fieldset({
    legend: 'Secondo quali pesi',
    hint: 'La somma dei pesi è 100',
    content: [
      dateField({ ...field('dati', 'Abitanti e uso al') }),
      percent('pesoAbitanti', 'Abitanti'),
      percent('pesoParti', 'Parti uguali'),
      percent('pesoSuperficie', 'Superficie', 'In chilometri quadrati, come in anagrafe'),
      percent('pesoUso', 'Uso'),
      select({
        ...field('uso', 'Dato che misura l’uso', 'Fra gli altri dati numerici dell’anagrafe'),
        choices: quantities,
        emptyLabel: 'Nessuno',
      }),
    ],
  })}`;
}

function resultView(list: ListQuery, result: ShownAllocation): Html {
  const { rows, net, netFinal } = result;
  const shown = rows.slice(list.offset, list.offset + list.size);
  const columns: Column<AllocatedRow>[] = [
    { header: 'Ente', rowHeader: true, cell: (r) => r.name },
    {
      header: 'Abitanti',
      numeric: true,
      cell: (r) => (r.population === undefined ? null : formatInteger(r.population)),
    },
    {
      header: 'Superficie (km²)',
      numeric: true,
      cell: (r) => (r.area === undefined ? null : formatDecimalText(r.area)),
    },
    {
      header: 'Uso',
      numeric: true,
      cell: (r) => (r.usage === undefined ? null : formatDecimalText(String(r.usage))),
    },
    {
      header: 'Quota',
      numeric: true,
      nowrap: true,
      cell: (r) => formatEuro(r.amount),
      total: formatEuro(net),
    },
    ...(netFinal === null
      ? []
      : [
          {
            header: 'A consuntivo',
            numeric: true,
            nowrap: true,
            cell: (r: AllocatedRow) => formatEuro(r.final ?? 0),
            total: formatEuro(netFinal),
          },
          {
            header: 'Conguaglio',
            numeric: true,
            nowrap: true,
            cell: (r: AllocatedRow) => formatEuro(r.balance ?? 0),
            total: formatEuro(netFinal - net),
          },
        ]),
  ];
  return section({
    title: 'Ripartizione',
    content: html`${
      result.warnings.includes('USAGE_IS_ZERO')
        ? alert({
            kind: 'warning',
            text: 'Nessun ente ha usato il servizio: la parte dell’uso è ripartita secondo gli abitanti.',
          })
        : ''
    }${listToolbar({
      action: feesLinks.allocation(),
      results: {
        from: rows.length ? list.offset + 1 : 0,
        to: list.offset + shown.length,
        total: rows.length,
        noun: ['ente', 'enti'],
      },
      exports: exportLinks(list),
    })}${dataTable({
      caption: `Ripartizione del costo, con i dati al ${formatItalianDate(result.figuresOn)}`,
      captionHidden: true,
      small: 'stack',
      columns,
      rows: shown,
      totalLabel: 'Totale di tutti gli enti',
      empty: emptyState({
        title: 'Nessun ente',
        text: 'A quella data nessun ente aderisce alla convenzione.',
      }),
    })}${pagination({
      page: list.page,
      pageCount: Math.ceil(rows.length / list.size),
      href: (number) => list.href({ pagina: number }),
      noun: 'enti',
    })}`,
  });
}

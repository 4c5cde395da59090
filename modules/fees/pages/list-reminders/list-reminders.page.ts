import { daysBetween, formatItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { submitButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { hidden, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { tabs } from '#ui/tabs';
import { sendReminders } from '../../commands/send-reminders.ts';
import { REMINDER_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayRecordPayments } from '../../permissions.ts';
import { listReminders, type PreparedReminder, REMINDER_SORTS } from '../../queries/list-reminders.ts';
import { feesPage } from '../fees-page.ts';

/** The reminders that have fallen due, to be chosen and sent; and those already sent. */
export async function show(visit: Visit, error?: string): Promise<Answer> {
  const sent = visit.query.inviati === '1';
  const list = readListQuery(visit, {
    // Those sent last come first.
    sorts: sent ? ['invio', ...REMINDER_SORTS.filter((sort) => sort !== 'invio')] : REMINDER_SORTS,
    ...(sent ? { defaultDirection: 'desc' as const } : {}),
    filters: ['inviati', 'q', 'passo'],
  });
  const { q, passo } = list.filters;
  const step = passo && passo in REMINDER_LABELS ? passo : undefined;
  const { format, page } = exportAsked(visit, list);
  const reminders = await listReminders(visit, { sent, words: q, step }, page);
  if (format) {
    const name = `solleciti-${sent ? 'inviati' : 'da-inviare'}-${visit.today}`;
    return exported({ name, rows: reminders.rows, columns: exportColumns(visit.today) }, format);
  }
  const send = may(visit.actor, mayRecordPayments) && !sent && reminders.total > 0;
  const columns: Column<PreparedReminder>[] = [
    {
      header: 'Ente che paga',
      sortKey: 'ente',
      rowHeader: true,
      cell: (r) =>
        send
          ? html`<div class="form-check m-0"><input type="checkbox" id="sollecito-${r.id}" name="sollecito" value="${r.id}" checked><label for="sollecito-${r.id}">${r.payerName}<span class="visually-hidden">, avviso n. ${r.number}/${r.year}</span></label></div>`
          : r.payerName,
    },
    {
      header: 'Avviso',
      nowrap: true,
      cell: (r) => html`<a href="${feesLinks.notice(r.noticeId)}">n. ${r.number}/${r.year}</a>`,
    },
    { header: 'Sollecito', cell: (r) => REMINDER_LABELS[r.step] },
    { header: 'Scaduto il', sortKey: 'scadenza', nowrap: true, cell: (r) => formatItalianDate(r.dueOn) },
    {
      header: 'Giorni di ritardo',
      numeric: true,
      cell: (r) => formatInteger(daysBetween(r.dueOn, visit.today)),
    },
    {
      header: 'Da versare',
      sortKey: 'importo',
      numeric: true,
      nowrap: true,
      cell: (r) => (r.openCents > 0 ? formatEuro(r.openCents) : null),
    },
    sent
      ? {
          header: 'Inviato',
          sortKey: 'invio',
          cell: (r) => (r.sentOn ? `${formatItalianDate(r.sentOn)}, ${r.sentBy}` : null),
        }
      : { header: 'Domicilio digitale', cell: (r) => r.domicile },
  ];
  const active = [
    ...(q ? [{ label: `Cerca: ${q}`, removeHref: list.href({ q: null }) }] : []),
    ...(step ? [{ label: REMINDER_LABELS[step]!, removeHref: list.href({ passo: null }) }] : []),
  ];
  const table = dataTable({
    caption: sent ? 'Solleciti inviati' : 'Solleciti da inviare',
    captionHidden: true,
    columns,
    rows: reminders.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessun sollecito corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare con una parte del nome.',
          })
        : emptyState({
            title: sent ? 'Nessun sollecito inviato' : 'Nessun sollecito da inviare',
            text: 'Ogni mattina si preparano i solleciti degli avvisi scaduti da 15, 45 e 90 giorni; li invia una persona.',
          }),
  });
  const content = html`${error ? errorSummary([{ message: error }]) : ''}${tabs({
    label: 'Solleciti',
    tabs: [
      { label: 'Da inviare', href: feesLinks.reminders(), current: !sent },
      { label: 'Inviati', href: `${feesLinks.reminders()}?inviati=1`, current: sent },
    ],
  })}${listToolbar({
    action: feesLinks.reminders(),
    hiddenFields: sent ? hidden('inviati', '1') : '',
    filters: [
      textField({ name: 'q', label: 'Ente o numero', hint: 'Ad esempio 12/2026', value: q, type: 'search' }),
      select({
        name: 'passo',
        label: 'Sollecito',
        value: step,
        emptyLabel: 'Tutti',
        choices: STEP_CHOICES,
      }),
    ],
    activeFilters: active,
    clearHref: sent ? `${feesLinks.reminders()}?inviati=1` : feesLinks.reminders(),
    results: resultsOf(list, reminders, ['sollecito', 'solleciti']),
    exports: exportLinks(list),
  })}${
    send
      ? html`<form method="post" action="${feesLinks.reminders()}" novalidate>${visit.hiddenFields()}${table}<div class="button-row">${submitButton({ label: 'Invia i solleciti scelti' })}</div></form>`
      : table
  }${pagesOf(list, reminders, 'solleciti')}`;
  return feesPage(visit, 'Solleciti', content, {
    wide: true,
    ...(error ? { status: 422, refused: true } : {}),
  });
}

const STEP_CHOICES = Object.entries(REMINDER_LABELS).map(([value, label]) => ({ value, label }));

const exportColumns = (today: string): readonly ExportColumn<PreparedReminder>[] => [
  { header: 'Ente che paga', kind: 'text', value: (r) => r.payerName },
  { header: 'Domicilio digitale', kind: 'text', value: (r) => r.domicile },
  { header: 'Avviso', kind: 'text', value: (r) => `${r.number}/${r.year}` },
  { header: 'Sollecito', kind: 'text', value: (r) => REMINDER_LABELS[r.step] },
  { header: 'Scaduto il', kind: 'date', value: (r) => r.dueOn },
  { header: 'Giorni di ritardo', kind: 'integer', value: (r) => daysBetween(r.dueOn, today) },
  { header: 'Da versare', kind: 'euro', value: (r) => r.openCents },
  { header: 'Inviato il', kind: 'date', value: (r) => r.sentOn },
  { header: 'Inviato da', kind: 'text', value: (r) => r.sentBy },
];

export async function send(visit: Visit): Promise<Answer> {
  try {
    const { sent, dropped } = await sendReminders(visit, {
      reminderIds: visit.formAll('sollecito').filter(isId),
    });
    const also =
      dropped > 0
        ? ` ${dropped === 1 ? 'Uno non serviva' : `${dropped} non servivano`} più: nel frattempo l’avviso è stato pagato.`
        : '';
    return redirect(
      feesLinks.reminders(),
      `${sent === 1 ? 'Un sollecito inviato.' : `${formatInteger(sent)} solleciti inviati.`}${also}`,
    );
  } catch (error) {
    if (error instanceof InvalidInput) return show(visit, error.fields.sollecito);
    throw error;
  }
}

import { formatItalianDate, isWithin } from '#platform/calendar';
import type { Listed } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import { STATE_LABELS } from '../../messages.it.ts';
import type { ConventionTerm } from '../../queries/find-convention.ts';
import type { ListedTariff } from '../../queries/get-tariff.ts';

const STATE_KINDS: Readonly<Record<string, StatusKind>> = {
  DRAFT: 'warning',
  APPROVED: 'success',
  WITHDRAWN: 'neutral',
};

/** «In vigore», «Approvata» (past or to come), «Proposta», «Ritirata». */
export function tariffStatus(
  tariff: { state: string; validFrom: string; validTo: string | null },
  today: string,
): Html {
  if (tariff.state !== 'APPROVED')
    return statusTag(STATE_KINDS[tariff.state] ?? 'neutral', STATE_LABELS[tariff.state] ?? tariff.state);
  if (isWithin(today, tariff.validFrom, tariff.validTo)) return statusTag('success', 'In vigore');
  return tariff.validFrom > today
    ? statusTag('info', 'Approvata, non ancora in vigore')
    : statusTag('neutral', 'Cessata');
}

export function listTariffsView(shown: {
  tariffs: Listed<ListedTariff>;
  conventions: readonly ConventionTerm[];
  conventionId: string | undefined;
  state: string | undefined;
  today: string;
}): Html {
  const { tariffs, conventions, today } = shown;
  if (conventions.length === 0)
    return emptyState({
      title: 'Nessuna convenzione',
      text: 'Una tariffa appartiene a una convenzione: registrare prima la convenzione.',
      icon: 'inbox',
    });
  const filtered = Boolean(shown.conventionId ?? shown.state);
  return html`${listToolbar({
    action: tariffLinks.tariffs(),
    filters: [
      select({
        name: 'convenzione',
        label: 'Convenzione',
        value: shown.conventionId,
        emptyLabel: 'Tutte',
        choices: conventions.map((c) => ({ value: c.id, label: c.title })),
      }),
      select({
        name: 'stato',
        label: 'Stato',
        value: shown.state,
        emptyLabel: 'Proposte e approvate',
        choices: Object.entries(STATE_LABELS).map(([value, label]) => ({ value, label })),
      }),
    ],
    ...(filtered ? { clearHref: tariffLinks.tariffs() } : {}),
    results: { from: 1, to: tariffs.rows.length, total: tariffs.total, noun: ['tariffa', 'tariffe'] },
  })}${dataTable<ListedTariff>({
    caption: 'Tariffe',
    captionHidden: true,
    small: 'stack',
    rows: tariffs.rows,
    empty: emptyState({
      title: filtered ? 'Nessuna tariffa corrisponde ai filtri' : 'Nessuna tariffa',
      text: filtered
        ? 'Togliere un filtro.'
        : 'Preparare una proposta dalla formula standard, oppure da un file JSON.',
    }),
    columns: [
      {
        header: 'Tariffa',
        rowHeader: true,
        cell: (t) => html`<a href="${tariffLinks.tariff(t.id)}">${t.title}</a>`,
      },
      { header: 'Versione', nowrap: true, cell: (t) => `${t.code} v.${t.version}` },
      { header: 'Convenzione', cell: (t) => t.conventionTitle },
      { header: 'Dal', nowrap: true, cell: (t) => formatItalianDate(t.validFrom) },
      {
        header: 'Al',
        nowrap: true,
        cell: (t) => (t.validTo ? formatItalianDate(t.validTo) : 'fine convenzione'),
      },
      { header: 'Stato', cell: (t) => tariffStatus(t, today) },
      {
        header: 'Decisione',
        cell: (t) => (t.decision ? `${t.decision} del ${formatItalianDate(t.decidedOn!)}` : null),
      },
    ],
  })}`;
}

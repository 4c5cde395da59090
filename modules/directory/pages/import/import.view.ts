import { formatInstant } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { buttonLink, postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { details } from '#ui/details';
import { figureTiles } from '#ui/figure-tile';
import { pagination } from '#ui/pagination';
import { progress } from '#ui/progress';
import { tabs } from '#ui/tabs';
import { directoryLinks } from '../../links.ts';
import type { ShownImport } from '../../queries/get-import.ts';
import type { PlanRow, RowOutcome } from '../../queries/list-import-rows.ts';
import type { PlanCounts } from '../../rules/register-import/import-options.ts';
import { choicesForm } from './choices.view.ts';
import { planTable } from './plan-table.view.ts';

export interface OutcomeTab {
  slug: string;
  outcome: RowOutcome;
  label: string;
  count(counts: PlanCounts): number;
}

/** The outcomes of a plan, each with its tab: first what asks for a person. */
export const OUTCOME_TABS: readonly OutcomeTab[] = [
  { slug: 'da-scegliere', outcome: 'TO_CHOOSE', label: 'Da scegliere', count: (c) => c.toChoose },
  { slug: 'nuove', outcome: 'NEW', label: 'Nuove', count: (c) => c.new },
  { slug: 'modificate', outcome: 'CHANGED', label: 'Modificate', count: (c) => c.changed },
  { slug: 'scartate', outcome: 'REFUSED', label: 'Scartate', count: (c) => c.refused },
  { slug: 'invariate', outcome: 'UNCHANGED', label: 'Invariate', count: (c) => c.unchanged },
];

export interface ImportPage {
  visit: Visit;
  upload: ShownImport;
  tab: OutcomeTab;
  rows: Listed<PlanRow>;
  list: ListQuery;
  going: boolean;
  editable: boolean;
  problem: string;
}

export function importView(shown: ImportPage): Html {
  const { upload, going } = shown;
  const sentence = shown.problem || (going ? '' : upload.problem);
  return html`${sentence ? alert({ kind: 'danger', title: 'L’operazione non è riuscita', text: sentence, live: true }) : ''}${
    going ? running(upload) : standing(shown)
  }`;
}

function running({ run, id }: ShownImport): Html {
  const known = run !== null && run.total !== null && run.total > 0;
  return html`${progress({
    label: run?.label ?? 'Lavoro in corso',
    done: run?.done ?? 0,
    ...(known ? { total: run.total! } : {}),
    text: run?.message ?? 'In attesa di cominciare…',
    pollUrl: directoryLinks.import(id),
    refreshHref: directoryLinks.import(id),
  })}<p>La pagina si aggiorna da sola; si può anche lasciarla e tornare più tardi. ${
    run ? html`<a href="/lavori/${run.id}">Segui il lavoro o interrompilo</a>` : ''
  }</p>`;
}

function standing(shown: ImportPage): Html {
  const { upload, visit, editable } = shown;
  if (!upload.counts)
    return html`${upload.state === 'UPLOADED' ? alert({ kind: 'info', text: 'Il file è stato caricato: scegliere come leggerlo e fare la prova.' }) : ''}${
      editable
        ? buttonLink({
            label: 'Vai alle impostazioni',
            href: directoryLinks.importPart(upload.id, 'impostazioni'),
          })
        : ''
    }`;
  return html`${outcomeSentence(shown)}${tiles(upload.counts)}${editable ? actions(visit, upload) : ''}${facts(upload)}${warnings(upload)}${report(shown, upload.counts)}`;
}

function outcomeSentence({ upload, editable }: ImportPage): Html | '' {
  const { counts, state } = upload;
  if (state === 'APPLIED')
    return alert({
      kind: 'success',
      text: `Applicata il ${formatInstant(upload.appliedAt!)} da ${upload.appliedBy}: ${formatInteger(counts!.new)} ${counts!.new === 1 ? 'riga nuova' : 'righe nuove'} e ${formatInteger(counts!.changed)} ${counts!.changed === 1 ? 'modificata' : 'modificate'}, come mostrato dalla prova.`,
    });
  if (upload.stale && editable)
    return alert({
      kind: 'warning',
      title: 'L’anagrafe è cambiata dopo la prova',
      text: 'Ripetere la prova: quello che si vede qui potrebbe non essere più vero.',
    });
  if (state === 'PLANNED' && counts!.new + counts!.changed === 0)
    return alert({
      kind: 'info',
      text: 'Nulla da applicare: il file non porta novità rispetto all’anagrafe.',
    });
  return '';
}

const tiles = (counts: PlanCounts): Html =>
  figureTiles([
    { figure: formatInteger(counts.rows), label: 'Righe lette' },
    { figure: formatInteger(counts.new), label: 'Nuove' },
    { figure: formatInteger(counts.changed), label: 'Modificate' },
    { figure: formatInteger(counts.unchanged), label: 'Invariate' },
    {
      figure: formatInteger(counts.refused),
      label: 'Scartate',
      kind: counts.refused > 0 ? 'danger' : 'neutral',
    },
    {
      figure: formatInteger(counts.toChoose),
      label: 'Da scegliere',
      kind: counts.toChoose > 0 ? 'warning' : 'neutral',
    },
    { figure: formatInteger(counts.outside), label: 'Fuori territorio' },
  ]);

function actions(visit: Visit, upload: ShownImport): Html {
  const { counts } = upload;
  const total = counts!.new + counts!.changed;
  const part = (name: string) => directoryLinks.importPart(upload.id, name);
  return html`<div class="button-row">${
    (upload.state === 'PLANNED' || upload.state === 'APPLYING') && !upload.stale && total > 0
      ? postButton({
          label: `Applica ${formatInteger(total)} ${total === 1 ? 'riga' : 'righe'}`,
          action: part('applicazione'),
          hiddenFields: visit.hiddenFields(),
        })
      : ''
  }${postButton({ label: 'Ripeti la prova', kind: 'secondary', action: part('prova'), hiddenFields: visit.hiddenFields() })}${postButton(
    {
      label: 'Annulla l’importazione',
      kind: 'secondary',
      action: part('annullamento'),
      hiddenFields: visit.hiddenFields(),
    },
  )}</div>`;
}

const facts = (upload: ShownImport): Html =>
  descriptionList(
    [
      { term: 'Caricato', value: `${formatInstant(upload.uploadedAt)}, ${upload.uploadedBy}` },
      upload.plannedAt && { term: 'Provato', value: formatInstant(upload.plannedAt) },
      { term: 'Fonte', value: upload.options.source || upload.fileName },
    ],
    { compact: true },
  );

const warnings = ({ warnings: shown, warningCount }: ShownImport): Html | '' =>
  warningCount === 0
    ? ''
    : details({
        summary: `Avvertenze sul file: ${formatInteger(warningCount)}`,
        content: html`<ul>${shown.map((w) => html`<li>${w.line ? `Riga ${w.line}` : 'File'}${w.column ? `, ${w.column}` : ''}${w.value ? ` «${w.value}»` : ''}: ${w.reason}</li>`)}</ul>${
          warningCount > shown.length ? html`<p>Sono mostrate le prime ${shown.length}.</p>` : ''
        }`,
      });

function report(shown: ImportPage, counts: PlanCounts): Html {
  const { upload, tab, rows, list, editable } = shown;
  const here = directoryLinks.import(upload.id);
  return html`${tabs({
    label: 'Esiti della prova',
    tabs: OUTCOME_TABS.map((one) => ({
      label: one.label,
      href: `${here}?esito=${one.slug}`,
      current: one.slug === tab.slug,
      count: formatInteger(one.count(counts)),
    })),
  })}${
    counts.refused > 0
      ? html`<p>${buttonLink({ label: 'Scarica le righe scartate (CSV)', href: `${here}/scarti.csv`, kind: 'secondary', icon: 'download', download: true })}</p>`
      : ''
  }${tab.outcome === 'TO_CHOOSE' && rows.total > 0 && editable ? choicesForm(shown) : planTable(upload, tab, rows.rows)}${pagination(
    {
      page: list.page,
      pageCount: Math.ceil(rows.total / list.size),
      href: (number) => list.href({ esito: tab.slug, pagina: number }),
      noun: 'righe',
    },
  )}`;
}

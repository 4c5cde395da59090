import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { missingLabel } from '../../labels.it.ts';
import type { Comparison } from '../../queries/compare-assessment.ts';
import type { MemberInputs } from '../../rules/assess-member.ts';
import { quantityLabels } from '../../rules/run-terms.ts';

/** The fee computed again from what was frozen, and the inputs of then beside those of now. */
export function compareView({ assessment, again, same, now }: Comparison): Html {
  const verdict = same
    ? alert({
        kind: 'success',
        title: 'Il ricalcolo conferma la quota al centesimo',
        text: `Dai dati e dalla tariffa fissati con la quota risultano di nuovo ${formatEuro(assessment.amountCents)}.`,
      })
    : alert({
        kind: 'danger',
        title: 'Il ricalcolo non conferma la quota',
        text: `Accertata: ${formatEuro(assessment.amountCents)}. Ricalcolata: ${again === null ? 'non calcolabile' : formatEuro(again)}. Segnalare la differenza al responsabile del centro.`,
      });
  if (!now) return verdict;
  const labels = quantityLabels(assessment);
  const rows: { term: string; before: string; now: string }[] = [
    ...comparedInputs(assessment.inputs, now.inputs, labels),
    {
      term: 'Quota dovuta',
      before: formatEuro(assessment.amountCents),
      now: now.fee.ok
        ? formatEuro(now.fee.amount)
        : `Non calcolabile: manca ${now.fee.missing.map((m) => missingLabel(m, assessment.populationOn, labels)).join(' e ')}`,
    },
  ];
  const changed = rows.some((row) => row.before !== row.now);
  return html`${verdict}${section({
    title: 'Confronto con i dati di oggi',
    content: html`<p>${changed ? `I dati al ${formatItalianDate(assessment.populationOn)} sono cambiati in anagrafe dopo l’accertamento. La quota non cambia da sola: se occorre, si corregge con una riga a credito o a debito sull’avviso.` : `I dati al ${formatItalianDate(assessment.populationOn)} non sono cambiati.`}</p>${dataTable(
      {
        caption: 'Dati fissati con la quota e dati di oggi',
        captionHidden: true,
        rows,
        rowClass: (row) => (row.before === row.now ? undefined : 'table-warning'),
        columns: [
          { header: 'Dato', rowHeader: true, cell: (row) => row.term },
          { header: 'Fissato con la quota', numeric: true, cell: (row) => row.before },
          { header: 'Oggi in anagrafe', numeric: true, cell: (row) => row.now },
        ],
      },
    )}`,
  })}`;
}

/** The inputs of then and of now, side by side; those of which neither knows anything are left out. */
function comparedInputs(
  then: MemberInputs,
  now: MemberInputs,
  labels: Readonly<Record<string, string>>,
): { term: string; before: string; now: string }[] {
  const names = Object.keys({ ...then.others, ...now.others });
  const years = Object.keys({ ...then.referenceFees, ...now.referenceFees }).map(Number);
  return [
    { term: 'Abitanti', before: figureText(then.population), now: figureText(now.population) },
    { term: 'Imprese attive', before: figureText(then.enterprises), now: figureText(now.enterprises) },
    ...names.map((name) => ({
      term: labels[name] ?? name,
      before: measureText(then.others?.[name]),
      now: measureText(now.others?.[name]),
    })),
    ...(then.bodyClass || now.bodyClass
      ? [{ term: 'Classe', before: then.bodyClass ?? '–', now: now.bodyClass ?? '–' }]
      : []),
    ...(then.wholeAssociation === undefined && now.wholeAssociation === undefined
      ? []
      : [
          {
            term: 'Tutti i comuni associati aderiscono',
            before: yesText(then.wholeAssociation),
            now: yesText(now.wholeAssociation),
          },
        ]),
    ...years.map((year) => ({
      term: `Quota ${year}`,
      before: feeText(then.referenceFees?.[year]),
      now: feeText(now.referenceFees?.[year]),
    })),
  ];
}

const figureText = (figure: MemberInputs['population']): string =>
  figure ? formatInteger(figure.value) : '–';
const measureText = (measure: { value: string } | undefined): string =>
  measure ? formatDecimalText(measure.value) : '–';
const yesText = (value: boolean | undefined): string => (value === undefined ? '–' : value ? 'Sì' : 'No');
const feeText = (cents: number | null | undefined): string =>
  cents === undefined ? '–' : cents === null ? 'Non dovuta' : formatEuro(cents);

import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { tariffLinks } from '#tariffs';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { type Description, descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { feesLinks } from '../../links.ts';
import { ASSESSMENT_STATES, CATEGORY_LABELS, missingLabel, VAT_LABELS } from '../../messages.it.ts';
import { mayFollowFees } from '../../permissions.ts';
import { type Comparison, compareAssessment } from '../../queries/compare-assessment.ts';
import { type Assessment, getAssessment } from '../../queries/list-assessments.ts';
import type { MemberInputs } from '../../rules/assess-member.ts';
import { readTrace, traceSentence } from '../../rules/stored-trace.ts';
import { feesPage, idOf } from '../fees-page.ts';

/** The fee of a body for a year: how it comes out, to the cent, and on what it rests. */
export async function show(visit: Visit): Promise<Answer> {
  const assessment = await getAssessment(visit, idOf(visit));
  const content = html`<p class="lead">La quota dovuta per il ${assessment.year} è di <strong>${formatEuro(assessment.amountCents)}</strong>${
    assessment.amountCents < assessment.yearlyCents
      ? html`, su una quota annuale di ${formatEuro(assessment.yearlyCents)}: l’ente aderisce dal ${formatItalianDate(assessment.effectiveFrom)}`
      : ''
  }.</p>${traceSection(assessment)}${inputsSection(assessment)}${noticesSection(visit, assessment)}${restsOn(assessment)}`;
  return assessmentPage(visit, assessment, content, true);
}

/** The same fee computed again from what was frozen, and what today's register would give. Nothing is changed. */
export async function compare(visit: Visit): Promise<Answer> {
  const comparison = await compareAssessment(visit, idOf(visit));
  return assessmentPage(visit, comparison.assessment, compareView(comparison), false);
}

function assessmentPage(visit: Visit, assessment: Assessment, content: Html, whole: boolean): Answer {
  const state = ASSESSMENT_STATES[assessment.state]!;
  const title = whole ? `${assessment.name}, quota ${assessment.year}` : 'Ricalcolo e confronto';
  const desk = may(visit.actor, mayFollowFees);
  return feesPage(visit, title, content, {
    path: [
      ...(desk
        ? [
            { label: 'Accertamenti', href: feesLinks.runs() },
            { label: `Quote ${assessment.year}`, href: feesLinks.run(assessment.runId) },
          ]
        : []),
      ...(whole ? [] : [{ label: assessment.name, href: feesLinks.assessment(assessment.id) }]),
    ],
    heading: {
      status: statusTag(state.kind, state.label),
      ...(whole
        ? {
            actions: buttonLink({
              label: 'Ricalcola e confronta',
              href: feesLinks.compare(assessment.id),
              kind: 'secondary',
            }),
          }
        : { lead: `${assessment.name}, quota ${assessment.year}` }),
    },
  });
}

/** The calculation, a sentence a step, so that anybody can do the sum again. */
function traceSection(assessment: Assessment): Html {
  const sentences = readTrace(assessment.trace).map((line) => html`<li>${traceSentence(line)}</li>`);
  return section({ title: 'Come si calcola', content: html`<ol class="trace">${sentences}</ol>` });
}

function inputsSection(assessment: Assessment): Html {
  return section({
    title: 'Dati usati',
    content: html`${descriptionList(inputItems(assessment.inputs, assessment.populationOn))}<p class="form-text">I dati sono quelli letti il ${formatInstant(assessment.recordedAt)} e restano fissati con la quota: se l’anagrafe cambia, questa quota non cambia.</p>`,
  });
}

function inputItems(inputs: MemberInputs, on: string): Description[] {
  const figure = (value: MemberInputs['population']) =>
    value
      ? html`${formatInteger(value.value)} <span class="text-secondary">– al ${formatItalianDate(on)}, fonte: ${value.source || 'non indicata'}</span>`
      : 'Non richiesti dalla tariffa per questo ente';
  return [
    { term: 'Categoria', value: CATEGORY_LABELS[inputs.category] },
    { term: 'Abitanti', value: figure(inputs.population) },
    { term: 'Imprese attive', value: figure(inputs.enterprises) },
    ...(inputs.bodyClass ? [{ term: 'Classe', value: inputs.bodyClass }] : []),
    ...(inputs.wholeAssociation === undefined
      ? []
      : [{ term: 'Tutti i comuni associati aderiscono', value: inputs.wholeAssociation ? 'Sì' : 'No' }]),
    ...Object.entries(inputs.referenceFees ?? {}).map(([year, cents]) => ({
      term: `Quota ${year}`,
      value: cents === null ? 'Non dovuta' : formatEuro(cents),
    })),
  ];
}

function noticesSection(visit: Visit, assessment: Assessment): Html | '' {
  if (assessment.notices.length === 0) return '';
  return section({
    title: 'Chi paga',
    content: html`${dataTable({
      caption: 'Avvisi su cui la quota è richiesta',
      captionHidden: true,
      rows: assessment.notices,
      small: 'stack',
      columns: [
        {
          header: 'Avviso',
          rowHeader: true,
          cell: (n) => {
            const name = `n. ${n.number}/${n.year}`;
            return n.payerId === assessment.bodyId || may(visit.actor, mayFollowFees)
              ? html`<a href="${feesLinks.notice(n.id)}">${name}</a>`
              : name;
          },
        },
        { header: 'Ente che paga', cell: (n) => n.payerName },
        { header: 'Scadenza', nowrap: true, cell: (n) => formatItalianDate(n.dueOn) },
        { header: 'Importo', numeric: true, nowrap: true, cell: (n) => formatEuro(n.cents) },
        {
          header: 'Stato',
          cell: (n) => (n.open ? statusTag('warning', 'Da pagare') : statusTag('success', 'Pagato')),
        },
      ],
    })}${
      assessment.notices.some((n) => n.payerId !== assessment.bodyId)
        ? html`<p class="form-text">Debitore della quota resta ${assessment.name}, anche quando paga un altro ente.</p>`
        : ''
    }`,
  });
}

function restsOn(assessment: Assessment): Html {
  return section({
    title: 'Su che cosa si fonda',
    content: descriptionList([
      { term: 'Convenzione', value: assessment.convention },
      {
        term: 'Adesione',
        value: assessment.membershipFrom
          ? `${assessment.membershipKind === 'DERIVED' ? 'Tramite la forma associativa' : 'Diretta'}, dal ${formatItalianDate(assessment.membershipFrom)}`
          : null,
      },
      {
        term: 'Tariffa',
        value: html`<a href="${tariffLinks.tariff(assessment.tariffId)}">${assessment.tariff.title}, versione ${assessment.tariff.version}</a>`,
      },
      { term: 'Trattamento IVA', value: VAT_LABELS[assessment.tariff.vatTreatment] },
      { term: 'Accertata da', value: assessment.assessedBy },
      assessment.approvedAt && {
        term: 'Approvata da',
        value: `${assessment.approvedBy}, ${formatInstant(assessment.approvedAt)}`,
      },
    ]),
  });
}

function compareView({ assessment, again, same, now }: Comparison): Html {
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
  const rows: { term: string; before: string; now: string }[] = [
    {
      term: 'Abitanti',
      before: figureText(assessment.inputs.population),
      now: figureText(now.inputs.population),
    },
    {
      term: 'Imprese attive',
      before: figureText(assessment.inputs.enterprises),
      now: figureText(now.inputs.enterprises),
    },
    {
      term: 'Quota dovuta',
      before: formatEuro(assessment.amountCents),
      now: now.fee.ok
        ? formatEuro(now.fee.amount)
        : `Non calcolabile: manca ${now.fee.missing.map((m) => missingLabel(m, assessment.populationOn)).join(' e ')}`,
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

const figureText = (figure: MemberInputs['population']): string =>
  figure ? formatInteger(figure.value) : '–';

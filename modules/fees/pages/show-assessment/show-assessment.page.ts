import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { tariffLinks } from '#tariffs';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { ASSESSMENT_STATES, VAT_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayFollowFees } from '../../permissions.ts';
import { compareAssessment } from '../../queries/compare-assessment.ts';
import { type Assessment, getAssessment } from '../../queries/list-assessments.ts';
import { readTrace, traceSentence } from '../../rules/stored-trace.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { compareView } from './compare.view.ts';
import { inputItems } from './inputs.view.ts';

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
    content: html`${descriptionList(inputItems(assessment))}<p class="form-text">I dati sono quelli letti il ${formatInstant(assessment.recordedAt)} e restano fissati con la quota: se l’anagrafe cambia, questa quota non cambia.</p>`,
  });
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

import { formatItalianDate } from '#platform/calendar';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { FEE_MODEL_LABELS, PRO_RATA_LABELS, READING_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayEditConventions } from '../../permissions.ts';
import { getConvention, type ListedConvention } from '../../queries/list-conventions.ts';
import { getTemplate } from '../../queries/list-templates.ts';
import { durationIsTooShort } from '../../rules/convention-duration.ts';
import { conventionTag } from '../conventions/conventions.page.ts';
import { articlesView } from '../template/template.view.ts';

/** A convention: its term and parameters, and the text to which bodies adhere. */
export async function show(visit: Visit): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const template = await getTemplate(visit, convention.templateId);
  return page(
    convention.title,
    html`${warning(convention)}${section({ title: 'Condizioni', content: conditions(convention, may(visit.actor, mayEditConventions)) })}${section(
      {
        title: `Testo: ${template.title}, versione ${template.version}`,
        action: html`<a href="${membershipLinks.template(template.id)}">Vai allo schema</a>`,
        content: articlesView(template.articles),
      },
    )}`,
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Convenzioni', href: membershipLinks.conventions() },
        { label: convention.title },
      ],
      heading: { status: conventionTag(convention, visit.today) },
    },
  );
}

const coversFunctions = (convention: ListedConvention): boolean =>
  convention.params.coversFundamentalFunctions === true;

const warning = (c: ListedConvention) =>
  durationIsTooShort(c.validFrom, c.validTo, coversFunctions(c))
    ? alert({
        kind: 'warning',
        text: 'La convenzione riguarda funzioni fondamentali e dura meno di tre anni: per i comuni obbligati all’esercizio associato la durata minima è di tre anni.',
      })
    : '';

const linesToPay = (c: ListedConvention): string[] =>
  Array.isArray(c.params.howToPay) ? c.params.howToPay.map(String) : [];

const conditions = (c: ListedConvention, mayEdit: boolean) =>
  descriptionList([
    { term: 'Durata', value: `dal ${formatItalianDate(c.validFrom)} al ${formatItalianDate(c.validTo)}` },
    { term: 'Approvata con', value: `${c.approvedAct} del ${formatItalianDate(c.approvedOn)}` },
    {
      term: 'Enti aderenti oggi',
      value: html`<a href="${membershipLinks.members()}?convenzione=${c.id}">${formatInteger(c.members)}</a>`,
    },
    {
      term: 'Classi degli enti',
      value: html`<a href="${membershipLinks.classes(c.id)}">Vedi le classi assegnate</a>`,
    },
    { term: 'Modello delle quote', value: FEE_MODEL_LABELS[c.feeModel] },
    {
      term: 'Acquisti a listino senza adesione',
      value: c.listPriceAllowed ? 'Consentiti' : 'Non consentiti',
    },
    { term: 'Adesione', value: c.compulsory ? 'Obbligatoria per gli enti del territorio' : 'Facoltativa' },
    { term: 'Preavviso di recesso', value: `${c.withdrawalNoticeDays} giorni` },
    {
      term: 'Funzioni fondamentali',
      value: coversFunctions(c) ? 'Comprese nella convenzione' : 'Non comprese',
    },
    {
      term: 'Quota di chi entra durante l’anno',
      value: PRO_RATA_LABELS[String(c.params.proRata ?? 'MONTHLY')],
    },
    {
      term: 'Quota propria di Unioni e Comunità montane',
      value: c.params.chargeAssociationOwnFee === false ? 'Non dovuta' : 'Dovuta, oltre a quelle dei comuni',
    },
    {
      term: 'Come si versa',
      value: linesToPay(c).length > 0 ? html`${linesToPay(c).map((line) => html`${line}<br>`)}` : null,
      ...(mayEdit
        ? {
            action: html`<a href="${membershipLinks.conventionPayment(c.id)}">Modifica<span class="visually-hidden"> come si versa</span></a>`,
          }
        : {}),
    },
    {
      term: 'Esecutività delle delibere',
      value: READING_LABELS[String(c.params.executiveReading ?? 'INITIAL_DAY_EXCLUDED')],
    },
  ]);

import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { optionalDate, requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, textField } from '#ui/field';
import {
  ASSOCIATIONS,
  associateMunicipality,
  endAssociation,
} from '../../commands/associate-municipality.ts';
import { directoryLinks } from '../../links.ts';
import { bodyNamedBy } from '../../queries/find-body-by-code.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const joining = z.object({
  other: requiredText('Scrivere il codice IPA o ISTAT.', 40),
  from: requiredDate('Indicare il primo giorno.'),
  to: optionalDate(),
  source: requiredText('Indicare l’atto o la fonte.', 200),
});
const leaving = z.object({
  on: requiredDate('Indicare l’ultimo giorno.'),
  source: requiredText('Indicare l’atto.', 200),
});

const isAssociation = (body: ShownBody): boolean => ASSOCIATIONS.includes(body.category as never);

/** A comune enters an association: from the page of either. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return joiningForm(visit, body, fresh());
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    joining,
    async ({ other, from, to, source }) => {
      const found = await bodyNamedBy(visit, 'other', other);
      const [associationId, municipalityId] = isAssociation(body) ? [body.id, found.id] : [found.id, body.id];
      await associateMunicipality(visit, { associationId, municipalityId, from, to, source });
      return redirect(directoryLinks.bodyPart(body.id, 'associazioni'), 'L’appartenenza è registrata.');
    },
    (problems) => joiningForm(visit, body, problems),
  );
}

function joiningForm(visit: Visit, body: ShownBody, problems: Problems): Answer {
  const asked = isAssociation(body) ? 'Codice del comune' : 'Codice dell’associazione';
  return actPage(visit, body, problems, {
    title: 'Aggiungi un’appartenenza',
    lead: isAssociation(body)
      ? 'Il comune risulterà membro della forma associativa dal giorno indicato. Nessuna funzione è delegata per questo.'
      : 'Il comune risulterà membro dell’unione, comunità montana o consorzio indicato. Nessuna funzione è delegata per questo.',
    action: directoryLinks.bodyPart(body.id, 'associazioni/nuova'),
    back: directoryLinks.bodyPart(body.id, 'associazioni'),
    submitLabel: 'Registra l’appartenenza',
    fields: html`${textField({ ...kept(problems, 'other'), label: asked, hint: 'Codice IPA, oppure ISTAT per i comuni, come nell’elenco degli enti.', required: true, width: 'medium' })}${dateField(
      { ...kept(problems, 'from'), label: 'Dal', required: true },
    )}${dateField({ ...kept(problems, 'to'), label: 'Fino al', hint: 'Nel formato gg/mm/aaaa; vuoto se è in corso.' })}${textField({ ...kept(problems, 'source'), label: 'Atto o fonte', required: true, width: 'long' })}`,
  });
}

/** A comune leaves an association. */
export async function showEnd(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return leavingForm(visit, body, fresh({ on: formatItalianDate(visit.today) }));
}

export async function submitEnd(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    leaving,
    async (end) => {
      await endAssociation(visit, visit.params.membershipId ?? '', end);
      return redirect(directoryLinks.bodyPart(body.id, 'associazioni'), 'L’uscita è registrata.');
    },
    (problems) => leavingForm(visit, body, problems),
  );
}

function leavingForm(visit: Visit, body: ShownBody, problems: Problems): Answer {
  return actPage(visit, body, problems, {
    title: 'Termina l’appartenenza',
    lead: 'Se il comune aderisce al centro attraverso l’associazione, la sua adesione passa fra quelle da regolarizzare.',
    action: directoryLinks.bodyPart(body.id, `associazioni/${visit.params.membershipId}/termine`),
    back: directoryLinks.bodyPart(body.id, 'associazioni'),
    submitLabel: 'Registra l’uscita',
    fields: html`${dateField({ ...kept(problems, 'on'), label: 'Ultimo giorno', required: true })}${textField({ ...kept(problems, 'source'), label: 'Atto', hint: 'Per esempio: Delibera C.C. 8 del 20/11/2026.', required: true, width: 'long' })}`,
  });
}

import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { oneOf, optionalDate, optionalText, requiredDate, ticked } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { checkbox, dateField, fieldset, select, textField } from '#ui/field';
import { assignRole, endRole } from '../../commands/assign-role.ts';
import { directoryLinks } from '../../links.ts';
import { ROLE_LABELS } from '../../messages.it.ts';
import { bodyNamedBy } from '../../queries/find-body-by-code.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { peopleChoices } from '../../queries/list-people.ts';
import { actPage, kept } from './act-form.ts';

export const ROLES = Object.keys(ROLE_LABELS) as [string, ...string[]];
const address = optionalText(200).refine(
  (text) => text === null || /^[^\s@]+@[^\s@]+$/.test(text),
  'L’indirizzo di posta non è scritto bene: nome@dominio.',
);

const schema = z.object({
  role: oneOf(ROLES, 'Scegliere l’incarico.'),
  personId: optionalText(40),
  name: optionalText(200),
  email: address,
  phone: optionalText(50),
  act: optionalText(200),
  from: requiredDate('Indicare da quando.'),
  to: optionalDate(),
  associated: ticked(),
  host: optionalText(40),
});
const ending = z.object({ on: requiredDate('Indicare l’ultimo giorno.') });

/** An office for a person: somebody already known by the body, or a new name. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return shown(visit, body, fresh({ from: formatItalianDate(visit.today) }));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema.refine((input) => input.personId !== null || input.name !== null, {
      path: ['name'],
      message: 'Scrivere nome e cognome, oppure scegliere una persona già in anagrafe.',
    }),
    async ({ personId, name, email, phone, host, ...office }) => {
      const hostBodyId = office.associated && host ? (await bodyNamedBy(visit, 'host', host)).id : null;
      const person = personId ? { personId } : { name: name ?? '', email, phone };
      await assignRole(visit, body.id, { ...office, person, hostBodyId });
      return redirect(directoryLinks.bodyPart(body.id, 'persone'), 'L’incarico è registrato.');
    },
    (problems) => shown(visit, body, problems),
  );
}

async function shown(visit: Visit, body: ShownBody, problems: Problems): Promise<Answer> {
  const known = await peopleChoices(visit, body.id);
  return actPage(visit, body, problems, {
    title: 'Assegna un incarico',
    lead: 'Delle persone si tengono soltanto i dati che servono a contattarle per l’incarico.',
    action: directoryLinks.bodyPart(body.id, 'persone/incarico'),
    back: directoryLinks.bodyPart(body.id, 'persone'),
    submitLabel: 'Assegna l’incarico',
    fields: html`${select({
      ...kept(problems, 'role'),
      label: 'Incarico',
      required: true,
      width: 'long',
      emptyLabel: 'Scegliere',
      choices: Object.entries(ROLE_LABELS).map(([value, label]) => ({ value, label })),
    })}${fieldset({
      legend: 'Persona',
      content: html`${
        known.length > 0
          ? select({
              ...kept(problems, 'personId'),
              label: 'Già in anagrafe',
              hint: 'Chi ha, o ha avuto, un incarico in questo ente o è RTD di altri.',
              width: 'long',
              emptyLabel: 'Un’altra persona',
              choices: known,
            })
          : ''
      }${textField({ ...kept(problems, 'name'), label: 'Nome e cognome', hint: 'Se non è già in anagrafe.', width: 'long' })}${textField({ ...kept(problems, 'email'), label: 'Posta elettronica', width: 'long', type: 'email' })}${textField({ ...kept(problems, 'phone'), label: 'Telefono', width: 'medium', type: 'tel' })}`,
    })}${dateField({ ...kept(problems, 'from'), label: 'Dal', required: true })}${dateField({ ...kept(problems, 'to'), label: 'Fino al', hint: 'Nel formato gg/mm/aaaa; vuoto se è in corso.' })}${textField(
      {
        ...kept(problems, 'act'),
        label: 'Atto di nomina',
        hint: 'Per esempio: Decreto del sindaco 4/2026.',
        width: 'long',
      },
    )}${fieldset({
      legend: 'Solo per l’RTD',
      content: html`${checkbox({ name: 'associated', label: 'In forma associata (CAD, art. 17, c. 1-septies)', checked: problems.values.associated === 'true' })}${textField({ ...kept(problems, 'host'), label: 'Ente presso cui è nominato', hint: 'Codice IPA o ISTAT, se in forma associata.', width: 'medium' })}`,
    })}`,
  });
}

/** The end of an office. */
export async function showEnd(visit: Visit): Promise<Answer> {
  return endForm(visit, await getBody(visit, visit.params.id), fresh({ on: formatItalianDate(visit.today) }));
}

export async function submitEnd(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    ending,
    async ({ on }) => {
      await endRole(visit, visit.params.assignmentId ?? '', on);
      return redirect(directoryLinks.bodyPart(body.id, 'persone'), 'L’incarico è terminato.');
    },
    (problems) => endForm(visit, body, problems),
  );
}

const endForm = (visit: Visit, body: ShownBody, problems: Problems): Answer =>
  actPage(visit, body, problems, {
    title: 'Termina l’incarico',
    lead: 'L’incarico resta nella storia dell’ente fino al giorno indicato.',
    action: directoryLinks.bodyPart(body.id, `persone/incarichi/${visit.params.assignmentId}/termine`),
    back: directoryLinks.bodyPart(body.id, 'persone'),
    submitLabel: 'Termina l’incarico',
    fields: dateField({ ...kept(problems, 'on'), label: 'Ultimo giorno', required: true }),
  });

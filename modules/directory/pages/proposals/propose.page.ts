import { z } from 'zod';
import { NotAllowed } from '#platform/errors';
import { oneOf, optionalText, requiredDate, requiredText, requiredWhole } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { dateField, hidden, numberField, select, textField } from '#ui/field';
import { tabs } from '#ui/tabs';
import { type Proposal, proposeChange } from '../../commands/propose-change.ts';
import { directoryLinks } from '../../links.ts';
import { ROLE_LABELS } from '../../messages.it.ts';
import { mayPropose } from '../../permissions.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from '../body-acts/act-form.ts';
import { contactFields, contactInputs, contactValues } from '../body-acts/edit-body.page.ts';

const why = { reason: requiredText('Scrivere il motivo della proposta.', 300) };
const ROLES = Object.keys(ROLE_LABELS) as [string, ...string[]];
const SCHEMAS = {
  recapiti: z.object({ ...contactFields, ...why }),
  incarico: z.object({
    role: oneOf(ROLES, 'Scegliere l’incarico.'),
    name: requiredText('Scrivere nome e cognome.', 200),
    email: contactFields.email,
    phone: optionalText(50),
    act: optionalText(200),
    from: requiredDate('Indicare da quando.'),
    ...why,
  }),
  popolazione: z.object({
    on: requiredDate('Indicare la data di riferimento.'),
    inhabitants: requiredWhole('Scrivere gli abitanti.', 0, 10_000_000),
    source: requiredText('Indicare la fonte.', 200),
    ...why,
  }),
} as const;

type Subject = keyof typeof SCHEMAS;
const SUBJECTS: Readonly<Record<Subject, { label: string; kind: Proposal['kind'] }>> = {
  recapiti: { label: 'Recapiti', kind: 'CONTACT' },
  incarico: { label: 'Un incarico', kind: 'ROLE' },
  popolazione: { label: 'La popolazione', kind: 'POPULATION' },
};

const subjectOf = (text: string | undefined): Subject =>
  text && text in SCHEMAS ? (text as Subject) : 'recapiti';

/** A body proposes to the centre a change of its own data. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await ownBody(visit);
  return shown(visit, body, subjectOf(visit.query.tema), fresh(contactValues(body)));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await ownBody(visit);
  const subject = subjectOf(visit.form.tema);
  return submitForm(
    visit,
    SCHEMAS[subject] as z.ZodType<Record<string, unknown> & { reason: string }>,
    async ({ reason, ...proposed }) => {
      const proposal = { kind: SUBJECTS[subject].kind, proposed } as Proposal;
      await proposeChange(visit, body.id, proposal, reason);
      return redirect(directoryLinks.body(body.id), 'La proposta è stata inviata al centro.');
    },
    (problems) => shown(visit, body, subject, problems),
  );
}

async function ownBody(visit: Visit): Promise<ShownBody> {
  const body = await getBody(visit, visit.params.id);
  if (!may(visit.actor, mayPropose, body.id)) throw new NotAllowed(mayPropose.id);
  return body;
}

function shown(visit: Visit, body: ShownBody, subject: Subject, problems: Problems): Answer {
  const here = directoryLinks.bodyPart(body.id, 'proposta');
  return actPage(visit, body, problems, {
    title: 'Proponi una modifica',
    lead: 'Il centro controlla la proposta e la accoglie o la respinge; fino ad allora i dati in anagrafe non cambiano.',
    action: here,
    back: directoryLinks.body(body.id),
    submitLabel: 'Invia la proposta',
    fields: html`${tabs({
      label: 'Che cosa si propone',
      tabs: Object.entries(SUBJECTS).map(([slug, { label }]) => ({
        label,
        href: `${here}?tema=${slug}`,
        current: slug === subject,
      })),
    })}${hidden('tema', subject)}${FIELDS[subject](problems)}${textField({ ...kept(problems, 'reason'), label: 'Motivo della proposta', required: true, width: 'long' })}`,
  });
}

const FIELDS: Readonly<Record<Subject, (problems: Problems) => Html>> = {
  recapiti: contactInputs,
  incarico: (problems) =>
    html`${select({
      ...kept(problems, 'role'),
      label: 'Incarico',
      required: true,
      width: 'long',
      emptyLabel: 'Scegliere',
      choices: Object.entries(ROLE_LABELS).map(([value, label]) => ({ value, label })),
    })}${textField({ ...kept(problems, 'name'), label: 'Nome e cognome', required: true, width: 'long' })}${textField({ ...kept(problems, 'email'), label: 'Posta elettronica', width: 'long', type: 'email' })}${textField(
      { ...kept(problems, 'phone'), label: 'Telefono', width: 'medium', type: 'tel' },
    )}${textField({ ...kept(problems, 'act'), label: 'Atto di nomina', width: 'long' })}${dateField({ ...kept(problems, 'from'), label: 'Dal', required: true })}`,
  popolazione: (problems) =>
    html`${dateField({ ...kept(problems, 'on'), label: 'Data di riferimento', required: true })}${numberField({ ...kept(problems, 'inhabitants'), label: 'Abitanti', required: true })}${textField({ ...kept(problems, 'source'), label: 'Fonte', required: true, width: 'long' })}`,
};

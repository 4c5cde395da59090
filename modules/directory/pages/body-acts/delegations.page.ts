import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { optionalDate, requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { checkboxes, dateField, textField } from '#ui/field';
import { delegateFunctions, revokeDelegation } from '../../commands/delegate-functions.ts';
import { directoryLinks } from '../../links.ts';
import { SCOPE_LABELS } from '../../messages.it.ts';
import { bodyNamedBy } from '../../queries/find-body-by-code.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const schema = z.object({
  to_body: requiredText('Scrivere il codice dell’ente che riceve la delega.', 40),
  scopes: z.array(z.string()).min(1, 'Scegliere almeno una funzione.'),
  source_act: requiredText('Indicare l’atto che delega.', 200),
  from: requiredDate('Indicare da quando.'),
  to: optionalDate(),
});
const revoking = z.object({ reason: requiredText('Scrivere il motivo o l’atto di revoca.', 200) });

/** Functions that the body delegates to another. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return shown(visit, body, fresh({ from: formatItalianDate(visit.today) }));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async (input) => {
      const taker = await bodyNamedBy(visit, 'to_body', input.to_body);
      await delegateFunctions(visit, {
        fromBodyId: body.id,
        toBodyId: taker.id,
        scopes: input.scopes,
        sourceAct: input.source_act,
        from: input.from,
        to: input.to,
      });
      return redirect(directoryLinks.bodyPart(body.id, 'deleghe'), 'La delega è registrata.');
    },
    (problems) => shown(visit, body, problems),
  );
}

const shown = (visit: Visit, body: ShownBody, problems: Problems): Answer =>
  actPage(visit, body, problems, {
    title: 'Registra una delega',
    lead: `Chi agisce per l’ente indicato potrà agire anche per ${body.name}, ma soltanto per le funzioni scelte qui.`,
    action: directoryLinks.bodyPart(body.id, 'deleghe/nuova'),
    back: directoryLinks.bodyPart(body.id, 'deleghe'),
    submitLabel: 'Registra la delega',
    fields: html`${textField({ ...kept(problems, 'to_body'), label: 'Ente che riceve la delega', hint: 'Codice IPA o ISTAT, come nell’elenco degli enti.', required: true, width: 'medium' })}${checkboxes(
      {
        name: 'scopes',
        label: 'Funzioni delegate',
        hint: 'Nessuna è delegata se non è scelta.',
        required: true,
        values: problems.valuesAll('scopes'),
        choices: Object.entries(SCOPE_LABELS).map(([value, label]) => ({ value, label })),
        ...(problems.errors.scopes ? { error: problems.errors.scopes } : {}),
      },
    )}${textField({ ...kept(problems, 'source_act'), label: 'Atto', hint: 'Per esempio: Delibera C.C. 12 del 3/2/2026.', required: true, width: 'long' })}${dateField({ ...kept(problems, 'from'), label: 'Dal', required: true })}${dateField({ ...kept(problems, 'to'), label: 'Fino al', hint: 'Nel formato gg/mm/aaaa; vuoto se senza termine.' })}`,
  });

/** The revocation of a delegation. */
export async function showRevocation(visit: Visit): Promise<Answer> {
  return revocation(visit, await getBody(visit, visit.params.id), fresh());
}

export async function submitRevocation(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    revoking,
    async ({ reason }) => {
      await revokeDelegation(visit, visit.params.delegationId ?? '', reason);
      return redirect(directoryLinks.bodyPart(body.id, 'deleghe'), 'La delega è revocata.');
    },
    (problems) => revocation(visit, body, problems),
  );
}

const revocation = (visit: Visit, body: ShownBody, problems: Problems): Answer =>
  actPage(visit, body, problems, {
    title: 'Revoca la delega',
    lead: 'La revoca vale da subito. Gli atti già compiuti con la delega restano validi.',
    action: directoryLinks.bodyPart(body.id, `deleghe/${visit.params.delegationId}/revoca`),
    back: directoryLinks.bodyPart(body.id, 'deleghe'),
    submitLabel: 'Revoca la delega',
    danger: true,
    fields: textField({
      ...kept(problems, 'reason'),
      label: 'Motivo o atto di revoca',
      required: true,
      width: 'long',
    }),
  });

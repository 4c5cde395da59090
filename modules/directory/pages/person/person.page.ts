import { formatInstant, formatItalianDate } from '#platform/calendar';
import { RuleBroken } from '#platform/errors';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { confirmPanel } from '#ui/confirm';
import { descriptionList } from '#ui/description-list';
import { textField } from '#ui/field';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { erasePerson } from '../../commands/erase-person.ts';
import { directoryLinks } from '../../links.ts';
import { ROLE_LABELS } from '../../messages.it.ts';
import { getPerson, type ShownPerson } from '../../queries/list-people.ts';

/** A person with every office held, and the erasure of the data when no office is held any more. */
export async function show(visit: Visit): Promise<Answer> {
  return shown(visit, await getPerson(visit, visit.params.personId), '', 200);
}

export async function erase(visit: Visit): Promise<Answer> {
  const person = await getPerson(visit, visit.params.personId);
  const reason = (visit.form.motivo ?? '').trim().slice(0, 300);
  if (reason === '') return shown(visit, person, 'Scrivere il motivo della cancellazione.', 422);
  try {
    await erasePerson(visit, person.id, reason);
    return redirect(directoryLinks.person(person.id), 'I dati della persona sono stati cancellati.');
  } catch (error) {
    if (error instanceof RuleBroken) return shown(visit, person, sentenceFor(error.code, error.facts), 409);
    throw error;
  }
}

function shown(visit: Visit, person: ShownPerson, problem: string, status: number): Answer {
  const holds = person.offices.some((office) => office.to === null || office.to >= visit.today);
  return page(
    person.name,
    html`${problem ? alert({ kind: 'danger', text: problem, live: true }) : ''}${
      person.erasedAt
        ? alert({
            kind: 'info',
            text: `I dati sono stati cancellati il ${formatInstant(person.erasedAt)}; gli incarichi restano nella storia degli enti.`,
          })
        : descriptionList([
            { term: 'Posta elettronica', value: person.email },
            { term: 'Telefono', value: person.phone },
          ])
    }${section({
      title: 'Incarichi',
      content: dataTable({
        caption: 'Incarichi della persona',
        captionHidden: true,
        small: 'stack',
        columns: [
          {
            header: 'Ente',
            rowHeader: true,
            cell: (o) => html`<a href="${directoryLinks.bodyPart(o.bodyId, 'persone')}">${o.body}</a>`,
          },
          { header: 'Incarico', cell: (o) => ROLE_LABELS[o.role] ?? o.role },
          { header: 'Dal', cell: (o) => formatItalianDate(o.from) },
          { header: 'Al', cell: (o) => (o.to ? formatItalianDate(o.to) : null) },
        ],
        rows: person.offices,
      }),
    })}${
      person.erasedAt || holds
        ? ''
        : confirmPanel({
            question: 'Cancellare i dati di questa persona?',
            consequences:
              'Nome e recapiti vengono eliminati e non si possono recuperare. Gli incarichi restano nella storia degli enti, senza nome.',
            action: directoryLinks.person(person.id),
            hiddenFields: visit.hiddenFields(),
            fields: textField({
              name: 'motivo',
              label: 'Motivo',
              required: true,
              width: 'long',
              value: visit.form.motivo ?? '',
            }),
            confirmLabel: 'Cancella i dati',
            cancelHref: directoryLinks.bodies(),
            danger: true,
          })
    }`,
    {
      status,
      refused: status !== 200,
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Enti', href: directoryLinks.bodies() },
        { label: person.name },
      ],
    },
  );
}

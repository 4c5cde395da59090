import { formatInstant } from '#platform/calendar';
import type { Call } from '#platform/call';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import type { Person, PersonGrant } from '../../queries/get-person.ts';
import { mayGive } from '../../rules/who-may-give.ts';
import { grantFields } from '../grant-fields.ts';
import { grantInWords } from '../list-people/list-people.view.ts';
import { problemSummary } from '../problem-summary.ts';

/** `bodies` is given when the reader may give roles to this person. */
export function showPersonView(
  visit: Visit,
  person: Person,
  bodies: readonly { id: string; name: string }[] | null,
  problems: Problems,
): Html {
  const inForce = person.grants.filter((grant) => !grant.endedAt);
  const ended = person.grants.filter((grant) => grant.endedAt);
  return html`${problemSummary(problems)}${descriptionList([
    { term: 'Ultimo accesso', value: person.lastSignIn ? formatInstant(person.lastSignIn) : 'mai' },
    {
      term: 'Verifica in due passaggi',
      value: person.secondStep ? statusTag('success', 'Attiva') : statusTag('warning', 'Non attiva'),
    },
    { term: 'Accesso creato', value: formatInstant(person.createdAt) },
  ])}${section({ title: 'Profili in vigore', content: inForceTable(visit, person, inForce) })}${
    bodies
      ? section({
          title: 'Assegna un altro profilo',
          content: form({
            action: accessLinks.addGrant(person.accountId),
            hiddenFields: visit.hiddenFields(),
            fields: html`${grantFields(visit, bodies, problems)}${textField({
              name: 'motivo',
              label: 'Motivo o atto',
              hint: 'Facoltativo, ad esempio «Decreto di nomina n. 12 del 03/11/2026».',
              width: 'full',
              maxlength: 300,
              value: problems.values.motivo,
              error: problems.errors.motivo,
            })}`,
            submitLabel: 'Assegna il profilo',
          }),
        })
      : ''
  }${ended.length > 0 ? section({ title: 'Profili terminati', content: endedTable(ended) }) : ''}`;
}

function inForceTable(call: Call, person: Person, grants: readonly PersonGrant[]): Html {
  return dataTable<PersonGrant>({
    caption: 'Profili in vigore',
    captionHidden: true,
    small: 'stack',
    rows: grants,
    empty: emptyState({
      title: 'Nessun profilo in vigore',
      text: 'La persona non può più operare in questo centro.',
      icon: 'user',
    }),
    columns: [
      { header: 'Profilo', rowHeader: true, cell: grantInWords },
      { header: 'Dal', nowrap: true, cell: (g) => formatInstant(g.grantedAt) },
      { header: 'Assegnato da', cell: (g) => g.grantedBy },
      { header: 'Motivo', cell: (g) => g.grantedReason },
      {
        header: 'Azioni',
        headerHidden: true,
        cell: (g) =>
          mayGive(call.actor, g.role, g.bodyId)
            ? buttonLink({
                label: 'Termina',
                about: grantInWords(g),
                href: accessLinks.endGrant(person.accountId, g.id),
                kind: 'secondary',
                size: 'sm',
              })
            : '',
      },
    ],
  });
}

const endedTable = (grants: readonly PersonGrant[]): Html =>
  dataTable<PersonGrant>({
    caption: 'Profili terminati',
    captionHidden: true,
    small: 'stack',
    rows: grants,
    columns: [
      { header: 'Profilo', rowHeader: true, cell: grantInWords },
      { header: 'Dal', nowrap: true, cell: (g) => formatInstant(g.grantedAt) },
      { header: 'Al', nowrap: true, cell: (g) => formatInstant(g.endedAt!) },
      { header: 'Terminato da', cell: (g) => g.endedBy },
      { header: 'Motivo', cell: (g) => g.reason },
    ],
  });

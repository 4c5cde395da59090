import { formatInstant } from '#platform/calendar';
import { writeCsv } from '#platform/files/csv-write';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { accessLinks } from '../../links.ts';
import { mayEditGrants } from '../../permissions.ts';
import { listPeople, PERSON_SORTS } from '../../queries/list-people.ts';
import { grantInWords, listPeopleView } from './list-people.view.ts';

const RULES = { sorts: PERSON_SORTS, filters: ['q', 'profilo', 'cessati'] } as const;
const MOST_EXPORTED = 20_000;

/** Who may work in the centre, and as what. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const people = await listPeople(visit, filterOf(list.filters), list);
  const inviting = may(visit.actor, mayEditGrants);
  return page('Persone e profili', listPeopleView(list, people, inviting), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Persone e profili' }],
    wide: true,
    heading: {
      actions: inviting
        ? [
            buttonLink({ label: 'Invita una persona', href: accessLinks.invite(), icon: 'plus' }),
            buttonLink({ label: 'Inviti', href: accessLinks.invitations(), kind: 'secondary' }),
          ]
        : undefined,
    },
  });
}

/** The same list as CSV, one line for each person. */
export async function csv(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const page = { ...list, size: MOST_EXPORTED, offset: 0 };
  const { rows } = await listPeople(visit, filterOf(list.filters), page);
  const text = writeCsv(
    ['Nome', 'Posta elettronica', 'Profili', 'Verifica in due passaggi', 'Ultimo accesso'],
    rows.map((p) => [
      p.name,
      p.email,
      p.grants.map(grantInWords).join('; '),
      p.secondStep ? 'sì' : 'no',
      p.lastSignIn ? formatInstant(new Date(p.lastSignIn)) : null,
    ]),
  );
  return file('persone-e-profili.csv', 'text/csv; charset=utf-8', text);
}

const filterOf = (filters: Readonly<Record<string, string>>) => ({
  words: filters.q,
  role: filters.profilo,
  withEnded: filters.cessati === '1',
});

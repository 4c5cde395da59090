import { type Answer, page, type Visit } from '#platform/http/visit';
import { findBodies } from '../../queries/find-bodies.ts';
import { listConventions } from '../../queries/list-conventions.ts';
import { pagesWith } from '../../rules/site-pages.ts';
import { centreOf, trail } from '../trail.ts';
import { searchView } from './search.view.ts';

const MOST_LETTERS = 100;

/** Bodies, conventions and pages of the site that have the words. */
export async function show(visit: Visit): Promise<Answer> {
  const words = (visit.query.q ?? '').trim().slice(0, MOST_LETTERS);
  const { slug } = centreOf(visit);
  const [bodies, conventions] = words
    ? await Promise.all([findBodies(visit, words), listConventions(visit)])
    : [[], []];
  const lower = words.toLocaleLowerCase('it');
  const found = {
    bodies,
    conventions: conventions.filter((c) => c.title.toLocaleLowerCase('it').includes(lower)),
    pages: words ? pagesWith(slug, words) : [],
  };
  return page(words ? `Risultati per «${words}»` : 'Cerca nel sito', searchView(slug, words, found), {
    breadcrumb: trail(visit, { label: 'Cerca' }),
  });
}

import { NotFound } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { alert } from '#ui/alert';
import { reportInefficiency } from '../../commands/report-inefficiency.ts';
import { siteLinks } from '../../links.ts';
import { centreOf, trail } from '../trail.ts';
import { reportInput } from './report.input.ts';
import { reportView } from './report.view.ts';

const TITLE = 'Segnalazione di disservizio';

/** The form by which anybody says that something does not work. */
export function show(visit: Visit): Answer {
  return render(visit, fresh({ pagina: visit.query.pagina?.slice(0, 500) ?? '' }));
}

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    reportInput,
    async (input) => {
      const { number } = await reportInefficiency(visit, {
        what: input.cosa,
        pageAddress: input.pagina,
        email: input.email,
      });
      return redirect(siteLinks.reportReceived(centreOf(visit).slug, number));
    },
    (problems) => render(visit, problems),
  );
}

/** It has been received under a number; the number alone shows nothing of what was written. */
export function received(visit: Visit): Answer {
  const number = visit.params.number!;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new NotFound('report', number);
  const { slug } = centreOf(visit);
  return page(
    'Segnalazione ricevuta',
    html`${alert({ kind: 'success', title: `La segnalazione è registrata con il numero ${number}.`, text: 'Il servizio di assistenza del centro la esamina nei giorni lavorativi. Se è stato indicato un indirizzo di posta, la risposta arriva a quell’indirizzo.' })}<p><a href="${siteLinks.home(slug)}">Torna alla pagina iniziale</a></p>`,
    { breadcrumb: trail(visit, { label: TITLE, href: siteLinks.report(slug) }, { label: 'Ricevuta' }) },
  );
}

function render(visit: Visit, problems: Problems): Answer {
  const refused = Object.keys(problems.errors).length > 0;
  return page(TITLE, reportView(centreOf(visit).slug, visit.hiddenFields(), problems), {
    breadcrumb: trail(visit, { label: TITLE }),
    heading: { lead: 'Per dire che una pagina o un servizio del centro non funziona come dovrebbe.' },
    refused,
    status: refused ? problems.status : 200,
  });
}

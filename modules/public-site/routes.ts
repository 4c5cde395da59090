import { get, post, type Route } from '#platform/http/visit';
import * as conventions from './pages/conventions/conventions.page.ts';
import * as estimate from './pages/fee-estimate/fee-estimate.page.ts';
import * as home from './pages/home/home.page.ts';
import * as member from './pages/member/member.page.ts';
import * as members from './pages/members/members.page.ts';
import * as membersMap from './pages/members-map/members-map.page.ts';
import * as notes from './pages/notes/notes.page.ts';
import * as openData from './pages/open-data/open-data.page.ts';
import * as report from './pages/report/report.page.ts';
import * as reports from './pages/reports/reports.page.ts';
import * as search from './pages/search/search.page.ts';
import * as siteMap from './pages/site-map/site-map.page.ts';
import * as tariffs from './pages/tariffs/tariffs.page.ts';
import { mayCloseReports, mayViewReports } from './permissions.ts';

const OF_ALL = { face: 'public', remembered: true } as const;

export const routes: readonly Route[] = [
  get('/centri/:centre', 'everyone', home.show, OF_ALL),
  get('/centri/:centre/enti-aderenti', 'everyone', members.show, OF_ALL),
  get('/centri/:centre/enti-aderenti.csv', 'everyone', members.csv, OF_ALL),
  get('/centri/:centre/enti-aderenti/mappa', 'everyone', membersMap.show, OF_ALL),
  get('/centri/:centre/enti-aderenti/:ipa', 'everyone', member.show, OF_ALL),
  get('/centri/:centre/cerca', 'everyone', search.show, OF_ALL),
  get('/centri/:centre/convenzioni', 'everyone', conventions.show, OF_ALL),
  get('/centri/:centre/tariffe', 'everyone', tariffs.show, OF_ALL),
  get('/centri/:centre/tariffe/calcolo', 'everyone', estimate.show, OF_ALL),
  get('/centri/:centre/dati-aperti', 'everyone', openData.show, OF_ALL),
  get('/centri/:centre/dati-aperti/:file', 'everyone', openData.download, OF_ALL),
  get('/centri/:centre/contatti', 'everyone', notes.contacts, OF_ALL),
  get('/centri/:centre/domande-frequenti', 'everyone', notes.questions, OF_ALL),
  get('/centri/:centre/privacy', 'everyone', notes.privacy, OF_ALL),
  get('/centri/:centre/note-legali', 'everyone', notes.legal, OF_ALL),
  get('/centri/:centre/accessibilita', 'everyone', notes.accessibility, OF_ALL),
  get('/centri/:centre/mappa-del-sito', 'everyone', siteMap.show, OF_ALL),
  get('/centri/:centre/sitemap.xml', 'everyone', siteMap.xml, {
    ...OF_ALL,
    example: { skip: 'per i motori di ricerca, non una pagina' },
  }),
  get('/robots.txt', 'everyone', siteMap.robots, {
    face: 'public',
    example: { skip: 'per i motori di ricerca, non una pagina' },
  }),
  get('/centri/:centre/segnalazione-disservizio', 'everyone', report.show, { face: 'public' }),
  post('/centri/:centre/segnalazione-disservizio', 'everyone', report.submit, { face: 'public' }),
  get('/centri/:centre/segnalazione-disservizio/:number', 'everyone', report.received, {
    face: 'public',
    example: { centre: 'brescia-demo', number: '1' },
  }),
  get('/segnalazioni', mayViewReports, reports.show),
  get('/segnalazioni/:id', mayViewReports, reports.one, {
    example: { skip: 'la dimostrazione non ha segnalazioni' },
  }),
  post('/segnalazioni/:id/chiusura', mayCloseReports, reports.close),
];

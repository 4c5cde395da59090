import { siteLinks } from '../links.ts';

export interface SitePage {
  title: string;
  href: string;
  /** What is found there, after a colon. */
  about: string;
  /** Other words by which people look for it. */
  words: string;
  section: 'Il centro' | 'Enti e convenzioni' | 'Dati aperti' | 'Assistenza' | 'Trasparenza';
}

/** The pages of a centre's public site: for the map of the site, the search and sitemap.xml. */
export const sitePages = (slug: string): readonly SitePage[] => [
  {
    section: 'Il centro',
    title: 'Il centro',
    href: siteLinks.home(slug),
    about: 'che cosa fa, le cifre, come aderire',
    words: 'home adesione aderire cst cit servizi',
  },
  {
    section: 'Enti e convenzioni',
    title: 'Enti aderenti',
    href: siteLinks.members(slug),
    about: 'l’elenco, con filtri e ordinamento',
    words: 'comuni unioni comunità montane membri elenco',
  },
  {
    section: 'Enti e convenzioni',
    title: 'Mappa degli enti aderenti',
    href: siteLinks.membersMap(slug),
    about: 'i comuni sulla mappa',
    words: 'cartina territorio',
  },
  {
    section: 'Enti e convenzioni',
    title: 'Convenzioni',
    href: siteLinks.conventions(slug),
    about: 'durata, oneri e recesso',
    words: 'accordo articolo 30 tuel durata recesso',
  },
  {
    section: 'Enti e convenzioni',
    title: 'Tariffe',
    href: siteLinks.tariffs(slug),
    about: 'come si calcola la quota annua',
    words: 'quota costo prezzo contributo',
  },
  {
    section: 'Enti e convenzioni',
    title: 'Quanto paga il mio ente',
    href: siteLinks.estimate(slug),
    about: 'il conto spiegato per ciascun ente',
    words: 'calcolo simulazione quota comune',
  },
  {
    section: 'Dati aperti',
    title: 'Dati aperti',
    href: siteLinks.openData(slug),
    about: 'elenchi in CSV e JSON e catalogo DCAT-AP_IT',
    words: 'open data csv json dcat api licenza',
  },
  {
    section: 'Assistenza',
    title: 'Contatti',
    href: siteLinks.contacts(slug),
    about: 'sede, telefono, posta elettronica e PEC',
    words: 'telefono email pec indirizzo orari',
  },
  {
    section: 'Assistenza',
    title: 'Domande frequenti',
    href: siteLinks.questions(slug),
    about: 'le risposte alle domande più comuni',
    words: 'faq aiuto',
  },
  {
    section: 'Assistenza',
    title: 'Segnalazione di disservizio',
    href: siteLinks.report(slug),
    about: 'per dire che qualcosa non funziona',
    words: 'guasto errore problema reclamo',
  },
  {
    section: 'Trasparenza',
    title: 'Informativa sulla privacy',
    href: siteLinks.privacy(slug),
    about: 'come sono trattati i dati personali',
    words: 'gdpr cookie dati personali',
  },
  {
    section: 'Trasparenza',
    title: 'Note legali',
    href: siteLinks.legalNotes(slug),
    about: 'licenza dei contenuti e responsabilità',
    words: 'licenza cc-by copyright',
  },
  {
    section: 'Trasparenza',
    title: 'Accessibilità',
    href: siteLinks.accessibility(slug),
    about: 'dichiarazione e segnalazioni',
    words: 'wcag agid dichiarazione',
  },
  {
    section: 'Trasparenza',
    title: 'Mappa del sito',
    href: siteLinks.siteMap(slug),
    about: 'tutte le pagine',
    words: 'indice',
  },
];

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The pages that have every word, in title, description or other words; accents and capitals do not count. */
export function pagesWith(slug: string, words: string): readonly SitePage[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return sitePages(slug).filter((page) => {
    const text = plain(`${page.title} ${page.about} ${page.words}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** The articles of the demonstration's convention: invented, short, with every content that the law asks for. */
export const DEMO_ARTICLES = [
  {
    content: 'PREMISES',
    heading: 'Premesse',
    text: 'Gli enti sottoscrittori intendono gestire in forma associata i servizi di innovazione e tecnologia, ai sensi dell’art. 30 del d.lgs. 267/2000 e dell’art. 17 del d.lgs. 82/2005.',
  },
  {
    content: 'OBJECT',
    heading: 'Oggetto',
    text: 'La convenzione disciplina l’adesione al centro, i servizi che esso rende e i rapporti fra gli enti.',
  },
  {
    content: 'AIMS',
    heading: 'Fini',
    text: 'Gli enti perseguono la transizione digitale, l’economia di scala negli acquisti e la parità di accesso ai servizi anche per i comuni più piccoli.',
  },
  {
    content: 'DURATION',
    heading: 'Durata',
    text: 'La convenzione dura dal 1º gennaio 2026 al 31 dicembre 2036. Il rinnovo richiede una nuova deliberazione di ciascun ente.',
  },
  {
    content: 'SERVICES',
    heading: 'Servizi',
    text: 'Il centro rende i servizi del catalogo, distinti in inclusi nella quota e a quota maggiorata.',
  },
  {
    content: 'CONSULTATION',
    heading: 'Forme di consultazione',
    text: 'Gli enti si consultano nel tavolo strategico e nel tavolo tecnico, convocati almeno una volta l’anno.',
  },
  {
    content: 'BOARDS',
    heading: 'Tavoli e decisioni',
    text: 'Le sedute sono valide con la presenza di almeno la metà più uno dei componenti; si decide a maggioranza dei presenti.',
  },
  {
    content: 'FINANCIAL_RELATIONS',
    heading: 'Rapporti finanziari',
    text: 'Gli enti contribuiscono con una quota annuale, determinata dalla tariffa approvata dal tavolo strategico entro il 31 ottobre dell’anno precedente.',
  },
  {
    content: 'OBLIGATIONS',
    heading: 'Reciproci obblighi',
    text: 'L’ente gestore assicura personale, sedi e coerenza dei servizi; gli enti aderenti nominano i referenti e versano la quota nei termini.',
  },
  {
    content: 'GUARANTEES',
    heading: 'Garanzie',
    text: 'L’ente gestore garantisce la continuità dei servizi, la sicurezza dei dati e la restituzione degli stessi all’uscita.',
  },
  {
    content: 'LATE_ADHESION',
    heading: 'Adesioni successive',
    text: 'L’adesione è sempre possibile per l’intera durata della convenzione.',
  },
  {
    content: 'WITHDRAWAL',
    heading: 'Recesso ed esclusione',
    text: 'Il recesso si notifica via PEC entro il 30 settembre e ha effetto dal 1º gennaio successivo, con un preavviso di almeno 90 giorni.',
  },
  {
    content: 'DATA_PROTECTION',
    heading: 'Protezione dei dati personali',
    text: 'L’ente gestore tratta i dati per conto degli enti aderenti quale responsabile, ai sensi dell’art. 28 del regolamento (UE) 2016/679.',
  },
  {
    content: 'DISPUTES',
    heading: 'Controversie',
    text: 'Le controversie sono esaminate in primo luogo dal tavolo strategico.',
  },
  {
    content: 'E_SIGNATURE',
    heading: 'Sottoscrizione',
    text: 'La convenzione è sottoscritta con firma elettronica qualificata, a pena di nullità (art. 15, comma 2-bis, l. 241/1990).',
  },
];

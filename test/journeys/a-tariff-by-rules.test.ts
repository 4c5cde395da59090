import assert from 'node:assert/strict';
import { it } from 'node:test';
import { journey, type Person } from './steps.ts';

/* [D1] A tariff that no formula holds, written rule by rule by who does not know JSON. */
journey('a tariff written by its rules', ({ script, person }) => {
  it('small comuni exempt, the others by slabs within limits, Unioni half of a comune, the rest flat', async () => {
    const author = await person('PM');
    await startsFromNothing(author, script ? 'a-regole' : 'a-regole-senza-script');

    // The whole becomes a choice: what was there is for all the others.
    await author.followsHere(/^Modifica tutta la tariffa/);
    await author.fillsIn({ 'Tipo di regola': 'Scelta per tipo di ente' });
    await author.presses('Mostra i campi del tipo scelto');
    await author.fillsIn({ 'A chi si applica, riga 1': 'Altri enti', 'Importo, riga 1': '300,00' });
    await author.presses('Salva la regola');
    await author.reads('Quota fissa di 300,00 €');

    await author.presses(/^Aggiungi una regola/);
    await author.fillsIn({ 'Nome della regola': 'Comuni fino a 500 abitanti', Comune: true });
    await author.presses('Aggiungi un intervallo');
    assert.equal(await author.field('Nome della regola').inputValue(), 'Comuni fino a 500 abitanti');
    await author.fillsIn({ 'A, intervallo 1': '500', Importo: '0,00' });
    await author.presses('Salva la regola');
    await author.reads(/Comuni fino a 500 abitanti/, 'Non è dovuto nulla');

    await author.presses(/^Aggiungi una regola/);
    await author.fillsIn({ 'Nome della regola': 'Comuni', Comune: true, 'Tipo di regola': 'Scaglioni' });
    await author.unticks('Unione di comuni');
    await author.presses('Mostra i campi del tipo scelto');
    await slabs(author);

    await adds(author);
    await unioni(author);
    await readsWhatIsPaid(author);
  });
});

async function startsFromNothing(author: Person, code: string): Promise<void> {
  await author.follows('Tariffe');
  await author.followsHere('Nuova proposta');
  await author.followsHere('partire da un esempio o da una regola vuota');
  await author.fillsIn({ Codice: code, Titolo: 'Quota per regole' });
  await author.chooses('Da che cosa partire', /^Da una regola vuota/);
  await author.presses('Salva e scrivi le regole');
  await author.reads('La proposta è stata salvata: modificare ora le sue regole.', 'Non è dovuto nulla');
}

/** Three slabs; a wrong figure is refused where it stands, and nothing that was typed is lost. */
async function slabs(author: Person): Promise<void> {
  await author.fillsIn({ 'Ciascuno paga, riga 1': '0,15' });
  await author.presses('Aggiungi una riga');
  await author.fillsIn({ 'Fino a, riga 1': '3.000', 'Ciascuno paga, riga 2': '0.15', 'Sconto, riga 2': '5' });
  await author.presses('Aggiungi una riga');
  await author.fillsIn({
    'Fino a, riga 2': '10.000',
    'Ciascuno paga, riga 3': '0,15',
    'Sconto, riga 3': '12,5',
  });
  await author.presses('Salva la regola');
  await author.reads('Correggere i seguenti errori', /Scrivere un importo in euro con la virgola/);
  assert.equal(await author.field('Sconto, riga 3').inputValue(), '12,5');
  await author.fillsIn({ 'Ciascuno paga, riga 2': '0,15' });
  await author.presses('Prova senza salvare');
  await author.reads('Con la modifica', 'È una prova: nulla è stato salvato.');
  await author.presses('Salva la regola');
  await author.reads('oltre 10.000: 0,15 € ciascuno, sconto del 12,5%');
}

/** The slabs are put in a sum with an amount for each enterprise, and the sum within 200 and 5,000. */
async function adds(author: Person): Promise<void> {
  await author.opensMore('la regola 2');
  await author.presses('Somma di voci regola 2');
  await author.presses('Aggiungi una voce regola 2');
  await author.fillsIn({ 'Tipo di regola': 'Tanto per ogni abitante, impresa o altro' });
  await author.presses('Mostra i campi del tipo scelto');
  await author.fillsIn({ 'Per ogni unità di': 'Imprese attive', 'Importo per ogni unità': '1,00' });
  await author.presses('Salva la regola');
  await author.reads('1,00 € per ogni impresa attiva');
  await author.opensMore('la regola 2');
  await author.presses('Minimo e massimo regola 2');
  await author.typesAndEnters({ 'Importo minimo': '200', 'Importo massimo': '5.000,00' });
  await author.reads('Quota fissa di 5.000,00 €');
}

async function unioni(author: Person): Promise<void> {
  await author.presses('Aggiungi una regola tutta la tariffa');
  await author.fillsIn({ 'Nome della regola': 'Unioni di comuni', 'Unione di comuni': true });
  await author.fillsIn({ 'Tipo di regola': 'Parte di quanto pagherebbe un altro tipo di ente' });
  await author.presses('Mostra i campi del tipo scelto');
  await author.fillsIn({
    'Categoria di cui si prende la quota': 'Comune',
    'Parte dovuta di quella quota': '50',
  });
  await author.presses('Salva la regola');
  await author.reads(/50% di quanto pagherebbe/, /Le regole sono complete/);
}

/** 8,000 inhabitants and 600 enterprises: 450 + 712.50 + 600 = 1,762.50; a Unione of 11,000 and 820: half of 2,398.75. */
async function readsWhatIsPaid(author: Person): Promise<void> {
  assert.match(await author.rowText(/^Comune\s*500 abitanti/), /0,00 €/);
  assert.match(await author.rowText('8.000 abitanti'), /1\.762,50 €/);
  assert.match(await author.rowText('40.000 abitanti'), /5\.000,00 €/);
  assert.match(await author.rowText('11.000 abitanti'), /1\.199,38 €/);
  await author.followsHere('Torna alla tariffa');
  await author.reads('Esempi di calcolo', /Unioni di comuni/);
}

const routines = new Set(['function', 'procedure', 'rule', 'view', 'trigger', 'policy']);

/**
 * Finds the semicolon that ends a statement (SQL7): not one inside parentheses, nor one inside the
 * `BEGIN ATOMIC … END` body of a function, where CASE has an END of its own. psql does the same.
 */
export class StatementEnd {
  /** Whether rows begin inside the statement, whose own end must have been lost (SQL16). */
  ranOn = false;
  #parentheses = 0;
  #blocks = 0;
  #words = 0;
  #routine = false;
  #first = '';
  #last = '';

  /** Takes in one token; true where it ends the statement. */
  ends(symbol: string | null, word: string | null): boolean {
    if (symbol === '(') this.#parentheses++;
    else if (symbol === ')') this.#parentheses = Math.max(0, this.#parentheses - 1);
    else if (symbol === ';') return this.#parentheses === 0 && this.#blocks === 0;
    else if (word !== null) this.#word(word);
    return false;
  }

  /** Whether a word stands outside all parentheses. */
  get isOutside(): boolean {
    return this.#parentheses === 0;
  }

  #word(word: string): void {
    this.#words++;
    if (this.#words === 1) this.#first = word;
    else if (this.#beginsRows(word)) this.ranOn = true;
    this.#last = word;
    if (this.#words <= 5 && this.#first === 'create' && routines.has(word)) this.#routine = true;
    if (!this.#routine) return;
    if (word === 'begin' || (word === 'case' && this.#blocks > 0)) this.#blocks++;
    else if (word === 'end' && this.#blocks > 0) this.#blocks--;
  }

  #beginsRows(word: string): boolean {
    if (word === 'stdin') return this.#last === 'from' && this.#first !== 'copy';
    if (this.#words === 2 || this.#routine || word !== 'into') return false;
    return this.#last === 'insert';
  }
}

/** The texts of a column, each held once under a code; code 0 stands for none. */
export class TextCodes {
  #texts: string[];
  /** Made when the first text is looked for: a column that is only read never needs it. */
  #codes: Map<string, number> | null = null;
  #bytes: number;

  /** `texts` by code, the first of them for none. */
  constructor(texts: string[] = ['']) {
    this.#texts = texts;
    this.#bytes = texts.reduce((sum, text) => sum + costOf(text), 0);
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Roughly, what they take in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  codeOf(text: string): number {
    this.#codes ??= new Map(this.#texts.map((known, code) => [known, code] as const).slice(1));
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#codes.set(text, code);
    this.#bytes += costOf(text);
    return code;
  }

  /** Forgets the texts that none of these codes stands for, and gives each of the others its new code. */
  keepOnly(codes: Uint32Array) {
    const renamed = new Uint32Array(this.#texts.length);
    const kept = [''];
    for (let i = 0; i < codes.length; i += 1) {
      const code = codes[i]!;
      if (code !== 0 && renamed[code] === 0) renamed[code] = kept.push(this.#texts[code]!) - 1;
      codes[i] = renamed[code]!;
    }
    this.#texts = kept;
    this.#codes = null;
    this.#bytes = kept.reduce((sum, text) => sum + costOf(text), 0);
  }
}

const costOf = (text: string): number => (text === '' ? 0 : 64 + text.length);

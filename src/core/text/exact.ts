/** A sum of decimal figures without floating error: 0.1 + 0.2 is 0.3, in whatever order. */
export class ExactSum {
  /** The whole numbers, as long as their sum is exact: nearly every figure of a form is one. */
  #whole = 0;
  /** All else. */
  #units = 0n;
  /** Decimal places of the units. */
  #places = 0;

  add(value: number): void {
    const whole = this.#whole + value;
    if (Number.isSafeInteger(whole) && Number.isSafeInteger(value)) this.#whole = whole;
    else this.#addDecimal(value);
  }

  #addDecimal(value: number): void {
    const { units, places } = decimalOf(value);
    const shared = Math.max(places, this.#places);
    this.#units = this.#units * power(shared - this.#places) + units * power(shared - places);
    this.#places = shared;
  }

  /** Undefined where no number holds it exactly. */
  get value(): number | undefined {
    const value = this.nearest;
    if (this.#units === 0n) return value;
    if (!Number.isFinite(value)) return undefined;
    const { units, places } = decimalOf(value);
    const shared = Math.max(places, this.#places);
    const same = units * power(shared - places) === this.#total() * power(shared - this.#places);
    return same ? value : undefined;
  }

  /** The number nearest to the sum. */
  get nearest(): number {
    return this.#units === 0n ? this.#whole : Number(`${this.#total()}e-${this.#places}`);
  }

  /** In units of the last decimal place. */
  #total(): bigint {
    return this.#units + BigInt(this.#whole) * power(this.#places);
  }
}

export function addExactly(values: Iterable<number>): number | undefined {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value;
}

/** The figure as it is written, which is what a tally means by it: 0.38 is 38 hundredths. */
function decimalOf(value: number): { readonly units: bigint; readonly places: number } {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * power(-places), places: 0 };
}

function power(places: number): bigint {
  return 10n ** BigInt(places);
}

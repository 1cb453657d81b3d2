import { Decimal128, Double, Int32, Long } from 'bson';
import { numberOf, type Numeric } from './documents.js';

const SIGN = 1n << 63n;
const scratch = new DataView(new ArrayBuffer(8));

/**
 * Bytes whose order is the order of numbers across int, long, double and decimal: the double nearest to the value on
 * zero's side, then what that double leaves out. Equal numbers of different types give equal bytes.
 */
export function numberKey(value: Numeric): Buffer {
  if (typeof value === 'number') return doubleKey(value);
  if (value instanceof Int32 || value instanceof Double) return doubleKey(value.value);
  if (value instanceof Long || typeof value === 'bigint') {
    const exact = typeof value === 'bigint' ? value : value.toBigInt();
    const near = Number(exact);
    if (BigInt(near) === exact) return doubleKey(near);
    return inexactKey(truncated(near, exact, 1n), String(exact));
  }
  return decimalKey(value);
}

function decimalKey(value: Decimal128): Buffer {
  const text = value.toString();
  const near = Number(text);
  if (!/\d/.test(text)) return doubleKey(near); // NaN and the infinities
  const { digits, exponent } = scientific(text);
  if (digits === '0') return doubleKey(0);
  // An enormous exponent never equals a double: compare it without building the power.
  if (Math.abs(exponent) > 400) {
    const edge = exponent > 0 ? Number.MAX_VALUE : 0;
    return inexactKey(text.startsWith('-') ? -edge : edge, text);
  }
  const power = exponent - digits.length + 1;
  const top = BigInt(digits) * (power > 0 ? 10n ** BigInt(power) : 1n) * (text.startsWith('-') ? -1n : 1n);
  const bottom = power < 0 ? 10n ** BigInt(-power) : 1n;
  const start = Number.isFinite(near) ? near : Math.sign(near) * Number.MAX_VALUE;
  const double = truncated(start, top, bottom);
  return compareFraction(double, top, bottom) === 0 ? doubleKey(double) : inexactKey(double, text);
}

// The double next to `near` that lies between zero and top/bottom.
function truncated(near: number, top: bigint, bottom: bigint): number {
  const order = compareFraction(near, top, bottom);
  const outside = near > 0 ? order > 0 : order < 0;
  return outside && near !== 0 ? towardZero(near) : near;
}

function compareFraction(double: number, top: bigint, bottom: bigint): number {
  const [mantissa, power] = parts(double);
  const left = mantissa * bottom * (power > 0 ? 1n << BigInt(power) : 1n);
  const right = top * (power < 0 ? 1n << BigInt(-power) : 1n);
  return left < right ? -1 : left > right ? 1 : 0;
}

// A double as mantissa * 2^power.
function parts(double: number): [bigint, number] {
  scratch.setFloat64(0, double);
  const bits = scratch.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  return [bits & SIGN ? -mantissa : mantissa, Math.max(exponent, 1) - 1075];
}

function towardZero(double: number): number {
  scratch.setFloat64(0, double);
  scratch.setBigUint64(0, scratch.getBigUint64(0) - 1n);
  return scratch.getFloat64(0);
}

function doubleKey(double: number): Buffer {
  const key = Buffer.alloc(9);
  writeDouble(key, double);
  return key;
}

function writeDouble(key: Buffer, double: number): void {
  if (Number.isNaN(double)) return; // all zeros: below minus infinity, as MongoDB orders it
  key.writeDoubleBE(double === 0 ? 0 : double, 0); // no negative zero
  if (double < 0) for (let i = 0; i < 8; i++) key[i] = 255 - key[i]!;
  else key[0]! |= 0x80;
  key[8] = 0x80; // exact: between what lies further from zero on either side
}

function inexactKey(double: number, text: string): Buffer {
  const { digits, exponent } = scientific(text);
  const tail = Buffer.alloc(20);
  tail.writeUInt16BE(exponent + 32768, 0);
  tail.write(digits.padEnd(36, '0'), 2, 'hex');
  const key = Buffer.concat([doubleKey(double), tail]);
  if (text.startsWith('-')) {
    if (double === 0) doubleKey(-Number.MIN_VALUE).copy(key); // between minus the smallest double and zero
    for (let i = 9; i < key.length; i++) key[i] = 255 - key[i]!;
    key[8] = double === 0 ? 0xff : 0x7f;
  } else key[8] = 0x81;
  return key;
}

// A number's text as significant digits and the power of ten of the first of them.
function scientific(text: string): { digits: string; exponent: number } {
  const [mantissa = '', power = '0'] = text.replace(/^[-+]/, '').toUpperCase().split('E');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, '').length;
  const digits = all.slice(leading).replace(/0+$/, '');
  return { digits: digits || '0', exponent: whole.length - 1 - leading + Number(power) };
}

/** Adds or multiplies as MongoDB does: the wider type wins, an int that overflows becomes a long, a long fails. */
export function arithmetic(
  operation: 'add' | 'multiply',
  left: Numeric,
  right: Numeric,
): Numeric | undefined {
  if (left instanceof Decimal128 || right instanceof Decimal128)
    return decimalArithmetic(operation, left, right);
  if (isDouble(left) || isDouble(right)) {
    const [a, b] = [numberOf(left)!, numberOf(right)!];
    return new Double(operation === 'add' ? a + b : a * b);
  }
  const [a, b] = [BigInt(String(left)), BigInt(String(right))];
  const result = operation === 'add' ? a + b : a * b;
  if (BigInt.asIntN(64, result) !== result) return undefined;
  const long = left instanceof Long || right instanceof Long || BigInt.asIntN(32, result) !== result;
  return long ? Long.fromBigInt(result) : new Int32(Number(result));
}

function isDouble(value: Numeric): boolean {
  return value instanceof Double || (typeof value === 'number' && !Number.isInteger(value));
}

function decimalArithmetic(operation: 'add' | 'multiply', left: Numeric, right: Numeric): Decimal128 {
  const [a, b] = [scaled(String(left)), scaled(String(right))];
  if (!a || !b) {
    const [x, y] = [numberOf(left)!, numberOf(right)!];
    return Decimal128.fromString(String(operation === 'add' ? x + y : x * y));
  }
  if (operation === 'multiply') {
    return Decimal128.fromStringWithRounding(`${a.digits * b.digits}E${a.power + b.power}`);
  }
  const power = Math.min(a.power, b.power);
  const sum = a.digits * 10n ** BigInt(a.power - power) + b.digits * 10n ** BigInt(b.power - power);
  return Decimal128.fromStringWithRounding(`${sum}E${power}`);
}

function scaled(text: string): { digits: bigint; power: number } | undefined {
  const match = /^([-+]?\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!match || !/\d/.test(text)) return undefined;
  const fraction = match[2] ?? '';
  return { digits: BigInt(`${match[1] ?? ''}${fraction}`), power: Number(match[3] ?? 0) - fraction.length };
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A UUID of version 7 (RFC 9562): sorted by time, otherwise random.
 * `time` in milliseconds since 1970; `random` ten bytes, which the caller draws.
 */
export const uuidv7 = (time: number, random: Uint8Array): string => {
  const digits = time.toString(16).padStart(12, '0') + hex(random.subarray(0, 10));
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `7${digits.slice(13, 16)}`,
    ((parseInt(digits.slice(16, 18), 16) & 0x3f) | 0x80).toString(16) + digits.slice(18, 20),
    digits.slice(20, 32),
  ];
  return parts.join('-');
};

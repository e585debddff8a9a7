/** The smallest of `numbers` that is above `part` of them; `none` where there are no numbers. */
export function quantile(numbers, part, none = 0) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? none;
}

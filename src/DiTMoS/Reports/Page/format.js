// How figures read.
const none = "–";
const counts = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const missing = none;

export function percent(share, digits = 1) {
  return share === undefined || share === null ? none : (100 * share).toFixed(digits);
}

export function spread(figure) {
  if (!figure) return none;
  return figure.deviation === undefined ? percent(figure.mean) : `${percent(figure.mean)} ± ${percent(figure.deviation)}`;
}

export function interval(low, high) {
  return low === undefined || high === undefined ? none : `${percent(low)} to ${percent(high)}`;
}

export function points(difference) {
  if (difference === undefined || difference === null) return none;
  const value = (100 * difference).toFixed(1);
  return Number(value) > 0 ? `+${value}` : value.replace("-", "−").replace(/^−0\.0$/, "0.0");
}

export function pointsInterval(low, high) {
  return low === undefined || high === undefined ? none : `${points(low)} to ${points(high)}`;
}

export function count(value) {
  return value === undefined || value === null ? none : counts.format(value);
}

export function range({ least, most }) {
  return least === most ? count(least) : `${count(least)} to ${count(most)}`;
}

export function probability(p) {
  if (p === undefined || p === null) return none;
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

export function seconds(value) {
  if (value === undefined || value === null) return none;
  if (value < 120) return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} s`;
  return value < 7200 ? `${(value / 60).toFixed(0)} min` : `${(value / 3600).toFixed(1)} h`;
}

export function plural(number, word) {
  return `${count(number)} ${word}${number === 1 ? "" : "s"}`;
}

export function list(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

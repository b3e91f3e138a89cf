// What is shown, kept in the address behind #, so that a link shows the same.
import { report, rowsOf } from "./report.js";

const listeners = [];

export const state = read();

function read() {
  const words = new URLSearchParams(location.hash.slice(1));
  const dataset = report.datasets.findIndex((candidate) => candidate.name === words.get("dataset"));
  const shown = dataset < 0 ? 0 : dataset;
  return { dataset: shown, row: rowFor(shown, words.get("row")), at: words.get("at") ?? "", cost: words.get("cost") ?? "" };
}

// The row of that name; else one that has the most to show.
function rowFor(dataset, id) {
  const rows = rowsOf(dataset);
  const richness = (row) => [row.memoryMap, row.examples, row.routes, row.similarity, row.curves].filter(Boolean).length;
  return rows.find((row) => row.id === id) ?? rows.reduce((best, row) => (richness(row) > richness(best) ? row : best));
}

export function hashFor(changes = {}) {
  const next = { ...state, ...changes };
  const words = new URLSearchParams();
  words.set("dataset", report.datasets[next.dataset].name);
  words.set("row", next.row.id);
  if (next.cost) words.set("cost", next.cost);
  if (next.at) words.set("at", next.at);
  return `#${words}`;
}

export function change(changes) {
  if ("dataset" in changes && !("row" in changes)) {
    const same = rowsOf(changes.dataset).find((row) => row.id === state.row.id);
    changes.row = same ?? rowFor(changes.dataset, null);
  }
  Object.assign(state, changes);
  history.replaceState(null, "", hashFor());
  for (const listener of listeners) listener(changes);
}

export function onChange(listener) {
  listeners.push(listener);
  return listener;
}

addEventListener("hashchange", () => {
  const before = { ...state };
  Object.assign(state, read());
  const changes = Object.fromEntries(Object.entries(state).filter(([key, value]) => before[key] !== value));
  for (const listener of listeners) listener({ at: state.at, ...changes });
});

// What charts of rows have in common: a colour and a shape for each method, and a share in percent.
import { report, severalFolders } from "./report.js";

const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"];

// Legends take their opacity from the faintest layer otherwise.
export const opaque = { symbolOpacity: 1 };

// Mean and one standard deviation to both sides, in percent; a share ends at 0 and 100.
export function withDeviation(figure) {
  const deviation = figure.deviation ?? 0;
  return { mean: 100 * figure.mean, low: Math.max(0, 100 * (figure.mean - deviation)), high: Math.min(100, 100 * (figure.mean + deviation)) };
}

// The scale of shares in percent: from a round share to a round share around all of them, and never beyond 0 and 100.
export function shareScale(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const step = [0.5, 1, 2, 5, 10, 20].find((size) => (most - least) / size <= 6) ?? 20;
  const low = Math.max(0, step * Math.floor(least / step));
  return { domain: [low, Math.min(100, Math.max(step * Math.ceil(most / step), low + step))], nice: false };
}

// A method keeps its colour and shape on all charts; folders differ by line and by filling.
export function methodScale(rows, colours) {
  const used = [...new Set(rows.map((row) => row.method))].sort((a, b) => a - b);
  const names = used.map((index) => report.methods[index].title);
  return {
    color: { field: "method", type: "nominal", sort: names, legend: opaque, scale: { domain: names, range: used.map((index) => colours.series[index % 8]) } },
    shape: { field: "method", type: "nominal", sort: names, legend: opaque, scale: { domain: names, range: used.map((index) => shapes[index % 8]) } },
  };
}

export function folderScale(colours) {
  const names = report.folders.map((folder) => folder.name);
  return {
    names,
    color: { field: "folder", type: "nominal", sort: names, scale: { domain: names, range: names.map((_, i) => colours.series[i % 8]) }, legend: severalFolders ? opaque : null },
    shape: { field: "folder", type: "nominal", sort: names, scale: { domain: names, range: names.map((_, i) => shapes[i % 8]) }, legend: severalFolders ? opaque : null },
    dash: { field: "folder", type: "nominal", sort: names, scale: { domain: names, range: [[1, 0], [5, 3], [2, 2], [8, 3, 2, 3]] }, legend: severalFolders ? opaque : null },
  };
}

export function base(row) {
  return { method: report.methods[row.method].title, folder: report.folders[row.folder].name, label: row.label, row: row.index };
}

export const percentAxis = { format: ".1~f", labelExpr: "datum.label + ' %'" };

// An expression that breaks labels between words into lines of about so many letters.
export function wrapped(labels, letters) {
  return `(${JSON.stringify(Object.fromEntries(labels.map((label) => [label, lines(label, letters)])))})[datum.label]`;
}

export function lines(label, letters) {
  const all = [""];
  for (const word of label.split(" ")) {
    const last = all.at(-1);
    if (last !== "" && last.length + 1 + word.length > letters) all.push(word);
    else all[all.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return all;
}

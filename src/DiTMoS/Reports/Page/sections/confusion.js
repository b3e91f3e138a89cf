import { chart } from "../chart.js";
import { h } from "../dom.js";
import { count, percent, plural } from "../format.js";
import { heat, heatHeight } from "../heat.js";
import { datasetTitle, nameOf, numbered, report, runsOf } from "../report.js";

export const confusion = {
  id: "confusion",
  title: "Confusion matrix",
  ofRow: true,
  isThere: () => true,
  build({ dataset, row }) {
    const names = numbered(report.datasets[dataset].classNames);
    const totals = row.confusion.map((counts) => counts.reduce((a, b) => a + b, 0));
    const cells = row.confusion.flatMap((counts, t) => counts.map((windows, p) => ({ row: names[t], column: names[p], t, p, windows, value: totals[t] ? windows / totals[t] : 0 })));
    const worst = cells.filter((cell) => cell.t !== cell.p && cell.windows > 0).sort((a, b) => b.windows - a.windows)[0];
    return [
      h("p", {}, `What windows of each class are taken for by ${nameOf(row)}, ${runsOf(row)} together. A row is a true class; its shares add up to 100 %. The diagonal is right.`),
      chart({
        title: `Confusion of ${nameOf(row)} on ${datasetTitle(dataset)}`,
        description: worst ? `The most frequent error: ${plural(worst.windows, "window")} of ${worst.row} taken for ${worst.column}.` : "Nothing is confused.",
        height: heatHeight(names),
        file: "confusion.csv",
        data: {
          columns: [
            { title: "True class", text: (t) => names[t], value: (t) => names[t] },
            ...names.map((name, p) => ({ title: name, numeric: true, text: (t) => count(row.confusion[t][p]), value: (t) => row.confusion[t][p] })),
            { title: "Right, %", numeric: true, text: (t) => (totals[t] ? percent(row.confusion[t][t] / totals[t]) : "–"), value: (t) => (totals[t] ? row.confusion[t][t] / totals[t] : undefined) },
          ],
          records: names.map((_, t) => t),
        },
        spec: (context) => heat({ ...context, rows: names, columns: names, values: cells.map((cell) => ({ ...cell, value: 100 * cell.value, text: cell.windows === 0 ? "" : (100 * cell.value).toFixed(0) })), rowTitle: "True class", columnTitle: "Predicted class", domain: [0, 100], cell: 110, format: "d" }),
        note: "Cells say percent of the true class.",
      }),
    ];
  },
};

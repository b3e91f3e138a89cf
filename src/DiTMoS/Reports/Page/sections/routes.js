import { chart } from "../chart.js";
import { h } from "../dom.js";
import { count, percent } from "../format.js";
import { heat, heatHeight } from "../heat.js";
import { datasetTitle, nameOf, numbered, report } from "../report.js";

export const routes = {
  id: "routes",
  title: "Which classifier for which class",
  ofRow: true,
  isThere: ({ row }) => Boolean(row.routes),
  build({ dataset, row }) {
    const names = numbered(report.datasets[dataset].classNames);
    const classifiers = row.routes[0].map((_, n) => String(n + 1));
    const totals = row.routes.map((counts) => counts.reduce((a, b) => a + b, 0));
    const windows = totals.reduce((a, b) => a + b, 0);
    const loads = classifiers.map((_, n) => row.routes.reduce((sum, counts) => sum + counts[n], 0) / windows);
    const values = row.routes.flatMap((counts, t) => counts.map((number, n) => ({ row: names[t], column: classifiers[n], value: totals[t] ? (100 * number) / totals[t] : 0, text: number === 0 ? "" : ((100 * number) / totals[t]).toFixed(0) })));
    const busiest = loads.indexOf(Math.max(...loads));
    return [
      h("p", {}, `The classifier that the selector chooses for test windows of each true class, in run ${row.runs[0]} of ${nameOf(row)}. Classifiers have no order: those of another run are others. A row's shares add up to 100 %.`),
      chart({
        title: `Routes of ${nameOf(row)} on ${datasetTitle(dataset)}`,
        description: `Classifier ${busiest + 1} is given most, ${percent(loads[busiest])} % of all windows.`,
        height: heatHeight(names),
        file: "routes.csv",
        note: `Cells say percent of the class's windows. Shares of all windows: ${loads.map((load, n) => `classifier ${n + 1} ${percent(load, 0)} %`).join(", ")}.${row.accuracyPerClassifier ? ` Right when asked alone for all windows: ${row.accuracyPerClassifier.map((share, n) => `classifier ${n + 1} ${percent(share, 0)} %`).join(", ")}.` : ""}`,
        data: {
          columns: [
            { title: "True class", text: (t) => names[t], value: (t) => names[t] },
            ...classifiers.map((name, n) => ({ title: `Classifier ${name}`, numeric: true, text: (t) => count(row.routes[t][n]), value: (t) => row.routes[t][n] })),
          ],
          records: names.map((_, t) => t),
        },
        spec: (context) => heat({ ...context, rows: names, columns: classifiers, values, rowTitle: "True class", columnTitle: "Classifier", domain: [0, 100], cell: 110, format: "d" }),
      }),
    ];
  },
};

import { chart } from "../chart.js";
import { h } from "../dom.js";
import { base, folderScale, lines, percentAxis, wrapped } from "../encodings.js";
import { interval, percent, spread } from "../format.js";
import { datasetTitle, nameOf, report, rowsOf, severalFolders } from "../report.js";

export const accuracy = {
  id: "accuracy",
  title: "Accuracy by method",
  isThere: () => true,
  build({ dataset }) {
    const rows = rowsOf(dataset);
    const labels = [...new Set(rows.map((row) => row.label))];
    const isShared = labels.length < rows.length;
    const step = isShared ? 24 * report.folders.length + 12 : 38;
    const means = rows.map((row) => ({ ...base(row), mean: 100 * row.accuracy.mean, low: 100 * row.accuracy.low, high: 100 * row.accuracy.high }));
    const runs = rows.flatMap((row) => row.accuracy.values.map((value) => ({ ...base(row), value: 100 * value })));
    const best = rows.reduce((a, b) => (b.accuracy.mean > a.accuracy.mean ? b : a));
    return [
      h("p", {}, "How often the one prediction is right on test windows. A point is a run, the upright mark the mean of a row's runs, and the line the 95 % interval over the test part. Points show how training varies; the line shows how far other test data could move the figure."),
      chart({
        title: `Accuracy on ${datasetTitle(dataset)}`,
        description: `${rows.length} rows. The highest mean is ${percent(best.accuracy.mean)} %, of ${nameOf(best)}.`,
        height: 60 + labels.length * step,
        file: "accuracy.csv",
        data: {
          columns: [
            { title: "Method", text: (row) => nameOf(row), value: (row) => nameOf(row) },
            { title: "Accuracy, %", numeric: true, text: (row) => spread(row.accuracy), value: (row) => row.accuracy.mean },
            { title: "95 % interval", numeric: true, text: (row) => interval(row.accuracy.low, row.accuracy.high), value: (row) => row.accuracy.low },
            { title: "Runs", text: (row) => row.accuracy.values.map((value) => percent(value)).join(", "), value: (row) => row.accuracy.values.join(" ") },
          ],
          records: rows,
        },
        spec: ({ colours, narrow }) => {
          const folders = folderScale(colours);
          const y = { field: "label", type: "nominal", sort: labels, axis: { title: null, labelExpr: wrapped(labels, narrow ? 14 : 34), labelLimit: narrow ? 120 : 260, labelColor: colours.text, grid: false } };
          const offset = isShared ? { yOffset: { field: "folder", sort: folders.names, scale: { paddingInner: 0.1 } } } : {};
          const x = (field) => ({ field, type: "quantitative", scale: { zero: false, nice: true, padding: 8 }, axis: { ...percentAxis, title: "Accuracy on the test part", tickCount: narrow ? 4 : 8 } });
          const color = folders.color;
          return {
            height: labels.length * (narrow ? Math.max(step, 10 + 15 * Math.max(...labels.map((label) => lines(label, 14).length))) : step),
            layer: [
              { data: { values: means }, mark: { type: "rule", strokeWidth: 2, opacity: 0.55 }, encoding: { y, ...offset, x: x("low"), x2: { field: "high" }, color } },
              { data: { values: runs }, mark: { type: "point", size: 46, filled: true, opacity: 0.5 }, encoding: { y, ...offset, x: x("value"), color, ...(severalFolders ? { shape: folders.shape } : {}) } },
              { data: { values: means }, mark: { type: "tick", thickness: 3, size: 20 }, encoding: { y, ...offset, x: x("mean"), color } },
            ],
          };
        },
      }),
    ];
  },
};

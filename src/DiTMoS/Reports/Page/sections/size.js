import { chart } from "../chart.js";
import { h } from "../dom.js";
import { base, folderScale, methodScale, percentAxis, shareScale, withDeviation } from "../encodings.js";
import { count, percent, spread } from "../format.js";
import { datasetTitle, nameOf, rowsOf, series, severalFolders } from "../report.js";

const of = (dataset) => series(rowsOf(dataset).filter((row) => row.settings.widths || row.settings.hiddenUnits), ["widths", "hiddenUnits"], (row) => row.cost?.parameters);

export const size = {
  id: "size",
  title: "Model size",
  isThere: ({ dataset }) => of(dataset).length > 0,
  build({ dataset }) {
    const all = of(dataset);
    const members = all.flat();
    const values = all.flatMap((group, line) => group.map(({ row, value }) => ({ ...base(row), line, parameters: value, ...withDeviation(row.accuracy) })));
    return [
      h("p", {}, "Accuracy against the parameters of all networks of a model, for rows that differ only in the networks' width. Further left is smaller, higher is better. Bars are one standard deviation over runs."),
      chart({
        title: `Accuracy and parameters on ${datasetTitle(dataset)}`,
        description: `${all.length} methods from ${count(Math.min(...members.map((m) => m.value)))} to ${count(Math.max(...members.map((m) => m.value)))} parameters; accuracy from ${percent(Math.min(...members.map((m) => m.row.accuracy.mean)))} to ${percent(Math.max(...members.map((m) => m.row.accuracy.mean)))} %.`,
        height: 400,
        file: "size.csv",
        data: {
          columns: [
            { title: "Row", text: (m) => nameOf(m.row), value: (m) => nameOf(m.row) },
            { title: "Parameters", numeric: true, text: (m) => count(m.value), value: (m) => m.value },
            { title: "Accuracy, %", numeric: true, text: (m) => spread(m.row.accuracy), value: (m) => m.row.accuracy.mean },
          ],
          records: members,
        },
        spec: ({ colours, narrow }) => {
          const { color, shape } = methodScale(members.map((m) => m.row), colours);
          const x = { field: "parameters", type: "quantitative", scale: { type: "log", nice: false, padding: 16 }, axis: { title: "Parameters, logarithmic", format: "~s", tickCount: narrow ? 3 : 6, grid: false, ticks: true } };
          const y = { field: "mean", type: "quantitative", scale: shareScale(values.flatMap((value) => [value.low, value.high])), axis: { ...percentAxis, title: "Accuracy on the test part", tickCount: 6 } };
          const detail = [{ field: "line" }];
          return {
            height: narrow ? 280 : 320,
            data: { values },
            layer: [
              { mark: { type: "rule", strokeWidth: 1.5, opacity: 0.6 }, encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color } },
              { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color, detail, ...(severalFolders ? { strokeDash: folderScale(colours).dash } : {}) } },
              { mark: { type: "point", filled: true, size: 80, opacity: 1 }, encoding: { x, y, color, shape } },
            ],
          };
        },
      }),
    ];
  },
};

// Rows against rows: a chart of differences with intervals, and a table of tests.
import { chart } from "../chart.js";
import { lines, wrapped } from "../encodings.js";
import { count, points, pointsInterval, probability } from "../format.js";
import { report } from "../report.js";
import { table } from "../table.js";

export function differences({ title, description, comparisons, labelOf, firstColumns, file, axisTitle }) {
  const values = comparisons.map((c) => ({ label: labelOf(c), difference: 100 * c.difference, low: scaled(c.low), high: scaled(c.high) }));
  const labels = values.map((value) => value.label);
  const columns = [
    ...firstColumns,
    { title: "Runs", numeric: true, text: (c) => count(c.runs), value: (c) => c.runs },
    { title: "Difference, points", numeric: true, text: (c) => (c.deviation === undefined ? points(c.difference) : `${points(c.difference)} ± ${(100 * c.deviation).toFixed(1)}`), value: (c) => c.difference },
    { title: "95 % interval", numeric: true, text: (c) => pointsInterval(c.low, c.high), value: (c) => c.low },
    { title: "Units", numeric: true, text: (c) => (c.units ? `${count(c.units)} ${c.areWindows ? "windows" : "groups"}` : "–"), value: (c) => c.units },
    { title: "p, Student", numeric: true, text: (c) => probability(c.studentP), value: (c) => c.studentP },
    { title: "p, Wilcoxon", numeric: true, text: (c) => probability(c.wilcoxonP), value: (c) => c.wilcoxonP },
    { title: "p, McNemar", numeric: true, text: (c) => probability(c.mcNemarP), value: (c) => c.mcNemarP },
  ];
  return [
    chart({
      title,
      description,
      height: 70 + 38 * labels.length,
      note: "Lines are 95 % intervals over the test part: where one does not reach zero, resampled test data rarely turn the difference around. Lines are missing where the rows did not test the same windows.",
      spec: ({ width, colours, narrow }) => {
        const y = { field: "label", type: "nominal", sort: labels, axis: { title: null, labelExpr: wrapped(labels, narrow ? 14 : 34), labelLimit: narrow ? 120 : 320, labelColor: colours.text, grid: false } };
        const x = (field) => ({ field, type: "quantitative", scale: { nice: true, padding: 8 }, axis: { title: lines(axisTitle, width / 7), tickCount: narrow ? 4 : 8 } });
        const step = narrow ? Math.max(38, 10 + 15 * Math.max(...labels.map((label) => lines(label, 14).length))) : 38;
        return {
          height: step * labels.length,
          layer: [
            { data: { values: [{ zero: 0 }] }, mark: { type: "rule", color: colours.muted, strokeDash: [4, 3] }, encoding: { x: x("zero") } },
            { data: { values: values.filter((value) => value.low !== null) }, mark: { type: "rule", strokeWidth: 2, opacity: 0.55, color: colours.series[0] }, encoding: { y, x: x("low"), x2: { field: "high" } } },
            { data: { values }, mark: { type: "point", filled: true, size: 80, opacity: 1, color: colours.series[0] }, encoding: { y, x: x("difference") } },
          ],
        };
      },
    }),
    table({ caption: `Tests: ${title.charAt(0).toLowerCase()}${title.slice(1)}`, file, columns, records: comparisons }),
  ];
}

function scaled(value) {
  return value === undefined ? null : 100 * value;
}

export const rowOf = (index) => report.rows[index];

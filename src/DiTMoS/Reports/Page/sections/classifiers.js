import { chart } from "../chart.js";
import { h } from "../dom.js";
import { opaque, percentAxis, shareScale, withDeviation } from "../encodings.js";
import { percent, spread } from "../format.js";
import { datasetTitle, methodTitle, rowsOf, series } from "../report.js";

const measures = [
  ["Accuracy", (row) => row.accuracy],
  ["Union accuracy", (row) => row.unionAccuracy],
  ["Selector accuracy", (row) => row.selectorAccuracy],
];
const of = (dataset) => series(rowsOf(dataset), ["numberOfClassifiers"], (row) => row.classifiers);

export const classifiers = {
  id: "classifiers",
  title: "Number of classifiers",
  isThere: ({ dataset }) => of(dataset).length > 0,
  build({ dataset }) {
    return [
      h("p", {}, "The same method with more and fewer classifiers. Union accuracy is how often some classifier is right, selector accuracy how often the selector then finds a right one; accuracy is the product of both. Bars are one standard deviation over runs."),
      of(dataset).map((members) => figure(dataset, members)),
    ];
  },
};

function figure(dataset, members) {
  const values = members.flatMap(({ row, value }) =>
    measures.flatMap(([measure, pick]) => {
      const figure = pick(row);
      return figure ? [{ number: value, measure, ...withDeviation(figure) }] : [];
    }),
  );
  const numbers = [...new Set(members.map((member) => member.value))];
  const names = measures.map(([name]) => name);
  return chart({
    title: `${methodTitle(members[0].row)} on ${datasetTitle(dataset)}, by number of classifiers`,
    description: `From ${numbers[0]} to ${numbers.at(-1)} classifiers, accuracy goes from ${percent(members[0].row.accuracy.mean)} % to ${percent(members.at(-1).row.accuracy.mean)} %.`,
    height: 380,
    file: "classifiers.csv",
    data: {
      columns: [
        { title: "Classifiers", numeric: true, text: (m) => String(m.value), value: (m) => m.value },
        ...measures.map(([name, pick]) => ({ title: `${name}, %`, numeric: true, text: (m) => spread(pick(m.row)), value: (m) => pick(m.row)?.mean })),
      ],
      records: members,
    },
    spec: ({ colours, narrow }) => {
      const x = { field: "number", type: "quantitative", scale: { zero: false, padding: 16 }, axis: { values: numbers, title: "Classifiers", format: "d", grid: false } };
      const color = { field: "measure", type: "nominal", sort: names, scale: { domain: names, range: colours.series.slice(0, 3) }, legend: opaque };
      const shape = { field: "measure", type: "nominal", sort: names, scale: { domain: names, range: ["circle", "square", "triangle-up"] }, legend: opaque };
      const y = { field: "mean", type: "quantitative", scale: shareScale(values.flatMap((value) => [value.low, value.high])), axis: { ...percentAxis, title: "On the test part", tickCount: 6 } };
      return {
        height: narrow ? 260 : 300,
        data: { values },
        layer: [
          { mark: { type: "rule", strokeWidth: 1.5, opacity: 0.6 }, encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color } },
          { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color } },
          { mark: { type: "point", filled: true, size: 80, opacity: 1 }, encoding: { x, y, color, shape } },
        ],
      };
    },
  });
}

import { chart } from "../chart.js";
import { h } from "../dom.js";
import { heat, heatHeight } from "../heat.js";
import { nameOf } from "../report.js";

export const similarity = {
  id: "similarity",
  title: "How alike classifiers are",
  ofRow: true,
  isThere: ({ row }) => Boolean(row.similarity?.some((layer) => layer.cka.length > 1)),
  build({ row }) {
    return [
      h("p", {}, `Linear CKA of what the classifiers of ${nameOf(row)} make of the same test windows, layer by layer, in the first run that tells: 1 where two classifiers see the same, 0 where they have nothing in common. Lower is more diverse.`),
      h("div", { class: "grid three" }, row.similarity.map(layerFigure)),
    ];
  },
};

function layerFigure({ layer, cka }) {
  const names = cka.map((_, i) => String(i + 1));
  const others = cka.flatMap((line, i) => line.filter((_, j) => j !== i));
  const mean = others.reduce((a, b) => a + b, 0) / others.length;
  return chart({
    title: `${layer.charAt(0).toUpperCase()}${layer.slice(1)}`,
    description: `Mean similarity of two different classifiers: ${mean.toFixed(2)}.`,
    note: `Mean of different classifiers: ${mean.toFixed(2)}`,
    height: heatHeight(names),
    file: "similarity.csv",
    data: {
      columns: [{ title: "Classifier", text: (i) => names[i], value: (i) => names[i] }, ...names.map((name, j) => ({ title: name, numeric: true, text: (i) => cka[i][j].toFixed(3), value: (i) => cka[i][j] }))],
      records: names.map((_, i) => i),
    },
    spec: (context) => heat({ ...context, rows: names, columns: names, values: cka.flatMap((line, i) => line.map((value, j) => ({ row: names[i], column: names[j], value, text: value.toFixed(2) }))), rowTitle: "Classifier", columnTitle: "Classifier", domain: [0, 1], cell: 46 }),
  });
}

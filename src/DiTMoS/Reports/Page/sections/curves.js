import { chart } from "../chart.js";
import { h } from "../dom.js";
import { percentAxis, shareScale } from "../encodings.js";
import { percent, plural } from "../format.js";
import { nameOf } from "../report.js";

const shown = (row) => (row.curves ?? []).filter((curve) => curve.epochs.length > 1);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const curves = {
  id: "curves",
  title: "Training curves",
  ofRow: true,
  isThere: ({ row }) => shown(row).length > 0,
  build({ row }) {
    return [
      h("p", {}, `Stage by stage, epoch by epoch, for ${nameOf(row)}: the mean of the runs, and a band from the lowest to the highest of them. The loss is that of training; shares are those of the validation part.`),
      h("div", { class: "grid" }, shown(row).flatMap((curve) => [loss(curve), shares(curve)]).filter(Boolean)),
    ];
  },
};

function loss(curve) {
  return figure(curve, `${capital(curve.stage)}: training loss`, [["Training loss", curve.loss, 1]], null, (value) => (value === undefined || value === null ? "–" : value.toPrecision(4)));
}

function shares(curve) {
  const bands = [["Accuracy", curve.validationAccuracy, 100], ["Union accuracy", curve.validationUnionAccuracy, 100]].filter(([, band]) => band);
  return bands.length === 0 ? null : figure(curve, `${capital(curve.stage)}: validation part`, bands, percentAxis, (value) => percent(value));
}

function figure(curve, title, bands, axis, shownValue) {
  const names = bands.map(([name]) => name);
  const values = bands.flatMap(([measure, band, factor]) => curve.epochs.map((epoch, e) => ({ measure, epoch, mean: times(band.mean[e], factor), low: times(band.least[e], factor), high: times(band.most[e], factor) }))).filter((value) => value.mean !== null);
  const last = bands.map(([name, band]) => `${name} ends at ${shownValue(band.mean.at(-1))}`).join("; ");
  return chart({
    title,
    description: `${plural(curve.epochs.length, "epoch")}, ${plural(curve.runs, "run")}. ${last}.`,
    height: 300,
    file: "curve.csv",
    data: {
      columns: [
        { title: "Epoch", numeric: true, text: (e) => String(curve.epochs[e]), value: (e) => curve.epochs[e] },
        ...bands.map(([name, band]) => ({ title: name, numeric: true, text: (e) => shownValue(band.mean[e]), value: (e) => band.mean[e] })),
      ],
      records: curve.epochs.map((_, e) => e),
    },
    spec: ({ colours }) => {
      const x = { field: "epoch", type: "quantitative", scale: { zero: false, nice: false }, axis: { title: "Epoch", format: "d", tickMinStep: 1, tickCount: 6, grid: false } };
      const y = { field: "mean", type: "quantitative", scale: axis ? shareScale(values.flatMap((value) => [value.low, value.high])) : { zero: false, nice: true }, axis: { ...(axis ?? {}), title: null, tickCount: 5 } };
      const color = { field: "measure", type: "nominal", sort: names, scale: { domain: names, range: colours.series }, legend: { symbolType: "stroke", symbolOpacity: 1, symbolSize: 300 } };
      const strokeDash = { field: "measure", type: "nominal", sort: names, scale: { domain: names, range: [[1, 0], [6, 3]] }, legend: { symbolType: "stroke", symbolOpacity: 1, symbolSize: 300 } };
      return {
        height: 220,
        data: { values },
        layer: [
          { mark: { type: "area", opacity: 0.16, line: false }, encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color } },
          { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color, strokeDash } },
          ...(curve.epochs.length < 8 ? [{ mark: { type: "point", filled: true, size: 40, opacity: 1 }, encoding: { x, y, color } }] : []),
        ],
      };
    },
  });
}

function times(value, factor) {
  return value === undefined || value === null ? null : factor * value;
}

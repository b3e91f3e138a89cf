import { chart } from "../chart.js";
import { h, select } from "../dom.js";
import { base, methodScale, percentAxis, shareScale, withDeviation } from "../encodings.js";
import { count, plural, spread } from "../format.js";
import { datasetTitle, nameOf, rowsOf } from "../report.js";
import { change } from "../state.js";

const costs = {
  ramBytes: ["RAM", "bytes", "the bytes of working memory that the plan gives one inference"],
  flashBytes: ["Flash", "bytes", "the bytes of parameters that the generated C keeps"],
  instructions: ["Instructions", "of one inference", "instructions of one inference, counted on an emulated core for the window that takes most; they are no cycles"],
  macs: ["Multiplications", "of one inference", "multiplications of one inference"],
  parameters: ["Parameters", "of all networks", "parameters of all networks"],
};

const known = (dataset, cost) => rowsOf(dataset).filter((row) => row.cost?.[cost] > 0);
const spreadOf = (dataset, cost) => new Set(known(dataset, cost).map((row) => row.cost[cost])).size;
const choices = (dataset) => Object.keys(costs).filter((cost) => known(dataset, cost).length > 1);

export const cost = {
  id: "cost",
  title: "Accuracy and cost",
  isThere: ({ dataset }) => choices(dataset).length > 0,
  depends: ["cost"],
  build({ dataset, cost: wanted }) {
    const all = choices(dataset);
    const chosen = all.includes(wanted) ? wanted : (all.find((key) => spreadOf(dataset, key) > 2) ?? all[0]);
    const [name, unit, meaning] = costs[chosen];
    const title = `${name}, ${unit}`;
    const rows = known(dataset, chosen);
    const without = rowsOf(dataset).filter((row) => !rows.includes(row));
    const isOn = (row) => row.cost.onFront.includes(chosen);
    const front = rows.filter(isOn);
    const values = rows.map((row) => ({ ...base(row), name: nameOf(row), cost: row.cost[chosen], ...withDeviation(row.accuracy), front: isOn(row) ? "on the front" : "beaten" }));
    return [
      h("p", {}, `Each row by what it costs and how often it is right. Cost: ${meaning}. The stepped line is the Pareto front: no other row is at least as right for at most the cost. Rows on it are filled.`),
      chart({
        title: `Accuracy against ${name === "RAM" ? name : name.toLowerCase()} on ${datasetTitle(dataset)}`,
        description: `${plural(rows.length, "row")}; on the front: ${front.map(nameOf).join("; ")}.`,
        controls: all.length > 1 ? select("Cost", all.map((key) => [key, `${costs[key][0]}, ${costs[key][1]}`]), chosen, (value) => change({ cost: value }), { "data-keep": "cost" }) : null,
        note: without.length > 0 ? `Not shown, as this cost is not known of them: ${without.map(nameOf).join("; ")}.` : null,
        height: 420,
        file: "cost.csv",
        data: {
          columns: [
            { title: "Row", text: (row) => nameOf(row), value: (row) => nameOf(row) },
            { title, numeric: true, text: (row) => count(row.cost[chosen]), value: (row) => row.cost[chosen] },
            { title: "Accuracy, %", numeric: true, text: (row) => spread(row.accuracy), value: (row) => row.accuracy.mean },
            { title: "Pareto front", text: (row) => (isOn(row) ? "on it" : "beaten"), value: (row) => (isOn(row) ? 1 : 0) },
          ],
          records: rows,
        },
        spec: ({ colours, narrow }) => {
          const { color, shape } = methodScale(rows, colours);
          const x = { field: "cost", type: "quantitative", scale: { type: "log", nice: false, padding: 24, ...(spreadOf(dataset, chosen) === 1 ? { domain: [values[0].cost / 2, 2 * values[0].cost] } : {}) }, axis: { title: `${title}, logarithmic`, format: "~s", tickCount: narrow ? 3 : 6, grid: false, ticks: true } };
          const y = { field: "mean", type: "quantitative", scale: shareScale(values.flatMap((value) => [value.low, value.high])), axis: { ...percentAxis, title: "Accuracy on the test part", tickCount: 6 } };
          return {
            height: narrow ? 300 : 360,
            layer: [
              { data: { values: values.filter((value) => value.front !== "beaten") }, mark: { type: "line", interpolate: "step-after", strokeWidth: 1.5, color: colours.muted }, encoding: { x, y, order: { field: "cost", type: "quantitative" } } },
              { data: { values }, mark: { type: "rule", strokeWidth: 1.5, opacity: 0.5 }, encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color } },
              { data: { values: values.filter((value) => value.front === "beaten") }, mark: { type: "point", size: 90, strokeWidth: 2, opacity: 1, fill: colours.surface }, encoding: { x, y, color, shape } },
              { data: { values: values.filter((value) => value.front !== "beaten") }, mark: { type: "point", size: 90, strokeWidth: 2, opacity: 1, filled: true }, encoding: { x, y, color, shape } },
            ],
          };
        },
      }),
    ];
  },
};

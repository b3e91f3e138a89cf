import { chart } from "../chart.js";
import { h } from "../dom.js";
import { percent, plural } from "../format.js";
import { nameOf, numbered, report } from "../report.js";

const mostLines = 6;

export const examples = {
  id: "examples",
  title: "Example windows",
  ofRow: true,
  isThere: ({ row }) => Boolean(row.examples),
  build({ dataset, row }) {
    const data = report.datasets[dataset];
    const classes = numbered(data.classNames);
    const channels = numbered(data.channelNames);
    const groups = groupBy(row.examples);
    const many = channels.length > mostLines;
    return [
      h("p", {}, `Test windows that the selector gave to each classifier of ${nameOf(row)}, in the first run that keeps some: the right one that it is surest of, the right one that it is least sure of, and the wrong one that it is surest of, as far as there are such. ${many ? "A line of a picture is a channel; stronger colour is higher, each line by itself." : channels.length > 1 ? `Lines are the channels ${channels.join(", ")}.` : "The line is the one channel."}`),
      [...groups].sort((a, b) => a[0] - b[0]).map(([classifier, windows]) =>
        h("div", {}, h("h3", {}, `Classifier ${classifier + 1}`), h("div", { class: "grid three" }, windows.map((example) => figure(example, classes, channels, data.sampleRateHz, many)))),
      ),
    ];
  },
};

function figure(example, classes, channels, rate, many) {
  const isRight = example.trueClass === example.predictedClass;
  const length = example.values[0].length;
  const time = (n) => (rate ? n / rate : n);
  const axis = rate ? "Seconds" : "Sample";
  const verdict = isRight ? `✓ ${classes[example.trueClass]}` : `✗ ${classes[example.predictedClass]}, truly ${classes[example.trueClass]}`;
  const values = example.values.flatMap((line, c) => (many ? scaled(line) : line).map((value, n) => ({ channel: channels[c], time: time(n), end: time(n + 1), value })));
  return chart({
    title: verdict,
    level: 4,
    description: `${isRight ? "Rightly" : "Wrongly"} predicted with probability ${percent(example.confidence, 0)} %: ${plural(channels.length, "channel")} of ${length} samples.`,
    note: `${isRight ? "Right" : "Wrong"}, probability ${percent(example.confidence, 0)} %`,
    height: 190,
    crisp: many,
    file: "window.csv",
    data: {
      columns: [{ title: axis, numeric: true, text: (n) => String(Number(time(n).toFixed(3))), value: (n) => time(n) }, ...channels.map((name, c) => ({ title: `Channel ${name}`, numeric: true, text: (n) => String(example.values[c][n]), value: (n) => example.values[c][n] }))],
      records: Array.from({ length }, (_, n) => n),
    },
    spec: ({ colours }) => (many ? picture(values, channels, axis, colours) : lines(values, channels, axis, colours)),
  });
}

function lines(values, channels, axis, colours) {
  const several = channels.length > 1;
  return {
    height: 120,
    data: { values },
    mark: { type: "line", strokeWidth: 1.5 },
    encoding: {
      x: { field: "time", type: "quantitative", scale: { nice: false }, axis: { title: axis, tickCount: 4, grid: false } },
      y: { field: "value", type: "quantitative", scale: { zero: false, nice: true }, axis: { title: null, tickCount: 3 } },
      color: { field: "channel", type: "nominal", sort: channels, scale: { domain: channels, range: colours.series }, legend: several ? { symbolType: "stroke", symbolSize: 200 } : null },
      ...(several ? { strokeDash: { field: "channel", type: "nominal", sort: channels, scale: { domain: channels, range: [[1, 0], [5, 2], [2, 2], [8, 2, 2, 2], [1, 3], [10, 4]] }, legend: { symbolType: "stroke", symbolSize: 200 } } } : {}),
    },
  };
}

function picture(values, channels, axis, colours) {
  return {
    height: 120,
    data: { values },
    mark: { type: "rect", stroke: null },
    encoding: {
      x: { field: "time", type: "quantitative", scale: { nice: false, zero: false }, axis: { title: axis, tickCount: 4, grid: false } },
      x2: { field: "end" },
      y: { field: "channel", type: "nominal", sort: channels, axis: { title: "Channel", labels: false, grid: false } },
      color: { field: "value", type: "quantitative", scale: { range: colours.heat }, legend: null },
    },
  };
}

// To [0, 1]: channels such as cepstral coefficients are of different sizes.
function scaled(line) {
  const least = Math.min(...line);
  const span = Math.max(...line) - least;
  return line.map((value) => (span > 0 ? (value - least) / span : 0.5));
}

function groupBy(list) {
  const groups = new Map();
  for (const example of list) groups.set(example.classifier, [...(groups.get(example.classifier) ?? []), example]);
  return groups;
}

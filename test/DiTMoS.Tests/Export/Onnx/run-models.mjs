// Runs ONNX models over windows in ONNX Runtime: node run-models.mjs TOOLS REQUEST
//
// TOOLS is a folder with onnxruntime-node in its node_modules. REQUEST is a JSON file; its other files lie beside it:
//   { "jobs": [ { "name", "windows", "count", "input", "route", "outputs": [...], "steps": [ { "model", "classifier" } ], "result" } ] }
// A job takes each window through its steps. A step reads tensors by name, from the window ("input") and the steps before,
// and adds what it writes. Steps with a classifier run only where it is the one with the largest value in "route".
// "windows" holds float32; so does "result", for each window the route (-1 without one) and the values of "outputs".
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const [tools, requestFile] = process.argv.slice(2);
const ort = createRequire(resolve(tools, 'package.json'))('onnxruntime-node');
const folder = dirname(resolve(requestFile));
const floats = file => {
  const bytes = readFileSync(join(folder, file));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

const largest = values => values.reduce((best, value, i) => (value > values[best] ? i : best), 0);

async function open(step) {
  const session = await ort.InferenceSession.create(join(folder, step.model), { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' });
  const inputs = session.inputMetadata.map(input => ({ name: input.name, type: input.type, shape: input.shape.map(Number) }));
  return { session, inputs, classifier: step.classifier };
}

async function scoreWindow(job, steps, window) {
  const tensors = new Map([[job.input, window]]);
  let route = -1;
  for (const step of steps) {
    if (step.classifier >= 0) {
      route = route < 0 ? largest(tensors.get(job.route)) : route;
      if (route !== step.classifier) continue;
    }
    const feeds = {};
    for (const input of step.inputs) {
      if (!tensors.has(input.name)) throw new Error(`${job.name}: no step before wrote '${input.name}'`);
      feeds[input.name] = new ort.Tensor(input.type, tensors.get(input.name), input.shape);
    }
    const results = await step.session.run(feeds);
    for (const [name, tensor] of Object.entries(results)) tensors.set(name, tensor.data);
  }
  return [route, ...job.outputs.flatMap(name => Array.from(tensors.get(name), Number))];
}

for (const job of JSON.parse(readFileSync(requestFile, 'utf8')).jobs) {
  const windows = floats(job.windows);
  const length = windows.length / job.count;
  const steps = [];
  for (const step of job.steps) steps.push(await open(step));
  const rows = [];
  for (let i = 0; i < job.count; i++) rows.push(await scoreWindow(job, steps, windows.slice(i * length, (i + 1) * length)));
  for (const step of steps) await step.session.release();
  writeFileSync(join(folder, job.result), new Uint8Array(Float32Array.from(rows.flat()).buffer));
}

// Bundles the page of `ditmos report` into one packed template: node build.js. Packages go to out/report of the project, the template
// beside them. It ends with 0 whether it could or not, as the build goes on without a page; what it says is in out/report/state.txt.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const source = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(source, "../../../../out/report");
const packages = path.join(output, "packages");
const template = path.join(output, "report-page.html.gz");
const state = path.join(output, "state.txt");
const lock = path.join(output, ".lock");
const packageFiles = ["package.json", "package-lock.json", ".npmrc"];
const longestMs = 300_000;

fs.mkdirSync(output, { recursive: true });
takeLock();
try {
  install();
  bundle();
  finish("The report page is bundled.");
} catch (problem) {
  fs.rmSync(template, { force: true });
  finish(`The report page is not bundled, and 'ditmos report' will say so: ${problem.message.trim()} Run build/report to try again.`);
  console.log(fs.readFileSync(state, "utf8").trim());
} finally {
  fs.rmSync(lock, { recursive: true, force: true });
}

// Two builds at a time must not install into the same folder. A lock that outlived its owner gives way.
function takeLock() {
  for (;;) {
    try {
      fs.mkdirSync(lock);
      return;
    } catch (problem) {
      if (problem.code !== "EEXIST") throw problem;
    }
    const since = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > longestMs) fs.rmSync(lock, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function install() {
  const wanted = createHash("sha256");
  for (const file of packageFiles) wanted.update(fs.readFileSync(path.join(source, file)));
  const digest = wanted.digest("hex");
  const mark = path.join(packages, "installed.txt");
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === digest) return;

  fs.mkdirSync(packages, { recursive: true });
  for (const file of packageFiles) fs.copyFileSync(path.join(source, file), path.join(packages, file));
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=60000"];
  const npm = spawnSync("npm", words, { cwd: packages, encoding: "utf8", shell: process.platform === "win32", timeout: longestMs - 60_000 });
  if (npm.error?.code === "ENOENT") throw new Error("npm is not here; it comes with Node.js.");
  if (npm.status !== 0) throw new Error(`npm could not install its packages (${firstLine(npm.stderr)}).`);
  fs.writeFileSync(mark, digest);
}

function bundle() {
  const { buildSync } = createRequire(path.join(packages, "package.json"))("esbuild");
  const bundled = new Set();
  const build = (entry) => {
    const { outputFiles, metafile } = buildSync({
      entryPoints: [path.join(source, entry)],
      bundle: true,
      minify: true,
      write: false,
      legalComments: "none",
      charset: "ascii",
      format: entry.endsWith(".js") ? "iife" : undefined,
      target: ["chrome110", "firefox110", "safari16"],
      nodePaths: [path.join(packages, "node_modules")],
      logLevel: "error",
      metafile: true,
    });
    for (const input of Object.keys(metafile.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name) bundled.add(name);
    }
    return outputFiles[0].text.trim();
  };
  const early = build("early.js");
  const style = build("page.css");
  const script = build("main.js");
  const places = {
    "early": early,
    "style": style,
    "script": script,
    "early-hash": hashOf(early),
    "style-hash": hashOf(style),
    "script-hash": hashOf(script),
    "licences": licences([...bundled].sort()),
  };
  const html = fs.readFileSync(path.join(source, "index.html"), "utf8").replace(/\{\{([a-z-]+)\}\}/g, (place, name) => places[name] ?? place);
  const temporary = `${template}.tmp`;
  fs.writeFileSync(temporary, gzipSync(html, { level: 9 }));
  fs.renameSync(temporary, template);
}

// The licences of what is bundled ask to be kept with it.
function licences(names) {
  const folder = path.join(packages, "node_modules");
  return names
    .map((name) => {
      const file = fs.readdirSync(path.join(folder, name)).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name}\n\n${file ? fs.readFileSync(path.join(folder, name, file), "utf8").trim() : ""}\n`;
    })
    .join("\n")
    .replace(/--+>?/g, (dashes) => "- ".repeat(dashes.length).trim());
}

function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function firstLine(text) {
  return (text ?? "").split("\n").map((line) => line.trim()).find((line) => line.length > 0) ?? "no reason given";
}

function finish(text) {
  fs.writeFileSync(state, `${text}\n`);
}

// Opens a report as readers do and says what is wrong: node check-page.js PACKAGES BROWSER REPORT LOOK-FOLDER [charts]. With "charts" it only draws them all. Ends with 1 where something is.
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const [packages, executablePath, report, look, part] = process.argv.slice(2);
const load = createRequire(path.join(packages, "package.json"));
const { chromium } = load("playwright-core");
const axe = fs.readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(report).href;
const problems = [];

main().catch((problem) => {
  console.error(problem.stack);
  process.exitCode = 1;
});

async function main() {
  fs.mkdirSync(look, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  try {
    const charts = await everyChart(browser);
    await everyDataset(browser);
    if (part !== "charts") {
      await keyboard(browser);
      await printed(browser);
      for (const colorScheme of ["light", "dark"]) await accessible(browser, colorScheme);
      await narrow(browser);
    }
    console.log(`${charts} charts, ${problems.length} problems`);
  } finally {
    await browser.close();
  }
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}

// Whatever the console says, and whatever the page asks for beyond itself, is a problem.
async function open(browser, options = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => problems.push(`console, ${message.type()}: ${message.text()}`));
  page.on("pageerror", (problem) => problems.push(`page: ${problem.stack}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && !/^(data|blob):/.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  return page;
}

// As if it were printed: all charts are drawn, in light, and then again as they were.
async function drawAll(page) {
  await page.evaluate(() => ["beforeprint", "afterprint"].forEach((name) => dispatchEvent(new Event(name))));
}

async function everyChart(browser) {
  const page = await open(browser);
  const charts = await page.locator(".drawing").count();
  const early = await page.locator(".drawing[data-drawn]").count();
  if (charts > 6 && early === charts) problems.push("All charts were drawn before they came into view.");
  for (let i = 0; i < charts; i++) {
    const drawing = page.locator(".drawing").nth(i);
    await drawing.scrollIntoViewIfNeeded();
    await drawing.locator("svg").waitFor({ timeout: 5000 });
    const marks = await drawing.locator("svg .mark-rect path, svg .mark-line path, svg .mark-symbol path, svg .mark-rule line, svg .mark-text text").count();
    if (marks === 0) problems.push(`Chart without marks: ${await drawing.getAttribute("aria-label")}`);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: path.join(look, "light-1440.png"), fullPage: true });
  await page.context().close();
  return charts;
}

async function keyboard(browser) {
  const page = await open(browser);
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.classList.contains("skip")))) problems.push("The first stop of the keyboard is not the link that skips to the report.");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main", null, { timeout: 5000 });

  if (await tabTo(page, "#results thead th:nth-child(3) button")) {
    const sorted = () => page.locator("#results table").first().locator("thead th").nth(2).getAttribute("aria-sort");
    const column = () => page.locator("#results table").first().locator("tbody tr td:nth-child(3)").allInnerTexts();
    await page.keyboard.press("Enter");
    const falling = [await sorted(), (await column()).join("|")];
    await page.keyboard.press("Enter");
    const rising = [await sorted(), (await column()).join("|")];
    if (falling[0] !== "descending" || rising[0] !== "ascending") problems.push(`Enter on a table's head sorts ${falling[0]}, then ${rising[0]}.`);
  }

  const page2 = await open(browser);
  if (await tabTo(page2, '[data-keep="dataset"]')) {
    const before = await page2.locator("#results caption").first().innerText();
    await page2.keyboard.press("ArrowDown");
    await page2.waitForFunction((text) => document.querySelector("#results caption").innerText !== text, before, { timeout: 5000 });
    if (!(await page2.evaluate(() => document.activeElement.dataset.keep === "dataset"))) problems.push("Choosing a data set loses the keyboard's place.");
    const again = await open(browser, {}, new URL(page2.url()).hash);
    if ((await again.locator("#results caption").first().innerText()) === before) problems.push("The address does not keep the chosen data set.");
    await again.context().close();
  }
  await page.context().close();
  await page2.context().close();
}

async function tabTo(page, selector) {
  for (let i = 0; i < 120; i++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return true;
    await page.keyboard.press("Tab");
  }
  problems.push(`The keyboard does not reach ${selector}.`);
  return false;
}

// Every data set and every method in detail draws without a word on the console.
async function everyDataset(browser) {
  const page = await open(browser);
  for (const keep of ["row", "dataset"]) {
    for (const value of await page.locator(`[data-keep="${keep}"] option`).evaluateAll((options) => options.map((option) => option.value))) {
      await page.locator(`[data-keep="${keep}"]`).selectOption(value);
      await drawAll(page);
    }
  }
  await page.context().close();
}

async function printed(browser) {
  const page = await open(browser);
  await page.pdf({ path: path.join(look, "print.pdf"), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" } });
  const missing = await page.locator(".drawing:not([data-drawn])").count();
  if (missing > 0) problems.push(`${missing} charts are missing in print.`);
  await page.context().close();
}

async function accessible(browser, colorScheme) {
  const page = await open(browser, { colorScheme });
  await drawAll(page);
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => (details.open = true));
  });
  await page.evaluate(axe);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if ((background === "rgb(255, 255, 255)") !== (colorScheme === "light")) problems.push(`The page is ${background} where the system is ${colorScheme}.`);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) problems.push(`axe, ${colorScheme}: ${id}, ${help}: ${nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join("; ")}`);
  if (colorScheme === "dark") await page.screenshot({ path: path.join(look, "dark-1440.png"), fullPage: true });
  await page.context().close();
}

async function narrow(browser) {
  const page = await open(browser, { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  await drawAll(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 390) problems.push(`At 390 pixels the page is ${width} wide.`);
  await page.screenshot({ path: path.join(look, "light-390.png"), fullPage: true });
  await page.context().close();
}

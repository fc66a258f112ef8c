// The head: publication, view, what is drawn over, zoom, theme.
import { byId, make } from "./dom.js";
import { step } from "./table.js";
import { desk, pageName, whenState } from "./state.js";
import { show, shown, whenShown } from "./view.js";

const all = (selector) => [...document.querySelectorAll(selector)];
const press = (button, on) => button.setAttribute("aria-pressed", String(Boolean(on)));

/** Screen or press: the side follows, for a plate is not written in. */
export const showPress = (on) => show({ press: on, tab: on ? "plates" : "source" }, "push");

for (const button of all("[data-press]")) button.addEventListener("click", () => showPress(Boolean(button.dataset.press)));
for (const button of all("[data-over]")) button.addEventListener("click", () => show({ [button.dataset.over]: !shown()[button.dataset.over] }));
for (const button of all("[data-zoom]")) button.addEventListener("click", () => show({ zoom: button.dataset.zoom }));
byId("smaller").addEventListener("click", () => step(-1));
byId("larger").addEventListener("click", () => step(1));

function write() {
  const now = shown();
  for (const button of all("[data-press]")) press(button, Boolean(button.dataset.press) === now.press);
  for (const button of all("[data-over]")) press(button, now[button.dataset.over]);
  for (const button of all("[data-over=trim], [data-over=bleed]")) button.hidden = !now.press;
  for (const button of all("[data-zoom]")) press(button, button.dataset.zoom === now.zoom);
  if (desk()) document.title = `${pageName(now.n)} · ${desk().title}`;
}
whenShown(write);
whenState((now) => {
  byId("publication").textContent = now.title;
  byId("publications").replaceChildren(...now.publications.map(({ id, title }) =>
    make("a", { href: `/${encodeURIComponent(id)}`, "aria-current": id === now.publication ? "page" : false }, title)));
  write();
});

// The theme follows the system, until the switch is used.
const THEME = "desk:theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
function themed(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId("theme").textContent = dark() ? "Light" : "Dark";
}
byId("theme").addEventListener("click", () => {
  const wanted = dark() ? "light" : "dark";
  const own = wanted === (system.matches ? "dark" : "light") ? "" : wanted;
  localStorage.setItem(THEME, own);
  themed(own);
});
system.addEventListener("change", () => themed(localStorage.getItem(THEME)));
themed(localStorage.getItem(THEME));

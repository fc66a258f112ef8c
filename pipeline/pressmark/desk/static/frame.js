// The panes: tabs, hiding, the side's width, and F6, which goes round them.
import { byId } from "./dom.js";
import { editor, openHere } from "./source.js";
import { show, shown, whenShown } from "./view.js";

const tabs = [...byId("tabs").querySelectorAll("[role=tab]")];
const WIDTH = "desk:side", LEAST = 360;

function write() {
  const { tab, press } = shown();
  byId("tab-source").hidden = press;
  byId("tab-plates").hidden = !press;
  for (const button of tabs) {
    const here = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(here));
    button.tabIndex = here ? 0 : -1;
    byId(`panel-${button.dataset.tab}`).hidden = !here;
  }
  if (tab === "source") editor.requestMeasure();
}
whenShown(write);
write();
for (const button of tabs) button.addEventListener("click", () => show({ tab: button.dataset.tab }));
byId("tabs").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const open = tabs.filter((tab) => !tab.hidden);
  const next = open[(open.indexOf(document.activeElement) + by + open.length) % open.length];
  show({ tab: next.dataset.tab });
  next.focus();
});

export const toggleRail = () => document.body.classList.toggle("no-rail");
export const toggleSide = () => document.body.classList.toggle("no-side");

/** The side is as wide as it is drawn: at least 360 px, at most half of the window. */
function widen(width) {
  const most = innerWidth / 2;
  const own = Math.round(Math.max(LEAST, Math.min(most, width)));
  document.body.style.setProperty("--side", `${own}px`);
  byId("edge").setAttribute("aria-valuenow", own);
  byId("edge").setAttribute("aria-valuemax", Math.round(most));
  return own;
}
const edge = byId("edge");
edge.setAttribute("aria-valuenow", byId("side").offsetWidth);
edge.setAttribute("aria-valuemax", Math.round(innerWidth / 2));
edge.addEventListener("pointerdown", (event) => {
  edge.setPointerCapture(event.pointerId);
  const drag = (moved) => widen(innerWidth - moved.clientX);
  edge.addEventListener("pointermove", drag);
  edge.addEventListener("pointerup", () => {
    edge.removeEventListener("pointermove", drag);
    localStorage.setItem(WIDTH, byId("side").offsetWidth);
  }, { once: true });
});
edge.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: 20, ArrowRight: -20 }[event.key];
  if (by) localStorage.setItem(WIDTH, widen(byId("side").offsetWidth + by));
});
if (localStorage.getItem(WIDTH)) widen(Number(localStorage.getItem(WIDTH)));

const panes = [
  { element: byId("head"), enter: () => byId("publication").focus() },
  { element: byId("rail"), enter: () => byId("rail").querySelector("[tabindex='0']")?.focus() },
  { element: byId("table"), enter: () => byId("table").focus({ preventScroll: true }) },
  { element: byId("side"), enter: () => (shown().tab === "source" && openHere() ? editor.focus() : tabs.find((tab) => tab.tabIndex === 0)?.focus()) },
];

/** The focus goes to the next pane, or to the one before. */
export function nextPane(by) {
  const open = panes.filter(({ element }) => element.offsetParent !== null || element.offsetWidth > 0);
  const at = open.findIndex(({ element }) => element.contains(document.activeElement));
  open[(at + by + open.length) % open.length].enter();
}

"""How the page of a verdict looks: on a screen, light or dark, and printed."""

STYLE = """
:root { --ink: #1d1b18; --soft: #5d564c; --paper: #fdfcfa; --rule: #ded8cd; --tint: #f4f0e8;
  --error: #a83720; --warning: #8e5101; --notice: #514a3f; --good: #00655f; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --ink: #f1ede6; --soft: #b9b0a2; --paper: #1c1a17;
  --rule: #45403a; --tint: #282520; --error: #ff9b85; --warning: #f0b35c; --notice: #cfc6b8;
  --good: #6fd0c8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Alegreya Sans, Seravek, Gill Sans, Ubuntu, Calibri, system-ui, sans-serif }
header, main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 0 }
header { display: flex; align-items: baseline; gap: 1.5rem; border-bottom: 1px solid var(--rule) }
h1 { font-size: 1.9rem; margin: 0 } h1, h2 { line-height: 1.15 }
.sum { margin: 0 0 1rem; color: var(--soft) }
article { margin: 0 0 3rem; padding-top: 1rem }
h2 { font-size: 1.45rem; margin: 0 0 .75rem; padding-left: .8rem; border-left: .35rem solid var(--good) }
.fails h2 { border-color: var(--error); color: var(--error) }
h2 span { color: var(--ink); overflow-wrap: anywhere }
h3 { font-size: 1.1rem; margin: 2rem 0 .5rem } h3 span { font-weight: normal; color: var(--soft) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: 0 }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
.none { color: var(--good) }
.found { list-style: none; margin: 0; padding: 0 }
.found li { display: flex; gap: .8rem; padding: .55rem 0; border-top: 1px solid var(--rule) }
.found p { margin: 0 } .cure, .where { color: var(--soft) } .where { white-space: nowrap }
.number { flex: none; width: 1.7rem; height: 1.7rem; border-radius: 50%; color: var(--paper);
  background: currentColor; text-align: center; line-height: 1.7rem; font-size: .85rem; font-weight: bold }
.error .number { background: var(--error) } .warning .number { background: var(--warning) }
.notice .number { background: var(--notice) }
.error b, .error .severity { color: var(--error) } .warning b, .warning .severity { color: var(--warning) }
.notice b, .notice .severity { color: var(--notice) }
.checks { columns: 26rem 2; column-gap: 2.5rem }
table { width: 100%; border-collapse: collapse; break-inside: avoid; margin: 0 0 1.2rem; font-size: .92rem }
caption { text-align: left; font-weight: bold; padding: .3rem 0 }
th, td { text-align: left; vertical-align: top; padding: .2rem .5rem .2rem 0;
  border-top: 1px solid var(--rule) }
th { font-weight: normal; color: var(--soft); font-variant-numeric: tabular-nums; width: 3.4rem }
td i { font-style: normal; color: var(--soft) }
td:last-child { text-align: right; padding-right: 0; width: 5rem }
.good td:last-child { color: var(--good) } .unseen td { color: var(--soft) }
.bad td:last-child { color: var(--error); font-weight: bold }
.pages { display: flex; flex-wrap: wrap; gap: 1.2rem } figure { margin: 0; max-width: 100% }
svg { display: block; max-width: 100%; height: auto; border: 1px solid var(--rule); background: #fff }
ellipse { fill: none; stroke: #cd4328; stroke-width: 2.5 }
svg text { font: bold 13px sans-serif; fill: #cd4328; stroke: #fff; stroke-width: 3; paint-order: stroke }
figcaption { color: var(--soft); font-size: .9rem }
@media print { body { font-size: 9.5pt } article { break-after: page } header, main { max-width: none } }
"""

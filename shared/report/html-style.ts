/** The form of the printed document, on a screen. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--rule:#767676;--quiet:#4a4a4a;--link:#0b4f8a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16191d;--rule:#8a8f96;--quiet:#b6bcc4;--link:#8cc4ff}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 "Times New Roman","Liberation Serif",Tinos,serif}
main{max-width:46rem;margin-inline:auto;padding:1.5rem 1.25rem 4rem}
a{color:var(--link)}
.state,.demonstration{font-size:.9rem;color:var(--quiet);border-block-end:1px solid var(--rule);padding-block-end:.5rem}
.masthead{display:grid;grid-template-columns:1fr auto;column-gap:1rem;border-block-end:3px solid var(--ink);margin-block-end:2rem}
.masthead p{margin:0;padding-block:.35rem}
.masthead .organization,.masthead .symbol{border-block-end:1px solid var(--ink)}
.masthead .symbol{text-align:end}.masthead .organ{font-size:1.75rem;font-weight:700}.masthead .lines{font-size:.9rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.3rem;margin-block:2rem .75rem}h3{font-size:1.15rem}h4{font-size:1.05rem}h5{font-size:1.05rem;font-style:italic;font-weight:400}
.number{display:inline-block;min-inline-size:2.25rem}
.para,.sub-1,.sub-2,.sub-3,.sub-4{text-align:justify;hyphens:none}
.sub-1{margin-inline-start:2.25rem}.sub-2{margin-inline-start:4.5rem}.sub-3{margin-inline-start:6.75rem}.sub-4{margin-inline-start:9rem}
.summary{border:1px solid var(--rule);padding:0 1rem;margin-block:1.5rem}
.letter{border-block-end:1px solid var(--rule);margin-block-end:2rem}.letter h2{font-size:1.15rem;line-height:1.3}.signature{margin-block:.25rem}
.contents-head{text-align:end;font-style:italic;font-size:.9rem;margin:0}.contents-label{font-style:italic;margin-block-end:0}
.contents ol{list-style:none;padding:0}.contents li{display:flex;justify-content:space-between;gap:1rem;padding-block:.15rem}
.contents .level-1{padding-inline-start:1.5rem}.contents .level-2{padding-inline-start:3rem}.range{white-space:nowrap}
.abbreviations dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.5rem}.abbreviations dd{margin:0}
blockquote{margin-inline:3rem}
code{font-family:"Liberation Mono",ui-monospace,monospace;font-size:.8em;overflow-wrap:anywhere}
.table{overflow-x:auto;margin-block:1.25rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;border-block:1px solid var(--ink)}
caption{text-align:start;font-weight:700;padding-block-end:.4rem}caption.quiet{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
thead th{border-block-end:1px solid var(--rule);font-style:italic;font-weight:400}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem .35rem 0;font-weight:400}
figure{margin:1.5rem 0}figure img{max-width:100%;height:auto;border:1px solid var(--rule)}.figure-title{font-weight:700}figcaption{font-size:.875rem;color:var(--quiet)}
.missing{border:1px dashed var(--rule);padding:2rem;text-align:center}
.end{inline-size:6rem;margin-block:2.5rem}
.annex{margin-block-start:3rem}.annex-number{font-weight:700;margin-block-end:0}.annex h2{margin-block-start:.25rem}
.notes{font-size:.9rem;border-block-start:1px solid var(--rule);margin-block-start:3rem}
.fn a{text-decoration:none}
@media (max-width:30rem){main{padding-inline:1rem}.sub-1,.sub-2,.sub-3,.sub-4,blockquote{margin-inline-start:1rem}.masthead{grid-template-columns:1fr}}
@media print{body{font-size:10pt;background:#fff;color:#000}main{max-width:none;padding:0}h2,h3,h4,.figure-title,caption{break-after:avoid}tr,figure{break-inside:avoid}}
`
  .trim()
  .replaceAll("\n", "");

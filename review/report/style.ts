/** The page's style. Both colour schemes meet a contrast of 4.5 to 1 for texts. */
export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--raised:#f6f7f9;--text:#1b212c;--quiet:#586273;--rule:#dce0e6;--accent:#1f52c4;--work:#eef3fd;--machine:#eef5f0;--machine-edge:#3d7850;--out:#fdf6ea;--out-edge:#8f5c09;--bad:#b3261e;--warn:#8a5a00;--good:#24733f;--shade:rgb(0 0 0/.16)}
@media (prefers-color-scheme:dark){:root{--page:#12151b;--raised:#1a1e26;--text:#e4e8ef;--quiet:#a0a9b8;--rule:#303744;--accent:#8db0ff;--work:#1b2741;--machine:#1a2a21;--machine-edge:#79b78d;--out:#2d2517;--out-edge:#d9a94f;--bad:#ff8f86;--warn:#e3b25b;--good:#7cc796;--shade:rgb(255 255 255/.2)}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:96rem;padding:0 clamp(1rem,3vw,2.5rem) 3rem;background:var(--page);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
code,pre{font:0.867em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
th a,td a{text-decoration:none}
th a:hover,td a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
[hidden]{display:none!important}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.4rem .8rem}
.defs{position:absolute}
header{display:grid;grid-template-columns:1fr auto;gap:0 2rem;align-items:end;padding-top:2rem}
h1{margin:0;font-size:1.75rem;line-height:1.2;font-weight:650;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{margin:2rem 0 .15rem;font-size:1.3rem;line-height:1.3;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h3{margin:1.6rem 0 .4rem;font-size:1rem;font-weight:650}
.facts{margin:.2rem 0 1rem;color:var(--quiet)}
.facts span:not(:last-child)::after{content:" · "}
search{grid-column:2;grid-row:1/3;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding-bottom:1rem}
label{color:var(--quiet)}
input,select,button{font:inherit;color:var(--text);background:var(--raised);border:1px solid var(--rule);border-radius:6px;padding:.3rem .6rem}
input{width:15rem;max-width:60vw}
button{cursor:pointer;padding:.1rem .6rem}
output{color:var(--quiet)}output:empty{display:none}
nav{grid-column:1/3;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;border-bottom:1px solid var(--rule)}
nav a{display:inline-block;padding:.45rem 0;color:var(--quiet);text-decoration:none;border-bottom:2px solid transparent;margin-bottom:-1px}
nav a:hover{color:var(--text)}
nav a[aria-current]{color:var(--text);border-color:var(--accent);font-weight:600}
nav .line a:not(:last-child){margin-right:2rem;position:relative}
nav .line a:not(:last-child)::after{content:"→";position:absolute;right:-1.5rem;color:var(--quiet);font-weight:400}
.count{color:var(--quiet);font-weight:400;font-size:.9em}
.quiet{color:var(--quiet)}
.stage{display:grid;grid-template-columns:minmax(0,1fr) 19rem;gap:1rem;align-items:start}
figure{margin:0;min-width:0}
.scroll{overflow:auto;max-height:min(44rem,80vh);background:var(--raised);border:1px solid var(--rule);border-radius:10px;padding:.75rem}
.scroll svg{display:block;height:auto;margin:0 auto}
figcaption{display:flex;justify-content:space-between;gap:1rem;color:var(--quiet);padding:.4rem .2rem;font-size:.9em}
.zoom{white-space:nowrap}
.detail{background:var(--raised);border:1px solid var(--rule);border-radius:10px;padding:.9rem 1rem;max-height:min(44rem,80vh);overflow:auto;overflow-wrap:anywhere;font-size:.93em}
.detail h3{margin:0 0 .5rem;font-size:1.05rem}
.detail h4{margin:.9rem 0 .2rem;font-size:.9em;color:var(--quiet);font-weight:600}
.detail p{margin:.2rem 0 .7rem;color:var(--quiet)}
.detail ul{margin:0;padding-left:1.1rem}
.detail dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:.15rem .8rem}
.detail dt{color:var(--quiet)}
.detail dd{margin:0}
.legend{list-style:none;padding:0!important}
.legend svg{vertical-align:-4px;margin-right:.6rem}
.picture text{font:600 12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--text)}
.picture .sub{font-weight:400;font-size:11px;fill:var(--quiet)}
.picture a{text-decoration:none}
.frame rect,.key.frame{fill:none;stroke:var(--rule);stroke-width:1.2}
.frame.physical rect,.frame.namespace rect{fill:var(--page)}
.frame.rack rect{stroke:var(--quiet);stroke-dasharray:2 3}
.frame.host rect,.box.host rect{stroke:var(--machine-edge);fill:var(--page)}
.frame text{fill:var(--quiet)}
.box rect{fill:var(--work);stroke:var(--accent)}
.box.machine rect{fill:var(--machine);stroke:var(--machine-edge)}
.box.outside rect{fill:var(--out);stroke:var(--out-edge);stroke-dasharray:4 3}
.box.several rect{fill:var(--page);stroke:var(--quiet);stroke-width:2.5}
.picture .line{fill:none;stroke:var(--quiet);stroke-width:1.2;opacity:.75}
#arrow path{fill:var(--quiet)}
.picture .line.runs{stroke:var(--machine-edge);stroke-width:2;stroke-dasharray:1 4;stroke-linecap:round}
.box a:hover rect,.box.on rect,.frame.on rect{stroke-width:3}
.picture.focus .box:not(.on):not(.near),.picture.focus .line:not(.on){opacity:.28}
.picture.focus .line.on{stroke:var(--accent);stroke-width:2.2;opacity:1}
.picture .dim{opacity:.22}
.box a:focus-visible{outline:none}
.box a:focus-visible rect{stroke-width:3.5}
.table{overflow:auto;margin:1.4rem 0;border-top:1px solid var(--rule);background:linear-gradient(var(--page) 40%,transparent) 0 0/100% 1.6rem local,linear-gradient(transparent,var(--page) 60%) 0 100%/100% 1.6rem local,linear-gradient(to right,var(--page) 40%,transparent) 0 0/1.6rem 100% local,linear-gradient(to right,transparent,var(--page) 60%) calc(100% + 1px) 0/1.7rem 100% local,linear-gradient(var(--shade),transparent) 0 0/100% .5rem,linear-gradient(transparent,var(--shade)) 0 100%/100% .5rem,linear-gradient(to right,var(--shade),transparent) 0 0/.5rem 100%,linear-gradient(to right,transparent,var(--shade)) 100% 0/.5rem 100%;background-repeat:no-repeat}
.table.long{max-height:31rem}
.table.long thead th{position:sticky;top:0;background:var(--page)}
table{border-collapse:collapse;width:max(100%,46rem)}
caption{text-align:left;font-weight:650;padding:.7rem 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.38rem 1.4rem .38rem 0;border-bottom:1px solid var(--rule)}
thead th{color:var(--quiet);font-weight:500;font-size:.9em;white-space:nowrap}
tbody th{font-weight:600}
td code,th code{white-space:nowrap}
#findings td code,#findings th code{white-space:normal;overflow-wrap:anywhere}
#findings tbody th{font-weight:400;min-width:14rem}
#findings td:last-child code,#pipeline td{white-space:nowrap}
#pipeline tbody th{min-width:12rem;overflow-wrap:anywhere}
#pipeline tr>th:first-child{position:sticky;left:0;background:var(--page)}
tr.on>*{background:var(--work)}
.flag,.severity{font-size:.82em;font-weight:500;border:1px solid;border-radius:4px;padding:0 .35em;white-space:nowrap;color:var(--quiet)}
.flag.changed{color:var(--accent)}
.flag.waits,.severity.warning{color:var(--warn)}
.flag.finding,.severity.error{color:var(--bad)}
.meter{display:grid;grid-template-columns:7.5em 6rem;align-items:center;white-space:nowrap;font-size:.9em}
.meter svg{width:6rem;height:6px}
.meter .all{fill:var(--rule)}
.meter .taken{fill:var(--machine-edge)}
.verdict{font-size:1.05rem;margin:.3rem 0 1rem}
.verdict.approval{color:var(--bad)}
.changes{list-style:none;padding:0;margin:0}
.changes li{padding:.5rem 0;border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
.changes pre{margin:.4rem 0 0;padding:.5rem .8rem;background:var(--raised);border-radius:6px;overflow:auto}
.sign{display:inline-block;width:1.2em;font-weight:700}
footer{margin-top:3rem;color:var(--quiet);font-size:.9em}
@media (max-width:62rem){.stage{grid-template-columns:minmax(0,1fr)}header{display:block}.detail{max-height:none}}
@media print{search,.zoom,.skip{display:none}.table,.scroll{max-height:none!important;overflow:visible}}
`;

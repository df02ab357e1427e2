// Single keys for the review queue: a accept, r reject, c correct, n next, ? the legend. The page works without them.
"use strict";
(() => {
  const found = (id) => document.getElementById(id);
  let rejecting = false;
  const reject = () => {
    if (found("reason").value.trim()) { found("reject").click(); return; }
    rejecting = true;
    found("reason").focus();
  };
  const open = (id, first) => {
    found(id).open = true;
    (first ? found(first) : found(id).querySelector("summary")).focus();
  };
  const keys = {
    a: () => found("accept").click(),
    r: reject,
    c: () => open("correct", "f-type"),
    n: () => found("next") && found("next").click(),
    "?": () => open("keys"),
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (at.id === "reason" && event.key === "Enter" && rejecting) { event.preventDefault(); reject(); return; }
    if (at.id === "reason" && event.key === "Escape") { rejecting = false; at.blur(); return; }
    if (at.closest("input, select, textarea, [contenteditable]")) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : ""];
    if (act) { event.preventDefault(); act(); }
  });
})();

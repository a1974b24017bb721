// Fills the form for a claim of one's own from the words that are selected in the text. The form works without it.
"use strict";
(() => {
  const text = document.getElementById("selectable");
  const form = document.getElementById("adding");
  if (!text || !form) return;

  // Places are Unicode code points, as in the document; a script counts in halves of surrogate pairs.
  const points = (words) => Array.from(words).length;

  const place = (node, offset, isEnd) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] || node.lastChild;
    const run = element && (element.closest ? element.closest("[data-start]") : element.parentElement.closest("[data-start]"));
    if (!run || !text.contains(run)) return null;
    const start = Number(run.dataset.start);
    if (run.classList.contains("hidden-character")) return isEnd ? start + 1 : start;
    return start + (node.nodeType === Node.TEXT_NODE ? points(node.data.slice(0, offset)) : 0);
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset, false);
    const end = place(range.endContainer, range.endOffset, true);
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.quote.value = "";
  });
})();

// Adds a copy button to every code sample. Every page is complete without it.
"use strict";

for (const sample of document.querySelectorAll("pre[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sample.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(sample.textContent);
    button.textContent = sample.dataset.copied;
    setTimeout(() => {
      button.textContent = sample.dataset.copy;
    }, 2000);
  });
  sample.before(button);
}

// The month beside the slider of the network, while it moves; without script the slider works, and shows its month after sending.
"use strict";
for (const slider of document.querySelectorAll("input[type=range][data-months]")) {
  const months = slider.dataset.months.split(" ");
  const shown = slider.parentElement.querySelector("output");
  slider.addEventListener("input", () => {
    shown.textContent = months[Number(slider.value)];
    slider.setAttribute("aria-valuetext", shown.textContent);
  });
}

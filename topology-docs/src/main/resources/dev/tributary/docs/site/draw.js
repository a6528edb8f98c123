// Draws the graphs, and says how the view is doing now where the page is served by the running service.
(() => {
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxTextSize: 500000, maxEdges: 2000 });
  mermaid.run({ querySelector: "pre.mermaid" }).catch(() => {
    // their text says the same
    document.querySelectorAll("pre.mermaid").forEach((graph) => graph.classList.add("failed"));
  });

  const EVERY_MS = 5000;
  const view = document.title;
  const now = document.createElement("p");
  now.id = "now";

  const show = async () => {
    try {
      const answer = await fetch("/views");
      if (!answer.ok) return;
      const item = (await answer.json()).items.find((each) => each.name === view);
      if (!item) return;
      const progress = item.progress < 1 ? `, ${Math.floor(100 * item.progress)} %` : "";
      now.textContent = `${item.state}${progress}: ${item.documents} documents, ${item.lag.records} records behind. ${item.detail}`;
      if (!now.isConnected) document.querySelector("h1").after(now);
    } catch {
      now.textContent = "The service does not answer.";
    }
  };
  if (location.protocol.startsWith("http")) {
    show();
    setInterval(show, EVERY_MS);
  }
})();

// The page's own link to its kernel. Our widgets ask for little, so a page of them needs no script but this one and
// models.js; a page with any other widget gets Voila's scripts as well.
{
  const ASK_AGAIN = 1_500; // milliseconds; the first words may be lost while the server still listens for the kernel
  const COME_BACK = 1_000;

  const page = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const session = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2); // not every address counts as secure
  const control = `control-${session}`;
  const waiting = []; // what was said while the link was down
  let socket, asking;
  let said = 0;
  let leaving = false;

  // The server's messages, both ways: how many places, the places, then channel, header, parent, metadata, content, bytes.
  const pack = (...parts) => {
    const bytes = parts.map((one) => (one instanceof ArrayBuffer ? one : new TextEncoder().encode(one)));
    const head = new DataView(new ArrayBuffer(8 * (bytes.length + 2)));
    let place = head.byteLength;
    [parts.length + 1, place, ...bytes.map((one) => (place += one.byteLength))].forEach((number, index) =>
      head.setBigUint64(8 * index, BigInt(number), true),
    );
    const message = new Uint8Array(place);
    [new Uint8Array(head.buffer), ...bytes].reduce((at, one) => (message.set(new Uint8Array(one), at), at + one.byteLength), 0);
    return message;
  };
  const unpack = (data) => {
    const view = new DataView(data);
    const places = Array.from({ length: Number(view.getBigUint64(0, true)) }, (_, index) =>
      Number(view.getBigUint64(8 * (index + 1), true)),
    );
    const parts = places.slice(1).map((end, index) => data.slice(places[index], end));
    const [header, , , content] = parts.slice(1, 5).map((part) => JSON.parse(new TextDecoder().decode(part)));
    return { header, content, buffers: parts.slice(5).map((part) => new DataView(part)) };
  };
  const say = (kind, content, buffers = [], metadata = {}) => {
    const header = { msg_id: `${session}-${said++}`, msg_type: kind, session, username: "", version: "5.3" };
    const packed = pack("shell", ...[header, {}, metadata, content].map((one) => JSON.stringify(one)), ...buffers);
    if (socket.readyState === WebSocket.OPEN) socket.send(packed);
    else waiting.push(packed);
  };

  const widgets = widgetsOfPage((comm, data, buffers) => say("comm_msg", { comm_id: comm, data }, buffers));
  const places = () => [...document.querySelectorAll("script[data-model]")];
  const useVoila = () => {
    leave();
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: `${document.body.dataset.baseUrl}templates/lab/static/theme-light.css` });
    // Voila's scripts wait for the page to have loaded, which it has: answer them at once.
    const listen = addEventListener;
    window.addEventListener = (name, answer, ...others) =>
      name === "load" ? queueMicrotask(answer) : listen.call(window, name, answer, ...others);
    const script = document.createElement("script");
    script.src = document.body.dataset.voilaScript;
    document.body.append(sheet, script);
  };
  const begin = (states) => {
    if (!asking) return;
    clearInterval(asking);
    asking = null;
    const comms = places().map((place, index) => page.models?.[index] ?? place.dataset.model);
    const wanted = places().map((place, index) => [place, comms[index], states[comms[index]]]);
    if (wanted.some(([, , one]) => one?.model_module !== "anywidget")) return useVoila();
    for (const [place, comm, one] of wanted) widgets.show(place, comm, one.state);
  };
  const ask = () => say("comm_msg", { comm_id: control, data: { method: "request_states" } });

  const connect = () => {
    const address = new URL(`${page.baseUrl}api/kernels/${page.kernelId}/channels?session_id=${session}`, location.href);
    socket = new WebSocket(address.href.replace(/^http/, "ws"), "v1.kernel.websocket.jupyter.org");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => waiting.splice(0).forEach((packed) => socket.send(packed));
    socket.onclose = () => leaving || setTimeout(connect, COME_BACK);
    socket.onmessage = ({ data }) => {
      const { header, content, buffers } = unpack(data);
      if (header.msg_type !== "comm_msg") return;
      if (content.comm_id !== control) widgets.hear(content.comm_id, content.data, buffers);
      else if (content.data.method === "update_states") begin(content.data.states);
    };
  };
  const leave = () => {
    leaving = true;
    socket.close();
  };

  // Not before: every answer of every cell would come a second time. The page must be whole, and its widgets made.
  document.addEventListener("DOMContentLoaded", () => {
    if (!places().length) return;
    addEventListener("pagehide", ({ persisted }) => persisted || leave());
    connect();
    say("comm_open", { comm_id: control, target_name: "jupyter.widget.control", data: {} }, [], { version: "1.0.0" });
    asking = setInterval(ask, ASK_AGAIN);
    ask();
  });
}

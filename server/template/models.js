// What the scripts of widgets get, wherever their Python runs: `render(model, el)` is what anywidget promises.
// `say(comm, data, buffers)` takes what a widget says to Python.
const widgetsOfPage = (say) => {
  const models = new Map(); // by comm
  const modules = new Map(); // by text

  // A widget's values, and its way to speak to Python and to hear from it.
  const modelOf = (comm, state) => {
    const heard = {};
    const changed = new Set();
    const model = {
      get: (name) => state[name],
      set: (name, value) => {
        state[name] = value;
        changed.add(name);
        model.tell(`change:${name}`);
      },
      save_changes: () => {
        const values = Object.fromEntries([...changed].map((name) => [name, state[name]]));
        changed.clear();
        say(comm, { method: "update", state: values, buffer_paths: [] });
      },
      send: (content, _callbacks, buffers) => say(comm, { method: "custom", content }, buffers),
      on: (name, answer) => (heard[name] ??= new Set()).add(answer),
      off: (name, answer) => heard[name]?.delete(answer),
      tell: (name, ...what) => heard[name]?.forEach((answer) => answer(...what)),
      hear: ({ method, state: values, content }, buffers) => {
        if (method === "custom") return model.tell("msg:custom", content, buffers);
        if (method !== "update") return;
        Object.assign(state, values);
        Object.keys(values).forEach((name) => model.tell(`change:${name}`));
      },
    };
    return model;
  };
  const moduleOf = (text) => {
    if (!modules.has(text)) modules.set(text, import(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))));
    return modules.get(text);
  };

  return {
    hear: (comm, data, buffers) => models.get(comm)?.hear(data, buffers),
    // Shows a widget after its place; what comes back ends it.
    show: async (place, comm, state) => {
      const model = modelOf(comm, state);
      models.set(comm, model); // before anything is waited for, so that it hears all that is said
      const widget = (await moduleOf(state._esm)).default;
      const el = document.createElement("div");
      el.classList.add(...state._dom_classes);
      place.after(el);
      const { render } = typeof widget === "function" ? await widget() : widget;
      const end = await render({ model, el });
      return () => (end?.(), models.delete(comm));
    },
  };
};

"""For every kernel: keep no history, since IPython would write what is typed into a file."""

c = get_config()  # noqa: F821
c.HistoryManager.enabled = False

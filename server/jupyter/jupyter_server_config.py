"""For Jupyter's own server, as on Binder: the same settings as `python -m server`."""

from server.settings import workbook_settings

c = get_config()  # noqa: F821
c.merge(workbook_settings())

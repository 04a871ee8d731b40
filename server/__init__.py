"""The web server of the workbook: Voila's settings, its page template and the command that starts it."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter's server finds what it is to load."""
    return [{"module": "server"}]


def _load_jupyter_server_extension(jupyter) -> None:
    """Called by Jupyter's server, which our settings ask to load this package."""
    from server.on_jupyter import add_to

    add_to(jupyter)

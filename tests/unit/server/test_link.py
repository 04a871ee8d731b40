"""The link between a page and its kernel."""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from traitlets.utils.importstring import import_item

from server.link import PromptLink
from server.settings import workbook_settings


class Page:
    """A page's end of the link, which notes whether messages may wait."""

    waits = True

    def set_nodelay(self, at_once: bool) -> None:
        self.waits = not at_once


def test_a_message_does_not_wait_until_the_one_before_it_was_confirmed(monkeypatch):
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: "connected")
    link = PromptLink.__new__(PromptLink)
    page = Page()
    monkeypatch.setattr(PromptLink, "websocket_handler", page)
    assert link.connect() == "connected"
    assert not page.waits


def test_both_servers_use_this_link():
    for settings in (workbook_settings().ServerApp, workbook_settings(8866).Voila):
        assert import_item(settings.kernel_websocket_connection_class) is PromptLink

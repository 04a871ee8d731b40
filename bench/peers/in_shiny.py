"""The job in Shiny: python in_shiny.py PORT."""

import sys

from job import OPTIONS, answer
from shiny import App, render, run_app, ui

page = ui.page_fluid(
    ui.input_radio_buttons("include", "Include", {value: text for text, value in OPTIONS.items()}),
    ui.output_ui("shown"),
)


def server(input, output, session) -> None:
    @render.ui
    def shown():
        picture, finding, table = answer(input.include())
        return ui.TagList(ui.p(finding, id="finding"), ui.div(ui.HTML(picture), id="chart"), ui.HTML(table))


run_app(App(page, server), port=int(sys.argv[1]), log_level="error")

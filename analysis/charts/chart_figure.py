"""A matplotlib figure as the charts use it."""

from matplotlib.figure import Figure

from analysis.charts.figure import svg_picture

_WIDTH = 10.0  # inches; 960 px on the page


class ChartFigure(Figure):
    """A matplotlib figure that knows its question and shows itself in JupyterLab as SVG."""

    def __init__(self, height: float, question: str):
        super().__init__(figsize=(_WIDTH, height))
        self.question = question

    def _repr_html_(self) -> str:
        return svg_picture(self, for_page=False)

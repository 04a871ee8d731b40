"""The job in Dash: python in_dash.py PORT."""

import sys
from base64 import b64encode

from dash import Dash, Input, Output, dcc, html
from job import OPTIONS, answer

app = Dash(__name__, serve_locally=True)
choices = [{"label": text, "value": value} for text, value in OPTIONS.items()]
app.layout = html.Div([dcc.RadioItems(choices, "both", id="include"), html.Div(id="answer")])


@app.callback(Output("answer", "children"), Input("include", "value"))
def show(include: str) -> list:
    picture, finding, table = answer(include)
    source = "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
    return [html.P(finding, id="finding"), html.Img(src=source, id="chart"), dcc.Markdown(table, dangerously_allow_html=True)]


app.run(port=int(sys.argv[1]), debug=False)

"""The job in Streamlit: streamlit run in_streamlit.py --server.port PORT."""

import streamlit
from job import OPTIONS, answer

chosen = streamlit.radio("Include", list(OPTIONS))
picture, finding, table = answer(OPTIONS[chosen])
streamlit.html(f'<p id="finding">{finding}</p>')
streamlit.image(picture)
streamlit.html(table)

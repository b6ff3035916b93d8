import streamlit as st

from selection.web.door import OPTIONS

SCRIPT = "selection/views/main.py"

app = st.App(SCRIPT, **OPTIONS)

if __name__ == "__main__":
    app.run()

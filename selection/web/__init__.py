"""The door of the running app: its routes, its headers and cookie, and the one store of the process."""

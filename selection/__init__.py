"""Choose a CRM platform and the firm to implement it, and be able to say why."""

__version__ = "0.1.0"

"""Sambung Rasa: a public-service chatbot that listens and serves."""

__version__ = "0.1.0"

"""Figures: one Vega-Lite specification (a dict) rendered to SVG, without a browser and without the network."""

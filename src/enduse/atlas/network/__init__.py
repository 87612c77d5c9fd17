"""The network: who is tied to whom in which way, for the drawing on a dossier and for the page on which readers explore."""

"""The UFLPA Entity List: goods of its parties are presumed made with forced labour and kept out of the US."""

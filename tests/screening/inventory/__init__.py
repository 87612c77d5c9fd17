"""Tests of inventories; every organisation and device in them is invented, makers apart."""

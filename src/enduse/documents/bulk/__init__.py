"""Papers that come by the thousand: tables of pages, web archives and folders, cut into stretches and captured stretch by stretch."""

"""Open Contracting Data Standard 1.1: releases and records of the procurement notices that are held as papers."""

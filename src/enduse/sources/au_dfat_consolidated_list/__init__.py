"""The Consolidated List of the Australian Department of Foreign Affairs and Trade."""

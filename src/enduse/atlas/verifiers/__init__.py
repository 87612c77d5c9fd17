"""Programs that readers run: one file each, the standard library alone, shipped with every site and bundle. Nothing else imports them."""

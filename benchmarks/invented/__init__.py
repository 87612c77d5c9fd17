"""An invented trade of any size: places, bodies, companies, control lists, notices, and what is to be found in them."""

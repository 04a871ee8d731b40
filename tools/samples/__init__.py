"""The invented schools: what is planned by hand, who the pupils are, and the files that come of it."""

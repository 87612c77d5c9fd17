"""Listed or not on a day: many (name, day) questions to a resolved case at once.

``names`` finds the bodies a name means, ``reach`` the listed bodies they are, belong under or are owned by, ``entries`` holds what the
lists say of those with every date as a span of days, ``standing`` compares spans with the days asked, ``ask`` puts the answer together.
"""

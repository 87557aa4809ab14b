"""What the corpora call LOC and MISC, told apart by their own words."""

# words of physical geography and of regions: a place with one of them is nobody's territory
LAND_AND_WATER = frozenset(
    """ocean sea river lake mount mountain mountains mt. desert valley bay gulf island islands peninsula coast strait
    straits canal creek falls basin delta cape volcano glacier forest jungle plateau plain plains hills hill range
    archipelago reef canyon continent hemisphere equator ridge beach isthmus sahara sahel himalayas alps andes balkans
    caucasus arctic antarctica antarctic pacific atlantic mediterranean caribbean africa asia europe americas eurasia
    oceania danube nile amazon rhine mekong euphrates tigris indo-pacific mideast maghreb levant siberia scandinavia
    moon mars earth""".split()
)
REGIONS = frozenset(
    name.strip()
    for name in """middle east, west, north, south, east, far east, near east, latin america, central america,
    north america, southeast asia, south asia, east asia, central asia, eastern europe, western europe, west africa,
    east africa, north africa, southern africa, sub-saharan africa, horn of africa, west coast, east coast, midwest,
    global south, world""".split(",")
)

EVENTS = frozenset(
    """war wars cup games olympics olympic championship championships festival summit conference tournament election
    elections massacre genocide revolution uprising referendum league open prix pandemic holocaust intifada exhibition
    fair award awards ceremony day christmas easter ramadan hurricane typhoon cyclone marathon final finals week forum
    congress convention protests crisis spring""".split()
)
LAWS = frozenset(
    """act acts amendment treaty accord accords agreement constitution convention law bill resolution protocol charter
    code pact decree directive""".split()
)


def place_label(text: str) -> str:
    """GPE for a country, state or town; LOC for land, water and regions."""
    words = text.lower().removeprefix("the ").split()
    if " ".join(words) in REGIONS or LAND_AND_WATER.intersection(words):
        return "LOC"
    return "GPE"


def other_label(text: str) -> str | None:
    """EVENT or LAW for a name of neither person, group nor place that says so itself; None where it does not."""
    words = text.lower().split()
    if len(words) < 2:
        return None
    if words[-1] in LAWS or words[0] in ("resolution", "article", "treaty", "constitution"):
        return "LAW"
    return "EVENT" if words[-1] in EVENTS or words[0] in ("operation", "battle") else None
